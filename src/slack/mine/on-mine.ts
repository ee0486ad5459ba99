import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { z } from "zod";
import { giveUpAccess } from "../../app/assignment/give-up-access.ts";
import { listMine } from "../../app/person/list-mine.ts";
import { cancelRequest } from "../../app/request/cancel-request.ts";
import { ACTION as CARD_ACTION } from "../cards/ids.ts";
import { ephemeral } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { MomentCursor } from "../kit/moment-cursor.ts";
import { onPress } from "../refresh/on-press.ts";
import { ACTION } from "./ids.ts";
import { mineMessage } from "./mine-message.ts";

const Cursor = z.object({ part: z.enum(["access", "requests"]), after: MomentCursor.nullable() });

/** Listens to the button that lists one's own, to `More`, and to what one does at once with what one holds or asked for. */
export function listenToMine(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.list, (click) =>
    answerClick(click, deps.log, async () => {
      const user = click.body.user.id;
      return ephemeral(mineMessage(await attempt(deps, [user], () => listMine(deps, user))));
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.more, (click) =>
    answerClick(click, deps.log, async () => {
      const cursor = Cursor.parse(JSON.parse(click.action.value ?? ""));
      const page = await listMine(deps, click.body.user.id, { cursor });
      return { ...ephemeral(mineMessage(page)), replace_original: true };
    }),
  );
  onPress(app, deps, CARD_ACTION.giveUp, (user, assignmentId) => giveUpAccess(deps, user, { assignmentId }));
  onPress(app, deps, CARD_ACTION.cancel, (user, requestId) => cancelRequest(deps, user, { requestId }));
}
