import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { readRemoval } from "../../app/assignment/read-removal.ts";
import { removeAccess } from "../../app/assignment/remove-access.ts";
import { ACTION } from "../cards/ids.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { readLoss } from "../kit/loss-pane.ts";
import { readTyped, textAt } from "../kit/state.ts";
import { placeOf } from "../refresh/place.ts";
import type { Place } from "../refresh/place.ts";
import { refresh } from "../refresh/refresh.ts";
import { CALLBACK } from "./ids.ts";
import { removalPane } from "./removal-pane.ts";

/** Listens to `Remove access`, and to its pane. */
export function listenToRemovals(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.remove, (click) =>
    answerClick(click, deps.log, async () => {
      const { body, action } = click;
      return removalPane(await readRemoval(deps, body.user.id, action.value ?? ""), placeOf(body, action));
    }),
  );
  onSubmit(app, CALLBACK.pane, async (submission) => {
    const { view, body, client } = submission;
    let removedIn: Place | undefined;
    await answerSubmission(submission, deps.log, async () => {
      const { id: assignmentId, place } = readLoss(view.private_metadata);
      const reason = textAt(readTyped(view.state.values), "reason");
      await removeAccess(deps, body.user.id, { assignmentId, reason });
      removedIn = place;
      return undefined;
    });
    if (removedIn) await refresh(deps, client, body.user.id, removedIn);
  });
}
