import { z } from "zod";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { readAnswers } from "../../domain/request/answers.ts";
import { justificationFaults } from "../../domain/request/justification.ts";
import { requestorRights } from "../../domain/request/on-behalf.ts";
import { readPeriod } from "../../domain/request/period.ts";
import { mayResubmit } from "../../domain/request/transitions.ts";
import { lockDirectReport } from "../../store/query/direct-report.ts";
import { incompatibleHeldByLocked } from "../../store/query/incompatible.ts";
import { holdOffer } from "../../store/query/offer.ts";
import type { OfferRow } from "../../store/query/offer.ts";
import { requestById } from "../../store/query/request.ts";
import { requestorFacts, requestorFactsOfSlackUser } from "../../store/query/requestor-facts.ts";
import type { RequestorFacts } from "../../store/query/requestor-facts.ts";
import type { StoredPolicy } from "../../store/query/package.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { placeRequest } from "./place-request.ts";
import { submittedState } from "./submitted-state.ts";
import type { SubmittedState } from "./submitted-state.ts";
import { offeredTo, refuseTaken } from "./requestable.ts";
import { permitRequest, requestorFor } from "./requestor.ts";
import type { Requestor } from "./requestor.ts";

const SubmitRequest = z.object({
  packageId: z.uuid(),
  /** The direct report for whom it is; null for whoever asks. */
  reportId: z.uuid().nullable().default(null),
  /** Which of several policies; null where one alone is offered. */
  policyId: z.uuid().nullable(),
  justification: z.string(),
  /** To the policy's questions, as whoever asks read them. */
  answers: z.array(z.object({ question: z.string(), answer: z.string() })).default([]),
  /** Days in the time zone of whoever asks, `YYYY-MM-DD`; null: at once, and as the policy says. */
  startDate: z.iso.date().nullable(),
  endDate: z.iso.date().nullable(),
  /** An earlier request that was denied, expired or canceled. */
  repeats: z.uuid().nullable(),
});
type SubmitRequest = z.output<typeof SubmitRequest>;

interface SubmitTarget {
  offer: OfferRow;
  requestor: Requestor;
  facts: RequestorFacts;
}

type Context = CommandContext<SubmitRequest, SubmitTarget>;

/**
 * Asks for a package (domain.md 4.1-4.3, 5.2), for oneself or for a direct report (R23). Whether it can be requested for
 * them, through which policy, and everything typed is checked under the package's lock, and the report's. Faults are on
 * the fields `requestFor`, `packageId`, `policyId`, `justification`, `startDate`, `endDate` and `answers.0` on.
 */
export const submitRequest = command<
  SubmitRequest,
  SubmitTarget,
  SubmittedState,
  [OfferRow | undefined, RequestorFacts]
>({
  name: "request.submit",
  input: SubmitRequest,
  lock: (tx, { packageId }, slackUserId) =>
    Promise.all([holdOffer(tx, packageId), requestorFactsOfSlackUser(tx, packageId, slackUserId)]),
  target: async ({ tx, by, input: { reportId }, locked: [offer, own] }) => {
    if (!offer) throw new Refusal(fault("notFound", { what: "access package" }, "packageId"));
    const requestor = await requestorFor(tx, by, reportId, lockDirectReport);
    return { offer, requestor, facts: requestor.isReport ? await requestorFacts(tx, offer.id, requestor.id) : own };
  },
  permit: (by, { requestor }) => permitRequest(by, requestor),
  run: async (context) => {
    const { now, by, input, target } = context;
    const { offer, requestor } = target;
    await refuseSecond(context);
    const facts = { ...requestor, personId: requestor.id, groupIds: target.facts.groupIds };
    const policy = choosePolicy(offeredTo(requestor, offer, facts), input.policyId);
    const { settings } = policy;
    const { period, faults } = readPeriod(input, { expiration: settings.expiration, now, timeZone: by.timeZone });
    const { answers, faults: answerFaults } = readAnswers(settings.questions, input.answers);
    const isRequired = settings.approval.isRequestorJustificationRequired;
    refuseIfAny([
      ...justificationFaults(input.justification, "justification", { isRequired }),
      ...faults,
      ...answerFaults,
    ]);
    const { result, events } = await placeRequest(
      context,
      {
        ...period,
        type: requestor.isReport ? "onBehalfAdd" : "userAdd",
        packageId: offer.id,
        catalogId: offer.catalogId,
        policyId: policy.id,
        settings,
        requestorId: requestor.id,
        submittedBy: by.id,
        justification: input.justification,
        answers,
        assignmentId: null,
        repeats: input.repeats,
      },
      { after: { policy: policy.name, ...(requestor.isReport && { requestedFor: requestor.id }), ...period } },
    );
    const reportName = requestor.isReport ? requestor.name : null;
    return { result: submittedState(result, { packageName: offer.name, reportName, ...period }), events };
  },
});

/**
 * One open request or live assignment at most for each person and package (domain.md 4.2), and nothing that is
 * incompatible with it (4.8, R18); repeats only what is over.
 */
async function refuseSecond({ tx, by, input, target }: Context): Promise<void> {
  const { offer, requestor, facts } = target;
  const { id: personId } = requestor;
  const incompatible = facts.hasIncompatible ? await incompatibleHeldByLocked(tx, offer.id, [personId]) : [];
  refuseTaken(requestor, { ...facts, incompatible });
  if (input.repeats === null) return;
  const earlier = await requestById(tx, input.repeats);
  const isOwn = earlier && requestorRights(earlier, by.id).length > 0;
  if (!isOwn || earlier.requestorId !== personId || earlier.packageId !== offer.id)
    throw new Refusal(fault("notFound", { what: "request" }));
  if (!mayResubmit(earlier.state)) throw new Refusal(fault("notResubmittable", { state: earlier.state }));
}

/** The policy to ask through: the one of the best tier, or the one picked among several (domain.md 4.3, R15). */
function choosePolicy(offered: readonly StoredPolicy[], policyId: string | null): StoredPolicy {
  const picked = offered.find(({ id }) => id === policyId);
  if (picked) return picked;
  const [only, ...others] = offered;
  if (policyId === null && only && others.length === 0) return only;
  throw new Refusal(
    policyId === null
      ? fault("policyChoiceNeeded", {}, "policyId")
      : fault("notAChoice", { what: "policy" }, "policyId"),
  );
}
