import type { ModalView } from "@slack/types";
import { findPackageByName } from "../../app/package/show-package.ts";
import { packageToRequest } from "../../app/request/find-requestable.ts";
import { readRequestForm, readResubmission } from "../../app/request/read-request-form.ts";
import { readRequestorChoice } from "../../app/request/requestor.ts";
import { Refusal } from "../../domain/fault.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { explain } from "../kit/answer.ts";
import { headedBy } from "../kit/modal.ts";
import { packageAnswer } from "../show-package/on-show.ts";
import { NOTHING_TYPED, requestView } from "./request-view.ts";
import type { RequestForm } from "./request-view.ts";

/**
 * The form, for a package that was named, or for any. Refuses when the person cannot request the one named; a manager,
 * whose reports perhaps can, is told so in the form.
 */
export async function requestForm(deps: SlackDeps, slackUserId: string, packageId: string | null): Promise<ModalView> {
  const choice = await readRequestorChoice(deps, slackUserId, null);
  const form = { purpose: { named: packageId, repeats: null, reportId: null }, choice, typed: NOTHING_TYPED };
  if (packageId === null) return requestView({ ...form, wanted: null });
  try {
    return requestView({ ...form, wanted: await readRequestForm(deps, slackUserId, packageId) });
  } catch (error) {
    if (!choice.hasReports || !(error instanceof Refusal)) throw error;
    return formWithout(form, explain(error, deps.log).sentence);
  }
}

/** The form with no package chosen, and why not. */
export function formWithout(form: Omit<RequestForm, "wanted">, sentence: string): ModalView {
  return headedBy(sentence, requestView({ ...form, wanted: null }));
}

/** What `/access request PACKAGE` opens; the choice where the name could mean several, or none. */
export async function requestByName(deps: SlackDeps, slackUserId: string, name: string): Promise<ModalView | Message> {
  if (name === "") return requestForm(deps, slackUserId, null);
  const packageId = await packageToRequest(deps, slackUserId, name);
  if (packageId !== null) return requestForm(deps, slackUserId, packageId);
  return packageAnswer(name, await findPackageByName(deps, slackUserId, name));
}

/** The form with what an earlier request asked for (R5). */
export async function resubmissionForm(deps: SlackDeps, slackUserId: string, requestId: string): Promise<ModalView> {
  const { packageId, reportId, policyId, justification, answers, period } = await readResubmission(
    deps,
    slackUserId,
    requestId,
  );
  const [choice, wanted] = await Promise.all([
    readRequestorChoice(deps, slackUserId, reportId),
    readRequestForm(deps, slackUserId, packageId, reportId),
  ]);
  const isForPeriod = period.startDate !== null || period.endDate !== null;
  const typed = { policyId, justification, answers, isForPeriod, ...period };
  return requestView({ purpose: { named: packageId, repeats: requestId, reportId }, choice, wanted, typed });
}
