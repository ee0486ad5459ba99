import { assignmentStateOf, DELIVERY_EVENTS } from "../../domain/assignment/assignment.ts";
import type { EndReason } from "../../domain/assignment/assignment.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { isOpenRequest } from "../../domain/request/request.ts";
import type { RequestState } from "../../domain/request/request.ts";
import { nextRequestState } from "../../domain/request/transitions.ts";
import { markEnded } from "../../store/query/assignment-due.ts";
import type { AssignmentRow } from "../../store/query/assignment.ts";
import { grantsOfAll, withdrawAll } from "../../store/query/assignment-grant.ts";
import { closeRequests, requestsOf, setDeliveryState } from "../../store/query/assignment-request.ts";
import type { AssignmentRequest } from "../../store/query/assignment-request.ts";
import type { Transaction } from "../../store/database.ts";

interface Context {
  tx: Transaction;
  now: Date;
}

/** Ends one assignment; see endAssignments. */
export function endAssignment(
  context: Context,
  assignment: AssignmentRow,
  reason: EndReason,
  { reasonText }: { reasonText?: string } = {},
): Promise<DomainEvent[]> {
  const spoken = reasonText === undefined ? undefined : new Map([[assignment.id, reasonText]]);
  return endAssignments(context, [assignment], reason, spoken);
}

/**
 * Ends live assignments that are locked, with their requests: access is over at once, and what it gave is taken away
 * by the delivery that the events promise (domain.md 5.3, D9). A request that was being delivered is brought to the
 * state that its delivery had reached; a request to keep the access longer is canceled. `spoken`: what somebody said about
 * why, by assignment.
 */
export async function endAssignments(
  { tx, now }: Context,
  assignments: readonly AssignmentRow[],
  reason: EndReason,
  spoken: ReadonlyMap<string, string> = new Map(),
): Promise<DomainEvent[]> {
  if (assignments.length === 0) return [];
  const ids = assignments.map(({ id }) => id);
  const requests = await requestsOf(tx, ids);
  await completeDeliveries({ tx, now }, requests);
  const canceled = await cancelExtensions({ tx, now }, requests);
  await markEnded(tx, ids, { reason, now, toWithdraw: await withdrawAll(tx, ids, now) });

  return assignments.flatMap((assignment) => {
    const { id, state, packageId, catalogId } = assignment;
    const about = { catalogId, packageId };
    const reasonText = spoken.get(id);
    const ended: DomainEvent = {
      type: "assignment.ended",
      target: { kind: "assignment", id },
      ...about,
      requestId: sourceOf(requests, id),
      before: { state },
      after: { state: "expired", endReason: reason },
      ...(reasonText !== undefined && { reason: reasonText }),
    };
    const closed = canceled.filter(({ assignmentId }) => assignmentId === id);
    return [ended, ...closed.map((request) => canceledWithAccess(request, about))];
  });
}

/** The request that led to the assignment. */
export function sourceOf(requests: readonly AssignmentRequest[], assignmentId: string): string | null {
  return requests.find((request) => request.assignmentId === assignmentId && isSource(request))?.id ?? null;
}

export function isSource({ type }: AssignmentRequest): boolean {
  return type !== "userExtend";
}

/** What had not been given when access ended never will be. */
async function completeDeliveries({ tx, now }: Context, requests: readonly AssignmentRequest[]): Promise<void> {
  const delivering = requests.filter((request) => request.state === "delivering");
  if (delivering.length === 0) return;
  const grants = await grantsOfAll(
    tx,
    delivering.map(({ assignmentId }) => assignmentId),
  );
  const byState = new Map<RequestState, string[]>();
  for (const { id, state, assignmentId } of delivering) {
    const own = grants.filter((grant) => grant.assignmentId === assignmentId);
    const reached = assignmentStateOf(own.map((grant) => (grant.state === "pending" ? "failed" : grant.state)));
    const next = reached === "delivering" ? undefined : nextRequestState(state, DELIVERY_EVENTS[reached]);
    if (next) byState.set(next, [...(byState.get(next) ?? []), id]);
  }
  for (const [state, ids] of byState) await setDeliveryState(tx, ids, state, now);
}

async function cancelExtensions(
  { tx, now }: Context,
  requests: readonly AssignmentRequest[],
): Promise<AssignmentRequest[]> {
  const open = requests.filter((request) => !isSource(request) && isOpenRequest(request.state));
  const ids = open.map(({ id }) => id);
  await closeRequests(tx, ids, "canceled", now);
  return open;
}

function canceledWithAccess({ id, state }: AssignmentRequest, about: { catalogId: string; packageId: string }) {
  return {
    type: "request.canceled" as const,
    target: { kind: "request" as const, id },
    ...about,
    before: { state },
    after: { state: "canceled", because: "accessEnded" },
  };
}
