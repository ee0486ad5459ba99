import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { assignAccess } from "../../app/assignment/assign-access.ts";
import { readAssignForm } from "../../app/assignment/read-assign-form.ts";
import { namePackage } from "../../app/package/name-package.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { packageChoices } from "../find-packages/package-choices.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { note } from "../kit/block.ts";
import { choiceAt, choicesAt, readTyped, textAt } from "../kit/state.ts";
import { assignedView } from "./assigned-view.ts";
import { assignView } from "./assign-view.ts";
import { ACTION, CALLBACK } from "./ids.ts";

const HOW = "Name the access package that you want to assign: `/access assign PACKAGE`";

/** What `/access assign PACKAGE` opens; the choice where the name could mean several, or none. */
export async function assignAnswer(deps: SlackDeps, slackUserId: string, name: string): Promise<ModalView | Message> {
  if (name === "") return { text: HOW, blocks: [note(HOW)] };
  const named = await namePackage(deps, slackUserId, name);
  return named.kind === "one"
    ? assignView(await readAssignForm(deps, slackUserId, named.found.id))
    : packageChoices(name, named, { label: "Assign", action: ACTION.open });
}

/** Listens to `Assign`, and to the form that it opens. */
export function listenToAssigning(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.open, (click) =>
    answerClick(click, deps.log, async () => {
      const user = click.body.user.id;
      return assignView(await attempt(deps, [user], () => readAssignForm(deps, user, click.action.value ?? "")));
    }),
  );
  onSubmit(app, CALLBACK.form, (submission) =>
    answerSubmission(submission, deps.log, async () => {
      const { view, body } = submission;
      const typed = readTyped(view.state.values);
      const slackUserIds = choicesAt(typed, "people");
      const input = {
        packageId: view.private_metadata,
        slackUserIds,
        policyId: choiceAt(typed, "policyId"),
        startDate: choiceAt(typed, "startDate"),
        endDate: choiceAt(typed, "endDate"),
        justification: textAt(typed, "justification"),
      };
      const assigned = await attempt(deps, [body.user.id, ...slackUserIds], () =>
        assignAccess(deps, body.user.id, input),
      );
      return { response_action: "update", view: assignedView(assigned) };
    }),
  );
}
