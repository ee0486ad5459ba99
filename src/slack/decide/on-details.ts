import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { readRequest } from "../../app/request/read-request.ts";
import { ACTION } from "../cards/ids.ts";
import type { SlackDeps } from "../deps.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { detailsView } from "./details-view.ts";

/** Listens to `Details`. */
export function listenToDetails(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.details, (click) =>
    answerClick(click, deps.log, async () => {
      const user = click.body.user.id;
      return detailsView(await attempt(deps, [user], () => readRequest(deps, user, click.action.value ?? "")));
    }),
  );
}
