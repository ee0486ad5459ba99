import type { App, BlockAction, ButtonAction, ViewOutput, ViewResponseAction } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import { requestableOptions } from "../../app/request/find-requestable.ts";
import { readRequestForm } from "../../app/request/read-request-form.ts";
import { readSubmitted } from "../../app/request/read-submitted.ts";
import { submitRequest } from "../../app/request/submit-request.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { isAnswerField } from "../../domain/request/answers.ts";
import { ACTION } from "../cards/ids.ts";
import type { SlackDeps } from "../deps.ts";
import { sentenceFor } from "../errors.ts";
import { answerClick } from "../kit/answer-click.ts";
import { alerted, answerSubmission, explain, onSubmit } from "../kit/answer.ts";
import type { Submission } from "../kit/answer.ts";
import { attempt } from "../kit/attempt.ts";
import { inTime } from "../kit/in-time.ts";
import { withAlert } from "../kit/modal.ts";
import { choiceAt, readTyped, textAt } from "../kit/state.ts";
import { onSuggestion } from "../kit/suggestion.ts";
import { answersTyped, asksTheSame } from "./answer-fields.ts";
import { CALLBACK, FORM_ACTION } from "./ids.ts";
import { requestForm, resubmissionForm } from "./open-request.ts";
import { packageChoice, readPurpose, requestView } from "./request-view.ts";
import type { TypedRequest } from "./request-view.ts";
import { submittedView } from "./submitted-view.ts";

/** Listens to all that leads to a request: the buttons that open the form, its inputs, and `Submit`. */
export function listenToRequests(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.request, (click) =>
    answerClick(click, deps.log, () => {
      const user = click.body.user.id;
      return attempt(deps, [user], () => requestForm(deps, user, click.action.value ?? null));
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.resubmit, (click) =>
    answerClick(click, deps.log, () => resubmissionForm(deps, click.body.user.id, click.action.value ?? "")),
  );
  for (const changed of [
    FORM_ACTION.choosePackage,
    new RegExp(`^${FORM_ACTION.choosePolicy}:`),
    FORM_ACTION.choosePeriod,
  ]) {
    app.action<BlockAction>({ type: "block_actions", action_id: changed }, async ({ ack, body, client }) => {
      await ack();
      const { view, user } = body;
      if (view) await client.views.update({ view_id: view.id, view: await drawnAnew(deps, user.id, view) });
    });
  }
  onSuggestion(app, deps.log, FORM_ACTION.choosePackage, async ({ userId, view, text }) => {
    const { named } = readPurpose(view?.private_metadata ?? "");
    return (await requestableOptions(deps, userId, text, named)).map(packageChoice);
  });
  onSubmit(app, CALLBACK.form, (submission) => onRequestSubmitted(deps, submission));
}

/** The form as what is chosen in it shapes it; what was typed stays, as its ids do. */
async function drawnAnew(deps: SlackDeps, slackUserId: string, view: ViewOutput): Promise<ModalView> {
  try {
    return await inTime(() => newestForm(deps, slackUserId, view));
  } catch (error) {
    return alerted(view, explain(error, deps.log).sentence);
  }
}

async function newestForm(deps: SlackDeps, slackUserId: string, view: ViewOutput): Promise<ModalView> {
  const { packageId, ...typed } = typedIn(view);
  const wanted = packageId === null ? null : await readRequestForm(deps, slackUserId, packageId);
  return requestView(readPurpose(view.private_metadata), wanted, typed);
}

function typedIn({ state, blocks }: ViewOutput): TypedRequest & { packageId: string | null } {
  const typed = readTyped(state.values);
  const isForPeriod = choiceAt(typed, "isForPeriod") === "yes";
  return {
    packageId: choiceAt(typed, "packageId"),
    policyId: choiceAt(typed, "policyId"),
    justification: textAt(typed, "justification"),
    answers: answersTyped({ state, blocks }),
    isForPeriod,
    startDate: isForPeriod ? choiceAt(typed, "startDate") : null,
    endDate: isForPeriod ? choiceAt(typed, "endDate") : null,
  };
}

async function onRequestSubmitted(deps: SlackDeps, submission: Submission): Promise<void> {
  const { view, body } = submission;
  const user = body.user.id;
  await answerSubmission(
    submission,
    deps.log,
    async () => {
      const { isForPeriod, ...typed } = typedIn(view);
      if (typed.packageId === null) throw new Refusal(fault("required", { what: "package" }, "packageId"));
      if (isForPeriod && typed.startDate === null && typed.endDate === null)
        throw new Refusal(fault("required", { what: "period" }, "isForPeriod"));
      const { named, repeats } = readPurpose(view.private_metadata);
      // Whoever chose another package in the meantime repeats nothing.
      const input = { ...typed, repeats: typed.packageId === named ? repeats : null };
      const { requestId } = await attempt(deps, [user], () => submitRequest(deps, user, input));
      return { response_action: "update", view: submittedView(await readSubmitted(deps, user, requestId)) };
    },
    (faults) => withMissingFields(deps, user, view, faults),
  );
}

/** Where a policy has to be chosen, or a question answered, that was not there when the form was drawn: the form with it. */
async function withMissingFields(
  deps: SlackDeps,
  slackUserId: string,
  view: ViewOutput,
  faults: readonly Fault[],
): Promise<ViewResponseAction | undefined> {
  const isShown = view.blocks.some(({ block_id: id }) => id === "policyId");
  const lacksPolicy = !isShown && faults.some(({ field }) => field === "policyId");
  const isAboutAnswers = faults.some(({ field = "" }) => isAnswerField(field));
  if (!lacksPolicy && !isAboutAnswers) return undefined;
  const form = await drawnAnew(deps, slackUserId, view);
  if (!lacksPolicy && asksTheSame(view, form)) return undefined;
  const blocks = withAlert(form.blocks as KnownBlock[], faults.map(sentenceFor).join("\n"));
  return { response_action: "update", view: { ...form, blocks } };
}
