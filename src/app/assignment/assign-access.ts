import { z } from "zod";
import { assignmentFaults, ASSIGNED_MAX } from "../../domain/assignment/assignable.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { isInScope } from "../../domain/policy/eligibility.ts";
import { readAnswers } from "../../domain/request/answers.ts";
import type { Answer } from "../../domain/request/answers.ts";
import { justificationFaults } from "../../domain/request/justification.ts";
import { readPeriod } from "../../domain/request/period.ts";
import type { RequestedPeriod } from "../../domain/request/period.ts";
import { peopleToAssign } from "../../store/query/assignable.ts";
import type { AssignablePerson } from "../../store/query/assignable.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { incompatibleHeldByLocked } from "../../store/query/incompatible.ts";
import { holdOffer } from "../../store/query/offer.ts";
import type { OfferRow } from "../../store/query/offer.ts";
import type { StoredPolicy } from "../../store/query/package.ts";
import type { Transaction } from "../../store/database.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { placeRequest } from "../request/place-request.ts";
import type { SubmittedRequest } from "../request/place-request.ts";

const AssignAccess = z.object({
  packageId: z.uuid(),
  /** Who are to hold it. */
  slackUserIds: z.array(z.string()),
  policyId: z.uuid(),
  /** Days in the time zone of whoever assigns, `YYYY-MM-DD`; null: at once, and as the policy says. */
  startDate: z.iso.date().nullable(),
  endDate: z.iso.date().nullable(),
  justification: z.string(),
  /** To the policy's questions, as whoever assigns read them. */
  answers: z.array(z.object({ question: z.string(), answer: z.string() })).default([]),
});
type AssignAccess = z.output<typeof AssignAccess>;

interface AssignTarget {
  offer: OfferRow;
  standing: Standing;
}

type Context = CommandContext<AssignAccess, AssignTarget>;

/** What was asked for one of the people. */
export interface AssignedPerson extends Omit<SubmittedRequest, "waitsFor"> {
  name: string;
}

/**
 * Assigns a package to people directly, through one of its policies (domain.md 2.2, C11; B5, B6, R21): the policy must
 * be enabled and include them, or be for direct assignment. Where it requires approval, that is asked for, whoever
 * assigns. Either all of them are assigned or nobody, and everything that is wrong is told at once. Faults are on
 * `people`, `policyId`, `startDate`, `endDate`, `justification` and `answers.0` on. Where the policy asks questions,
 * whoever assigns answers them, for one person at a time.
 */
export const assignAccess = command<AssignAccess, AssignTarget, readonly AssignedPerson[]>({
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
    const { people, faults } = await candidates(context, policy);
    const { period, faults: ofPeriod } = readPeriod(input, {
      expiration: policy.settings.expiration,
      now,
      timeZone: by.timeZone,
    });
    const { answers, faults: ofAnswers } = readAnswers(policy.settings.questions, input.answers);
    refuseIfAny([
      ...faults,
      ...(people.length > 1 && policy.settings.questions.length > 0 ? [fault("questionsForOne", {}, "people")] : []),
      ...ofPeriod,
      ...justificationFaults(input.justification, "justification", { isRequired: false }),
      ...ofAnswers,
    ]);
    return placeAll(context, people, { policy, period, answers });
  },
});

function assignablePolicy({ policies }: OfferRow, policyId: string): StoredPolicy {
  const policy = policies.find(({ id }) => id === policyId);
  if (!policy) throw new Refusal(fault("notAChoice", { what: "policy" }, "policyId"));
  if (!policy.settings.isEnabled) throw new Refusal(fault("policyNotAssignable", { name: policy.name }, "policyId"));
  return policy;
}

/** The people, and why some of them cannot hold the package through this policy, or hold it already. */
async function candidates(
  { tx, input, target }: Context,
  { name, settings: { requestors } }: StoredPolicy,
): Promise<{ people: AssignablePerson[]; faults: Fault[] }> {
  const wanted = new Set(input.slackUserIds);
  if (wanted.size === 0) return { people: [], faults: [fault("required", { what: "assignees" }, "people")] };
  if (wanted.size > ASSIGNED_MAX)
    return { people: [], faults: [fault("tooMany", { what: "people", limit: ASSIGNED_MAX }, "people")] };
  const people = await peopleToAssign(tx, target.offer.id, [...wanted]);
  const isIncluded = ({ id, groupIds, ...facts }: AssignablePerson) =>
    requestors.scope === "notSpecified" ||
    isInScope(requestors, { ...facts, personId: id, groupIds: new Set(groupIds) });
  const faults = assignmentFaults(
    name,
    people.map((person) => ({ ...person, isIncluded: isIncluded(person) })),
  );
  faults.push(...(await incompatibleFaults(tx, target.offer.id, people)));
  if (people.length < wanted.size) faults.push(fault("personNotKnownYet", {}, "people"));
  return { people, faults };
}

/** Nobody is given what is incompatible with what they hold (domain.md 4.8, R19). */
async function incompatibleFaults(
  tx: Transaction,
  packageId: string,
  people: readonly AssignablePerson[],
): Promise<Fault[]> {
  const held = await incompatibleHeldByLocked(
    tx,
    packageId,
    people.map(({ id }) => id),
  );
  if (held.length === 0) return [];
  const holders = people.filter(({ id }) => held.some(({ personId }) => personId === id)).map(({ name }) => name);
  const names = [...new Set(held.map(({ name }) => name))];
  return [fault("incompatibleForPeople", { people: holders, names }, "people")];
}

async function placeAll(
  context: Context,
  people: readonly AssignablePerson[],
  { policy, period, answers }: { policy: StoredPolicy; period: RequestedPeriod; answers: readonly Answer[] },
): Promise<{ result: AssignedPerson[]; events: DomainEvent[] }> {
  const { by, input, target } = context;
  const result: AssignedPerson[] = [];
  const events: DomainEvent[] = [];
  const undecidable = new Map<number, string[]>();
  for (const { id, name } of people) {
    try {
      const placed = await placeRequest(
        context,
        {
          ...period,
          type: "adminAdd",
          packageId: target.offer.id,
          catalogId: target.offer.catalogId,
          policyId: policy.id,
          settings: policy.settings,
          requestorId: id,
          submittedBy: by.id,
          justification: input.justification,
          answers,
          assignmentId: null,
          repeats: null,
        },
        { after: { policy: policy.name, assignedTo: id, ...period } },
      );
      result.push({ ...placed.result, name });
      events.push(...placed.events);
    } catch (error) {
      const stage = stageWithoutApprovers(error);
      if (stage === undefined) throw error;
      undecidable.set(stage, [...(undecidable.get(stage) ?? []), name]);
    }
  }
  refuseIfAny(
    [...undecidable].map(([stage, names]) => fault("nobodyCanDecideFor", { people: names, stage }, "people")),
  );
  return { result, events };
}

/** The stage that nobody could decide, where that is why the request was refused. */
function stageWithoutApprovers(error: unknown): number | undefined {
  const found = error instanceof Refusal ? error.faults.find(({ code }) => code === "nobodyCanDecide") : undefined;
  return found?.code === "nobodyCanDecide" ? found.data.stage : undefined;
}
