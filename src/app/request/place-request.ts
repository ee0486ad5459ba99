import type { DomainEvent } from "../../domain/event.ts";
import type { Answer } from "../../domain/request/answers.ts";
import type { RequestState } from "../../domain/request/request.ts";
import { insertRequest } from "../../store/query/request.ts";
import type { RequestRow } from "../../store/query/request.ts";
import { beginRequest } from "./advance-request.ts";
import { requestEvent } from "./request-event.ts";
import type { RequestMove } from "./request-move.ts";

/** What somebody asks for. */
export type AskedFor = Pick<
  RequestRow,
  | "type"
  | "packageId"
  | "catalogId"
  | "policyId"
  | "settings"
  | "requestorId"
  | "submittedBy"
  | "startsAt"
  | "endsAt"
  | "assignmentId"
  | "repeats"
> & { justification: string; answers?: readonly Answer[] };

export interface SubmittedRequest {
  requestId: string;
  state: RequestState;
}

/** Stores a request, whose rules have been asked, and takes it on: to its first approvers, or at once to delivery. */
export async function placeRequest(
  move: RequestMove,
  asked: AskedFor,
  shown: { before?: unknown; after: unknown },
): Promise<{ result: SubmittedRequest; events: DomainEvent[] }> {
  const justification = asked.justification.trim();
  const request: RequestRow = {
    ...asked,
    justification,
    answers: [...(asked.answers ?? [])],
    id: move.newId(),
    state: "submitted",
    stage: null,
    dueAt: null,
    forwardAt: null,
    createdAt: move.now,
    decidedAt: null,
    completedAt: null,
    closedBy: null,
  };
  const reason = justification === "" ? {} : { reason: justification };
  const submitted = requestEvent(request, "request.submitted", { ...shown, ...reason });
  // In this order on the transaction's connection, without waiting for the one before what follows from it is asked.
  const [, { state, events }] = await Promise.all([insertRequest(move.tx, request), beginRequest(move, request)]);
  return { result: { requestId: request.id, state }, events: [submitted, ...events] };
}
