import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { OPEN_REQUEST_STATES } from "../../domain/request/request.ts";
import type { RequestState, RequestType } from "../../domain/request/request.ts";
import { approverReminder, request, requestStage } from "../schema/request.ts";
import type { Reader, Transaction } from "../database.ts";
import { asUuids, isAmong, rowsOf } from "./rows.ts";

/** A request as its assignment knows it: the one that led to it, or one to keep it longer. */
export interface AssignmentRequest {
  id: string;
  assignmentId: string;
  type: RequestType;
  state: RequestState;
}

const COLUMNS = sql`${request.id}, ${request.assignmentId} as "assignmentId", ${request.type}, ${request.state}`;

/** The requests of these assignments. */
export async function requestsOf(db: Reader, assignmentIds: readonly string[]): Promise<AssignmentRequest[]> {
  if (assignmentIds.length === 0) return [];
  return requestsWhere(db, isOf(assignmentIds));
}

/** The requests of these assignments, locked; to be called before the assignments are locked. */
export async function lockRequestsOf(tx: Transaction, assignmentIds: readonly string[]): Promise<AssignmentRequest[]> {
  return requestsWhere(tx, sql`${isOf(assignmentIds)} order by ${request.id} for update`);
}

/**
 * Locks those requests of these assignments that their end changes, without waiting; gives the assignments of which
 * somebody else has a request in hand just now.
 */
export async function assignmentsWithBusyRequests(
  tx: Transaction,
  assignmentIds: readonly string[],
): Promise<Set<string>> {
  if (assignmentIds.length === 0) return new Set();
  const states = sql.raw([...OPEN_REQUEST_STATES, "delivering"].map((state) => `'${state}'`).join(", "));
  const unsettled = sql`${isOf(assignmentIds)} and ${request.state} in (${states})`;
  const all = await requestsWhere(tx, unsettled);
  if (all.length === 0) return new Set();
  const locked = await requestsWhere(tx, sql`${unsettled} order by ${request.id} for update skip locked`);
  const own = new Set(locked.map(({ id }) => id));
  return new Set(all.filter(({ id }) => !own.has(id)).map(({ assignmentId }) => assignmentId));
}

function isOf(assignmentIds: readonly string[]): SQL {
  return sql`${request.assignmentId} = any(${asUuids(assignmentIds)})`;
}

async function requestsWhere(db: Reader, condition: SQL): Promise<AssignmentRequest[]> {
  return rowsOf(db, sql`select ${COLUMNS} from ${request} where ${condition}`);
}

/** Notes how far the delivery of a request has come; `completedAt` is null while it is under way. */
export async function setDeliveryState(
  tx: Transaction,
  ids: readonly string[],
  state: RequestState,
  completedAt: Date | null,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.update(request).set({ state, completedAt }).where(isAmong(request.id, ids));
}

/** Closes requests that nobody need decide any more: the stage that waits, and its reminders, with them. `closedBy`: who canceled them. */
export async function closeRequests(
  tx: Transaction,
  ids: readonly string[],
  state: RequestState,
  now: Date,
  closedBy: string | null = null,
): Promise<void> {
  if (ids.length === 0) return;
  const closing = [...ids];
  await tx
    .update(request)
    .set({ state, stage: null, dueAt: null, forwardAt: null, decidedAt: now, completedAt: now, closedBy })
    .where(isAmong(request.id, closing));
  await tx
    .update(requestStage)
    .set({ result: "canceled" })
    .where(and(isAmong(requestStage.requestId, closing), eq(requestStage.result, "notReviewed")));
  await tx
    .update(approverReminder)
    .set({ dueAt: null })
    .where(and(isAmong(approverReminder.requestId, closing), isNotNull(approverReminder.dueAt)));
}
