import type { App, BlockAction, ButtonAction, ViewOutput, ViewResponseAction } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import { assignAccess } from "../../app/assignment/assign-access.ts";
import { readAssignForm } from "../../app/assignment/read-assign-form.ts";
import { namePackage } from "../../app/package/name-package.ts";
import { ASSIGNED_MAX } from "../../domain/assignment/assignable.ts";
import type { Fault } from "../../domain/fault.ts";
import { isAnswerField } from "../../domain/request/answers.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { sentenceFor } from "../errors.ts";
import { packageChoices } from "../find-packages/package-choices.ts";
import { alerted, answerSubmission, explain, onSubmit } from "../kit/answer.ts";
import type { Submission } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { note } from "../kit/block.ts";
import { inTime } from "../kit/in-time.ts";
import { withAlert } from "../kit/modal.ts";
import { choiceAt, choicesAt, readTyped, textAt } from "../kit/state.ts";
import { answersTyped, asksTheSame } from "../request-access/answer-fields.ts";
import { assignedView } from "./assigned-view.ts";
import { assignView } from "./assign-view.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { parseAssign } from "./parse-assign.ts";

const HOW =
  "Name the access package that you want to assign, and to whom if you like: `/access assign PACKAGE`, or `/access assign PACKAGE @PERSON`";

/** What `/access assign PACKAGE @PERSON` opens; the choice where the name could mean several, or none. */
export async function assignAnswer(deps: SlackDeps, slackUserId: string, rest: string): Promise<ModalView | Message> {
  const { name, people } = parseAssign(rest);
  if (name === "") return { text: HOW, blocks: [note(HOW)] };
  const named = await namePackage(deps, slackUserId, name);
  return named.kind === "one"
    ? assignView(await readAssignForm(deps, slackUserId, named.found.id), { people })
    : packageChoices(name, named, {
        label: "Assign",
        action: ACTION.open,
        value: (packageId) => [packageId, ...people.slice(0, ASSIGNED_MAX)].join(" "),
      });
}

/** Listens to `Assign`, and to the form that it opens. */
export function listenToAssigning(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.open, (click) =>
    answerClick(click, deps.log, async () => {
      const user = click.body.user.id;
      const [packageId = "", ...people] = (click.action.value ?? "").split(" ");
      return assignView(await attempt(deps, [user], () => readAssignForm(deps, user, packageId)), { people });
    }),
  );
  app.action<BlockAction>({ type: "block_actions", action_id: ACTION.choosePolicy }, async ({ ack, body, client }) => {
    await ack();
    const { view, user } = body;
    if (view) await client.views.update({ view_id: view.id, view: await drawnAnew(deps, user.id, view) });
  });
  onSubmit(app, CALLBACK.form, (submission) => onAssigned(deps, submission));
}

async function onAssigned(deps: SlackDeps, submission: Submission): Promise<void> {
  const { view, body } = submission;
  await answerSubmission(
    submission,
    deps.log,
    async () => {
      const typed = readTyped(view.state.values);
      const slackUserIds = choicesAt(typed, "people");
      const input = {
        packageId: view.private_metadata,
        slackUserIds,
        policyId: choiceAt(typed, "policyId"),
        startDate: choiceAt(typed, "startDate"),
        endDate: choiceAt(typed, "endDate"),
        justification: textAt(typed, "justification"),
        answers: answersTyped(view),
      };
      const assigned = await attempt(deps, [body.user.id, ...slackUserIds], () =>
        assignAccess(deps, body.user.id, input),
      );
      return { response_action: "update", view: assignedView(assigned) };
    },
    (faults) => withMissingQuestions(deps, body.user.id, view, faults),
  );
}

/** The form as the policy that is chosen shapes it; what was typed stays, as its ids do. */
async function drawnAnew(deps: SlackDeps, slackUserId: string, view: ViewOutput): Promise<ModalView> {
  const policyId = choiceAt(readTyped(view.state.values), "policyId");
  try {
    return assignView(await inTime(() => readAssignForm(deps, slackUserId, view.private_metadata)), { policyId });
  } catch (error) {
    return alerted(view, explain(error, deps.log).sentence);
  }
}

/** Where a question has to be answered that was not there when the form was drawn: the form with it. */
async function withMissingQuestions(
  deps: SlackDeps,
  slackUserId: string,
  view: ViewOutput,
  faults: readonly Fault[],
): Promise<ViewResponseAction | undefined> {
  if (!faults.some(({ field = "" }) => isAnswerField(field))) return undefined;
  const form = await drawnAnew(deps, slackUserId, view);
  if (asksTheSame(view, form)) return undefined;
  const blocks = withAlert(form.blocks as KnownBlock[], faults.map(sentenceFor).join("\n"));
  return { response_action: "update", view: { ...form, blocks } };
}
