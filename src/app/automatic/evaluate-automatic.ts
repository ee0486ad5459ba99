import { AUTOMATIC_PEOPLE_MAX, AUTOMATIC_POLICY, isMeant } from "../../domain/automatic/automatic-rule.ts";
import { automaticStep } from "../../domain/automatic/automatic-step.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { later } from "../../lib/duration.ts";
import { incompatibleHeldByLocked } from "../../store/query/incompatible.ts";
import { lockAssignments, updateAssignment } from "../../store/query/assignment.ts";
import { requestsOf } from "../../store/query/assignment-request.ts";
import {
  addBlocks,
  claimDueRule,
  holdersByRule,
  markRulesDue,
  noteRule,
  peopleAfter,
  removeBlocks,
  setEvaluatedTo,
} from "../../store/query/automatic-rule.ts";
import type { LookedAt, RuleRow } from "../../store/query/automatic-rule.ts";
import type { RequestMove } from "../request/request-move.ts";
import { assignmentEvent } from "../assignment/assignment-event.ts";
import { sourceOf } from "../assignment/end-assignment.ts";
import type { AppDeps } from "../deps.ts";
import { policyEvent } from "../policy/policy-event.ts";
import { placeRequest } from "../request/place-request.ts";
import { systemCommand } from "../system-command.ts";

/** How many people one transaction looks at, and how many of them it assigns to. */
const LOOKED_AT = 500;
const ASSIGNED = 50;

/** Looks at all people anew by the rule of that id, or by all rules, and does what they say. */
export async function evaluateAfter(deps: AppDeps, causeId: string): Promise<void> {
  await markDue(deps, causeId);
  while ((await evaluateSome(deps)) > 0);
}

const markDue = systemCommand<string, void>({
  name: "automatic.markDue",
  run: async ({ tx, now, input }) => ({ result: await markRulesDue(tx, input, now), events: [] }),
});

interface Context extends RequestMove {
  rule: RuleRow & { catalogId: string };
}

/**
 * Looks at some people by a rule that is due, and assigns, ends and keeps what it says (domain.md 4.8, D23); gives how
 * many rules it found, 0 or 1. A rule stays due until everybody has been looked at. Done twice it changes nothing more.
 */
export const evaluateSome: (deps: AppDeps) => Promise<number> = (deps) => evaluate(deps);

const evaluate = systemCommand<void, number>({
  name: "automatic.evaluate",
  run: async ({ tx, last, now, newId }) => {
    const rule = await claimDueRule(tx, now);
    if (!rule) return { result: 0, events: [] };
    const context = { tx, last, now, newId, rule };
    const found = await peopleAfter(tx, rule, LOOKED_AT);
    const people = upToAssigned(rule, found);
    const events = [
      ...(await assignTo(
        context,
        people.filter(({ step }) => step === "assign"),
      )),
      ...(await moveEnds(context, people)),
    ];
    const free = people.filter(({ step, isBlocked }) => isBlocked && step !== "assign").map(({ id }) => id);
    await removeBlocks(tx, rule.id, free);
    const isLast = people.length === found.length && found.length < LOOKED_AT;
    await setEvaluatedTo(tx, rule.id, isLast ? null : (people.at(-1)?.id ?? null), now);
    return { result: 1, events };
  },
});

type Stepped = LookedAt & { step: ReturnType<typeof automaticStep> };

/** What is to be done about each of the people, up to as many as are assigned at once. */
function upToAssigned({ rule }: RuleRow, people: readonly LookedAt[]): Stepped[] {
  const stepped = people.map((person) => ({ ...person, step: stepFor(rule, person) }));
  const assigned = stepped.flatMap(({ step }, at) => (step === "assign" ? [at] : []));
  const oneTooMany = assigned[ASSIGNED];
  return oneTooMany === undefined ? stepped : stepped.slice(0, oneTooMany);
}

function stepFor(rule: RuleRow["rule"], person: LookedAt) {
  const { assignmentId, isByRule, isLeaving, hasAskedForIt } = person;
  const holds = assignmentId === null ? "not" : isByRule ? "byRule" : "otherwise";
  return automaticStep(rule, { isMeant: isMeant(rule, person), holds, isLeaving, hasAskedForIt });
}

/** Assigns to those whom nothing rules out, as far as there is room. */
async function assignTo(context: Context, people: readonly Stepped[]): Promise<DomainEvent[]> {
  if (people.length === 0) return [];
  const { tx, rule } = context;
  const held = await incompatibleHeldByLocked(
    tx,
    rule.packageId,
    people.map(({ id }) => id),
  );
  const ruledOut = new Set(held.map(({ personId }) => personId));
  const room = AUTOMATIC_PEOPLE_MAX - (await holdersByRule(tx, rule.id));
  const able = people.filter(({ id }) => !ruledOut.has(id)).slice(0, Math.max(0, room));
  const events: DomainEvent[] = [];
  for (const { id } of able) events.push(...(await assign(context, id)));
  await noteRule(
    context.last,
    rule.id,
    events.flatMap(({ type, target }) => (type === "assignment.created" ? [target.id] : [])),
  );
  await removeBlocks(
    tx,
    rule.id,
    able.filter(({ isBlocked }) => isBlocked).map(({ id }) => id),
  );
  return [
    ...events,
    ...(await block(
      context,
      people.filter(({ id, isBlocked }) => ruledOut.has(id) && !isBlocked),
    )),
  ];
}

/** As a request that nobody made and nobody decides; the person stands for both sides of it. */
async function assign({ rule, ...move }: Context, personId: string): Promise<readonly DomainEvent[]> {
  const { packageId, catalogId } = rule;
  const asked = {
    type: "systemAdd" as const,
    packageId,
    catalogId,
    policyId: null,
    settings: AUTOMATIC_POLICY,
    requestorId: personId,
    submittedBy: personId,
    startsAt: null,
    endsAt: null,
    justification: "",
    assignmentId: null,
    repeats: null,
  };
  return (await placeRequest(move, asked, { after: { because: "ruleMatches" } })).events;
}

async function block({ tx, rule }: Context, people: readonly Stepped[]): Promise<DomainEvent[]> {
  if (people.length === 0) return [];
  const blocked = people.map(({ id }) => id);
  await addBlocks(tx, rule.id, blocked);
  const { packageId: id, catalogId } = rule;
  return [policyEvent("policy.automaticBlocked", { id, catalogId }, rule.id, { after: { blocked } })];
}

/** Sets the end of what those hold who match no longer, and takes it back for those who do again. */
async function moveEnds({ tx, now, rule }: Context, people: readonly Stepped[]): Promise<DomainEvent[]> {
  const ids = people.flatMap(({ step, assignmentId }) =>
    step === "leave" || step === "stay" ? (assignmentId ?? []) : [],
  );
  const assignments = (await lockAssignments(tx, ids)).filter(({ state }) => state !== "expired");
  const requests = await requestsOf(tx, ids);
  const events: DomainEvent[] = [];
  for (const held of assignments) {
    const isLeaving = held.endsAt === null;
    const endsAt = isLeaving ? later(now, { days: rule.rule.graceDays }) : null;
    await updateAssignment(tx, held.id, { endsAt, promptAt: null });
    events.push(
      assignmentEvent(held, sourceOf(requests, held.id), isLeaving ? "assignment.ruleLeft" : "assignment.ruleMet", {
        before: { endsAt: held.endsAt },
        after: { endsAt },
      }),
    );
  }
  return events;
}
