import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { removeRecord } from "../../app/request/remove-record.ts";
import { ephemeral } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { answerClick } from "../kit/answer-click.ts";
import { onPress } from "../refresh/on-press.ts";
import { ACTION } from "./ids.ts";
import { packageRequestsPage } from "./requests-page.ts";

/** Listens to what lists the requests for a package, and to `Remove record`. */
export function listenToPackageRequests(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.open, (click) =>
    answerClick(click, deps.log, async () =>
      ephemeral(await packageRequestsPage(deps, click.body.user.id, click.action.value ?? "")),
    ),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.more, (click) =>
    answerClick(click, deps.log, async () => ({
      ...ephemeral(await packageRequestsPage(deps, click.body.user.id, click.action.value ?? "")),
      replace_original: true,
    })),
  );
  onPress(app, deps, ACTION.removeRecord, (user, requestId) => removeRecord(deps, user, { requestId }));
}
