import { assignmentStateOf, DELIVERY_EVENTS } from "../../domain/assignment/assignment.ts";
import type { AssignmentState } from "../../domain/assignment/assignment.ts";
import { roleKey } from "../../domain/assignment/role-diff.ts";
import { settledDelivery } from "../../domain/assignment/settled-delivery.ts";
import type { SettledDelivery } from "../../domain/assignment/settled-delivery.ts";
import type { DeliveryOutcome } from "../../domain/assignment/settled-grant.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { nextRequestState } from "../../domain/request/transitions.ts";
import { assignmentById, lockAssignments, updateAssignment } from "../../store/query/assignment.ts";
import type { AssignmentRow } from "../../store/query/assignment.ts";
import { grantsOf } from "../../store/query/assignment-grant.ts";
import type { GrantRow } from "../../store/query/assignment-grant.ts";
import { lockRequestsOf, setDeliveryState } from "../../store/query/assignment-request.ts";
import type { AssignmentRequest } from "../../store/query/assignment-request.ts";
import { grantsElsewhere, updateGrants } from "../../store/query/delivery.ts";
import type { Transaction } from "../../store/database.ts";
import { systemCommand } from "../system-command.ts";
import { assignmentEvent, toldRoles } from "./assignment-event.ts";
import { isSource } from "./end-assignment.ts";
import { giveAgainElsewhere } from "./give-again-elsewhere.ts";

interface Delivery {
  assignmentId: string;
  outcomes: readonly DeliveryOutcome[];
}

interface Recording {
  tx: Transaction;
  now: Date;
  assignment: AssignmentRow;
  request: AssignmentRequest | undefined;
  settled: SettledDelivery<GrantRow>;
  /** The keys of roles that were not to be taken away. */
  kept: ReadonlySet<string>;
}

/**
 * The last step of a delivery: what came of it, under lock. The assignment's state follows from its grants, the
 * request's from the assignment's (domain.md 5.2, D1). Roles that others give as well and that were taken away in the
 * same moment are given again.
 */
export const recordDelivery = systemCommand<Delivery, void>({
  name: "assignment.deliver",
  run: async ({ tx, now, input: { assignmentId, outcomes } }) => {
    const seen = await assignmentById(tx, assignmentId);
    if (!seen) return { result: undefined, events: [] };
    const taken = outcomes.filter(({ wish, result }) => wish === "take" && (result === "done" || result === "kept"));
    const elsewhere = await grantsElsewhere(tx, { assignmentId, personId: seen.personId }, taken);

    const requests = await lockRequestsOf(tx, [assignmentId]);
    const ids = new Set([assignmentId, ...elsewhere.map((grant) => grant.assignmentId)]);
    const assignments = await lockAssignments(tx, [...ids]);
    const assignment = assignments.find(({ id }) => id === assignmentId) ?? seen;
    const settled = settledDelivery(assignment, await grantsOf(tx, assignmentId), outcomes, now);
    await updateGrants(tx, settled.changed, now);
    const kept = new Set(taken.filter(({ result }) => result === "kept").map(roleKey));
    const recording = { tx, now, assignment, request: requests.find(isSource), settled, kept };
    const others = assignments.filter(({ id }) => id !== assignmentId);
    const events = [
      ...(await recordState(recording)),
      ...(await recordWithdrawal(recording)),
      ...(await giveAgainElsewhere({ tx, now }, assignment, others, taken, settled.grants)),
    ];
    return { result: undefined, events };
  },
});

async function recordState({ tx, now, assignment, request, settled }: Recording): Promise<DomainEvent[]> {
  const { failedAttempts, retryAt } = settled;
  const schedule = { failedAttempts, retryAt };
  if (assignment.state === "expired") {
    await updateAssignment(tx, assignment.id, schedule);
    return [];
  }
  const state = assignmentStateOf(settled.grants.map((grant) => grant.state));
  const isCompleted = state !== assignment.state && state !== "delivering";
  await updateAssignment(tx, assignment.id, { ...schedule, state, ...(isCompleted && { completedAt: now }) });
  if (state === "delivering" || !isCompleted) return [];
  const next = request && nextRequestState(request.state, DELIVERY_EVENTS[state]);
  if (request && next) await setDeliveryState(tx, [request.id], next, now);
  const given = settled.grants.filter((grant) => grant.state === "granted" || grant.state === "failed");
  return [
    assignmentEvent(assignment, request?.id ?? null, COMPLETED[state], {
      before: { state: assignment.state },
      after: { state, roles: await toldRoles(tx, given) },
    }),
  ];
}

const COMPLETED = {
  delivered: "assignment.delivered",
  partiallyDelivered: "assignment.partiallyDelivered",
  deliveryFailed: "assignment.deliveryFailed",
} as const satisfies Partial<Record<AssignmentState, DomainEvent["type"]>>;

/** What was taken away, what stays, and what could not be taken away. */
async function recordWithdrawal({ tx, assignment, request, settled, kept }: Recording): Promise<DomainEvent[]> {
  const { revoked, givenUp, isOvertaken } = settled;
  const happened = (type: WithdrawalEvent, after: unknown) =>
    assignmentEvent(assignment, request?.id ?? null, type, { after });
  const events: DomainEvent[] = [];
  if (revoked.length > 0) events.push(happened("assignment.revoked", { roles: await toldRoles(tx, revoked, kept) }));
  if (givenUp.length > 0) events.push(happened("assignment.revocationFailed", { roles: await toldRoles(tx, givenUp) }));
  if (isOvertaken) events.push(happened("assignment.reprocessed", { because: "overtaken" }));
  return events;
}

type WithdrawalEvent = "assignment.revoked" | "assignment.revocationFailed" | "assignment.reprocessed";
