import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { extendAccess } from "../../app/request/extend-access.ts";
import { readExtension } from "../../app/request/read-extension.ts";
import { ACTION } from "../cards/ids.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { choiceAt, readTyped, textAt } from "../kit/state.ts";
import { placeOf } from "../refresh/place.ts";
import type { Place } from "../refresh/place.ts";
import { refresh } from "../refresh/refresh.ts";
import { submittedView } from "../request-access/submitted-view.ts";
import { extendPane, readMetadata } from "./extend-pane.ts";
import { CALLBACK } from "./ids.ts";

/** Listens to `Extend`, and to its pane. */
export function listenToExtensions(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.extend, (click) =>
    answerClick(click, deps.log, async () => {
      const { body, action } = click;
      return extendPane(await readExtension(deps, body.user.id, action.value ?? ""), placeOf(body, action));
    }),
  );
  onSubmit(app, CALLBACK.form, async (submission) => {
    const { view, body, client } = submission;
    const user = body.user.id;
    let askedIn: Place | undefined;
    await answerSubmission(submission, deps.log, async () => {
      const { assignmentId, presentEnd, place } = readMetadata(view.private_metadata);
      const typed = readTyped(view.state.values);
      const input = {
        assignmentId,
        presentEnd,
        endDate: choiceAt(typed, "endDate"),
        justification: textAt(typed, "justification"),
      };
      const submitted = await extendAccess(deps, user, input);
      askedIn = place;
      return { response_action: "update", view: submittedView(submitted) };
    });
    if (askedIn) await refresh(deps, client, user, askedIn);
  });
}
