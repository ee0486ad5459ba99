import { nextPrompt } from "../../domain/assignment/extension.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import type { RequestState } from "../../domain/request/request.ts";
import { nextRequestState } from "../../domain/request/transitions.ts";
import type { RequestEvent } from "../../domain/request/transitions.ts";
import { lockAssignment, updateAssignment } from "../../store/query/assignment.ts";
import { dropReminders, insertRequest, updateRequest } from "../../store/query/request.ts";
import type { RequestChange, RequestRow } from "../../store/query/request.ts";
import { openAssignment } from "../assignment/open-assignment.ts";
import { askApproval } from "./ask-approval.ts";
import type { BegunStage } from "./ask-approval.ts";
import { requestEvent } from "./request-event.ts";
import type { RequestMove } from "./request-move.ts";

/** What a step led to. */
export interface Advanced {
  state: RequestState;
  events: DomainEvent[];
}

/** A request that has begun: whom it waits for, where it does. */
export type Begun = Advanced & { waitsFor: Pick<BegunStage, "approvers" | "dueAt"> | null };

/** Stores a new request and takes it on: to its first stage of approval, or on at once where none is required (domain.md 5.2, B8). */
export async function beginRequest(move: RequestMove, request: RequestRow): Promise<Begun> {
  const store = (change: RequestChange) => insertRequest(move.last, { ...request, ...change });
  if (needsApproval(request)) {
    const { events, ...waitsFor } = await askApproval(move, request, 0, store);
    return { state: "pendingApproval", events, waitsFor };
  }
  await store({});
  return { ...(await approve(move, request, { isAutomatic: true })), waitsFor: null };
}

/** An extension asks for approval only where the policy says so (domain.md 4.6). */
function needsApproval({ type, settings: { approval, extension } }: RequestRow): boolean {
  return approval.stages.length > 0 && (type !== "userExtend" || extension.isApprovalRequired);
}

/** What follows the last approval: access is prolonged, begins now, or waits for its start (domain.md 5.2, R20). */
export async function approve(
  move: RequestMove,
  request: RequestRow,
  { isAutomatic }: { isAutomatic: boolean },
): Promise<Advanced> {
  const { last, now } = move;
  const approved = requestEvent(request, "request.approved", isAutomatic ? { after: { automatically: true } } : {});
  await dropReminders(last, [request.id]);
  const { state, events } = await goOn();
  return { state, events: [approved, ...events] };

  async function goOn(): Promise<Advanced> {
    if (request.type === "userExtend") return grantExtension(move, request);
    if (request.startsAt === null || request.startsAt <= now) return deliver(move, request, { decidedAt: now });
    const state = stateAfter(request, "schedule");
    await updateRequest(last, request.id, { ...NO_STAGE, state, decidedAt: now, dueAt: request.startsAt });
    return { state, events: [requestEvent(request, "request.scheduled", { after: { startsAt: request.startsAt } })] };
  }
}

/** Begins to deliver: the person holds the package from now on, and its resource roles are given by a job. */
export async function deliver(move: RequestMove, request: RequestRow, change: RequestChange = {}): Promise<Advanced> {
  const state = stateAfter(request, "deliver");
  const assignmentId = move.newId();
  const created = await openAssignment(move, request, assignmentId);
  await updateRequest(move.last, request.id, { ...NO_STAGE, ...change, state, assignmentId });
  return { state, events: [created] };
}

async function grantExtension({ tx, last, now }: RequestMove, request: RequestRow): Promise<Advanced> {
  const assignment = await lockAssignment(tx, request.assignmentId ?? "");
  if (!assignment || assignment.state === "expired") throw new Refusal(fault("accessEnded", {}));
  const { endsAt } = request;
  await updateAssignment(last, assignment.id, { endsAt, promptAt: nextPrompt(assignment.startsAt, endsAt, now) });
  const state = stateAfter(request, "grantExtension");
  await updateRequest(last, request.id, { ...NO_STAGE, state, decidedAt: now, completedAt: now });
  const { id, packageId, catalogId } = assignment;
  const extended: DomainEvent = {
    type: "assignment.extended",
    target: { kind: "assignment", id },
    catalogId,
    packageId,
    requestId: request.id,
    before: { endsAt: assignment.endsAt },
    after: { endsAt },
  };
  return { state, events: [extended] };
}

/** No stage decides any more. */
export const NO_STAGE = { stage: null, dueAt: null, forwardAt: null } as const;

/** The state that the event leads to; the caller has seen that it can happen. */
export function stateAfter({ id, state }: RequestRow, event: RequestEvent): RequestState {
  const next = nextRequestState(state, event);
  if (!next) throw new Error(`request ${id} is ${state} and cannot ${event}`);
  return next;
}
