import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { listApprovals } from "../../app/request/list-approvals.ts";
import { ephemeral } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { MomentCursor } from "../kit/moment-cursor.ts";
import { approvalsMessage } from "./approvals-message.ts";
import { ACTION } from "./ids.ts";

/** Listens to the button that lists approvals, and to `More`. */
export function listenToApprovals(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.list, (click) =>
    answerClick(click, deps.log, async () => {
      const user = click.body.user.id;
      return ephemeral(approvalsMessage(await attempt(deps, [user], () => listApprovals(deps, user))));
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.more, (click) =>
    answerClick(click, deps.log, async () => {
      const after = MomentCursor.parse(JSON.parse(click.action.value ?? ""));
      const page = await listApprovals(deps, click.body.user.id, { after });
      return { ...ephemeral(approvalsMessage(page)), replace_original: true };
    }),
  );
}
