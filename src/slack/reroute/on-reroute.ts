import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { readReroute } from "../../app/request/read-reroute.ts";
import { rerouteRequest } from "../../app/request/reroute-request.ts";
import { ACTION } from "../cards/ids.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { choicesAt, readTyped, textAt } from "../kit/state.ts";
import { placeOf } from "../refresh/place.ts";
import type { Place } from "../refresh/place.ts";
import { refresh } from "../refresh/refresh.ts";
import { CALLBACK } from "./ids.ts";
import { readMetadata, reroutePane } from "./reroute-pane.ts";

/** Listens to `Re-route`, and to its pane. */
export function listenToRerouting(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.reroute, (click) =>
    answerClick(click, deps.log, async () => {
      const { body, action } = click;
      return reroutePane(await readReroute(deps, body.user.id, action.value ?? ""), placeOf(body, action));
    }),
  );
  onSubmit(app, CALLBACK.pane, async (submission) => {
    const { view, body, client } = submission;
    const user = body.user.id;
    let reroutedIn: Place | undefined;
    await answerSubmission(submission, deps.log, async () => {
      const { place, ...stage } = readMetadata(view.private_metadata);
      const typed = readTyped(view.state.values);
      const slackUserIds = choicesAt(typed, "approvers");
      const input = { ...stage, slackUserIds, reason: textAt(typed, "reason") };
      await attempt(deps, [user, ...slackUserIds], () => rerouteRequest(deps, user, input));
      reroutedIn = place;
      return undefined;
    });
    if (reroutedIn) await refresh(deps, client, user, reroutedIn);
  });
}
