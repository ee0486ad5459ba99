import { z } from "zod";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { PersonFacts } from "../../domain/policy/eligibility.ts";
import { readAnswers } from "../../domain/request/answers.ts";
import { justificationFaults } from "../../domain/request/justification.ts";
import { readPeriod } from "../../domain/request/period.ts";
import { mayResubmit } from "../../domain/request/transitions.ts";
import { liveAssignmentOf } from "../../store/query/assignment.ts";
import { incompatibleHeldByLocked } from "../../store/query/incompatible.ts";
import { holdOffer } from "../../store/query/offer.ts";
import type { OfferRow } from "../../store/query/offer.ts";
import { hasOpenRequest, requestById } from "../../store/query/request.ts";
import type { StoredPolicy } from "../../store/query/package.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { personFacts } from "../person-facts.ts";
import { offeredPolicies } from "./offered-policies.ts";
import { placeRequest } from "./place-request.ts";
import type { SubmittedRequest } from "./place-request.ts";

const SubmitRequest = z.object({
  packageId: z.uuid(),
  /** Which of several policies; null where one alone is offered. */
  policyId: z.uuid().nullable(),
  justification: z.string(),
  /** To the policy's questions, as the person read them. */
  answers: z.array(z.object({ question: z.string(), answer: z.string() })).default([]),
  /** Days in the person's time zone, `YYYY-MM-DD`; null: at once, and as the policy says. */
  startDate: z.iso.date().nullable(),
  endDate: z.iso.date().nullable(),
  /** An earlier request that was denied, expired or canceled. */
  repeats: z.uuid().nullable(),
});
type SubmitRequest = z.output<typeof SubmitRequest>;

type Context = CommandContext<SubmitRequest, OfferRow>;

/**
 * Asks for a package (domain.md 4.1-4.3, 5.2). Whether the person may, through which policy, and everything typed is
 * checked under the package's lock. Faults are on the fields `packageId`, `policyId`, `justification`, `startDate`,
 * `endDate` and `answers.0` on.
 */
export const submitRequest = command<SubmitRequest, OfferRow, SubmittedRequest>({
  name: "request.submit",
  input: SubmitRequest,
  target: async ({ tx, input: { packageId } }) => {
    const offer = await holdOffer(tx, packageId);
    if (!offer) throw new Refusal(fault("notFound", { what: "access package" }, "packageId"));
    return offer;
  },
  permit: (by) => permit("request.submit", { ...standingOf(by), derived: ["requestor"] }),
  run: async (context) => {
    const { tx, now, by, input, target: offer } = context;
    await refuseSecond(context);
    const policy = choosePolicy(offer, await personFacts(tx, by), input.policyId);
    const { settings } = policy;
    const { period, faults } = readPeriod(input, { expiration: settings.expiration, now, timeZone: by.timeZone });
    const { answers, faults: answerFaults } = readAnswers(settings.questions, input.answers);
    const isRequired = settings.approval.isRequestorJustificationRequired;
    refuseIfAny([
      ...justificationFaults(input.justification, "justification", { isRequired }),
      ...faults,
      ...answerFaults,
    ]);
    return placeRequest(
      context,
      {
        ...period,
        type: "userAdd",
        packageId: offer.id,
        catalogId: offer.catalogId,
        policyId: policy.id,
        settings,
        requestorId: by.id,
        submittedBy: by.id,
        justification: input.justification,
        answers,
        assignmentId: null,
        repeats: input.repeats,
      },
      { after: { policy: policy.name, ...period } },
    );
  },
});

/**
 * One open request or live assignment at most for each person and package (domain.md 4.2), and nothing that is
 * incompatible with it (4.8, R18); repeats only what is over.
 */
async function refuseSecond({ tx, by, input, target: { id: packageId } }: Context): Promise<void> {
  if (await liveAssignmentOf(tx, { packageId, personId: by.id }))
    throw new Refusal(fault("alreadyHeld", {}, "packageId"));
  if (await hasOpenRequest(tx, packageId, by.id)) throw new Refusal(fault("alreadyRequested", {}, "packageId"));
  const incompatible = await incompatibleHeldByLocked(tx, packageId, [by.id]);
  if (incompatible.length > 0)
    throw new Refusal(fault("incompatibleHeld", { names: incompatible.map(({ name }) => name) }, "packageId"));
  if (input.repeats === null) return;
  const earlier = await requestById(tx, input.repeats);
  if (!earlier || earlier.requestorId !== by.id || earlier.packageId !== packageId)
    throw new Refusal(fault("notFound", { what: "request" }));
  if (!mayResubmit(earlier.state)) throw new Refusal(fault("notResubmittable", { state: earlier.state }));
}

/** The policy to ask through: the one of the best tier, or the one picked among several (domain.md 4.3, R15). */
function choosePolicy(offer: OfferRow, person: PersonFacts, policyId: string | null): StoredPolicy {
  const offered = offeredPolicies(offer, person);
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
