import type { App, BlockAction, ButtonAction, ViewOutput, ViewResponseAction } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import { requestableOptions } from "../../app/request/find-requestable.ts";
import { readRequestForm } from "../../app/request/read-request-form.ts";
import { directReportOptions, readRequestorChoice } from "../../app/request/requestor.ts";
import { submitRequest } from "../../app/request/submit-request.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { isAnswerField } from "../../domain/request/answers.ts";
import { nameKey } from "../../lib/text.ts";
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
import { formWithout, requestForm, resubmissionForm } from "./open-request.ts";
import { MYSELF, packageChoice, readPurpose, requestorChoice, requestView } from "./request-view.ts";
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
    FORM_ACTION.chooseRequestor,
    new RegExp(`^${FORM_ACTION.choosePackage}:`),
    new RegExp(`^${FORM_ACTION.choosePolicy}:`),
    FORM_ACTION.choosePeriod,
  ]) {
    app.action<BlockAction>({ type: "block_actions", action_id: changed }, async ({ ack, body, client }) => {
      await ack();
      const { view, user } = body;
      if (view) await client.views.update({ view_id: view.id, view: await drawnAnew(deps, user.id, view) });
    });
  }
  onSuggestion(app, deps.log, new RegExp(`^${FORM_ACTION.choosePackage}:`), async ({ userId, view, text }) => {
    const { named, reportId } = readPurpose(view?.private_metadata ?? "");
    return (await requestableOptions(deps, userId, text, { named, reportId })).map(packageChoice);
  });
  onSuggestion(app, deps.log, FORM_ACTION.chooseRequestor, async ({ userId, text }) => {
    const reports = await directReportOptions(deps, userId, text);
    const isMeant = nameKey(MYSELF.text).includes(nameKey(text));
    return [...(isMeant ? [MYSELF] : []), ...reports.map(requestorChoice)];
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
  const before = readPurpose(view.private_metadata);
  const { packageId, reportId, ...typed } = typedIn(view);
  const choice = await readRequestorChoice(deps, slackUserId, reportId);
  const isSame = reportId === before.reportId;
  // Whoever has chosen another person in the meantime repeats nothing.
  const purpose = isSame ? before : { ...before, reportId, repeats: null };
  const form = { purpose, choice, typed };
  if (packageId === null) return requestView({ ...form, wanted: null });
  try {
    return requestView({ ...form, wanted: await readRequestForm(deps, slackUserId, packageId, reportId) });
  } catch (error) {
    if (isSame || !(error instanceof Refusal)) throw error;
    // What was chosen for one person is not for the other: they choose anew.
    return formWithout(form, explain(error, deps.log).sentence);
  }
}

type TypedForm = TypedRequest & { packageId: string | null; reportId: string | null };

function typedIn({ state, blocks }: ViewOutput): TypedForm {
  const typed = readTyped(state.values);
  const isForPeriod = choiceAt(typed, "isForPeriod") === "yes";
  const requestFor = choiceAt(typed, "requestFor");
  return {
    reportId: requestFor === MYSELF.value ? null : requestFor,
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
      const { named, repeats, reportId } = readPurpose(view.private_metadata);
      const { isForPeriod, ...typed } = typedIn(view);
      if (typed.packageId === null) throw new Refusal(fault("required", { what: "package" }, "packageId"));
      if (isForPeriod && typed.startDate === null && typed.endDate === null)
        throw new Refusal(fault("required", { what: "period" }, "isForPeriod"));
      // Whoever chose another package or person in the meantime repeats nothing.
      const isRepeated = typed.packageId === named && typed.reportId === reportId;
      const input = { ...typed, repeats: isRepeated ? repeats : null };
      const submitted = await attempt(deps, [user], () => submitRequest(deps, user, input));
      return { response_action: "update", view: submittedView(submitted) };
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
