import { z } from "zod";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { isInScope } from "../../domain/policy/eligibility.ts";
import { justificationFaults } from "../../domain/request/justification.ts";
import { readPeriod } from "../../domain/request/period.ts";
import { liveAssignmentOf } from "../../store/query/assignment.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { holdOffer } from "../../store/query/offer.ts";
import type { OfferRow } from "../../store/query/offer.ts";
import type { StoredPolicy } from "../../store/query/package.ts";
import { personBySlackId } from "../../store/query/person.ts";
import { hasOpenRequest } from "../../store/query/request.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { personFacts } from "../person-facts.ts";
import { placeRequest } from "../request/place-request.ts";
import type { SubmittedRequest } from "../request/place-request.ts";

const AssignAccess = z.object({
  packageId: z.uuid(),
  /** Who is to hold it. */
  slackUserId: z.string(),
  policyId: z.uuid(),
  /** Days in the time zone of whoever assigns, `YYYY-MM-DD`; null: at once, and as the policy says. */
  startDate: z.iso.date().nullable(),
  endDate: z.iso.date().nullable(),
  justification: z.string(),
});
type AssignAccess = z.infer<typeof AssignAccess>;

interface AssignTarget {
  offer: OfferRow;
  standing: Standing;
}

type Context = CommandContext<AssignAccess, AssignTarget>;

/**
 * Assigns a package to somebody directly, through one of its policies (domain.md 2.2, C11; B5, B6, R21): the policy
 * must be enabled and include the person, or be for direct assignment. Where it requires approval, that is asked for,
 * whoever assigns. Faults are on `people`, `policyId`, `startDate`, `endDate` and `justification`.
 */
export const assignAccess = command<AssignAccess, AssignTarget, SubmittedRequest>({
  name: "assignment.assign",
  input: AssignAccess,
  target: async ({ tx, by, input: { packageId } }) => {
    const offer = await holdOffer(tx, packageId);
    if (!offer) throw new Refusal(fault("notFound", { what: "access package" }));
    return { offer, standing: standingOf(by, await rolesIn(tx, offer.catalogId, by.id)) };
  },
  permit: (_by, { standing }) => permit("assignment.assign", standing),
  run: async (context) => {
    const { now, by, input, target } = context;
    const policy = assignablePolicy(target.offer, input.policyId);
    const holderId = await holderOf(context, policy);
    const { settings } = policy;
    const { period, faults } = readPeriod(input, { expiration: settings.expiration, now, timeZone: by.timeZone });
    refuseIfAny([...justificationFaults(input.justification, "justification", { isRequired: false }), ...faults]);
    return placeRequest(
      context,
      {
        ...period,
        type: "adminAdd",
        packageId: target.offer.id,
        catalogId: target.offer.catalogId,
        policyId: policy.id,
        settings,
        requestorId: holderId,
        submittedBy: by.id,
        justification: input.justification,
        assignmentId: null,
        repeats: null,
      },
      { after: { policy: policy.name, assignedTo: holderId, ...period } },
    );
  },
});

function assignablePolicy({ policies }: OfferRow, policyId: string): StoredPolicy {
  const policy = policies.find(({ id }) => id === policyId);
  if (!policy) throw new Refusal(fault("notAChoice", { what: "policy" }, "policyId"));
  if (!policy.settings.isEnabled) throw new Refusal(fault("policyNotAssignable", { name: policy.name }, "policyId"));
  return policy;
}

/** The person, who must be able to hold the package through this policy and not hold it yet. */
async function holderOf({ tx, input, target }: Context, { name, settings }: StoredPolicy): Promise<string> {
  const refuse = (wrong: Fault): never => {
    throw new Refusal(wrong);
  };
  const person = await personBySlackId(tx, input.slackUserId);
  if (!person) return refuse(fault("personNotKnownYet", {}, "people"));
  if (person.slackState === "deactivated") return refuse(fault("personDeactivated", { name: person.name }, "people"));
  const { requestors } = settings;
  if (requestors.scope !== "notSpecified" && !isInScope(requestors, await personFacts(tx, person)))
    return refuse(fault("policyExcludes", { person: person.name, policy: name }, "people"));
  if (await liveAssignmentOf(tx, { packageId: target.offer.id, personId: person.id }))
    return refuse(fault("heldAlready", { person: person.name }, "people"));
  if (await hasOpenRequest(tx, target.offer.id, person.id))
    return refuse(fault("requestedAlready", { person: person.name }, "people"));
  return person.id;
}
