import type { DomainEvent } from "../../domain/event.ts";
import type { Answer } from "../../domain/request/answers.ts";
import type { RequestState } from "../../domain/request/request.ts";
import type { RequestRow } from "../../store/query/request.ts";
import { beginRequest } from "./advance-request.ts";
import type { Begun } from "./advance-request.ts";
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
  /** Whom it waits for, and until when; null where it waits for nobody. */
  waitsFor: Begun["waitsFor"];
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
  const { state, events, waitsFor } = await beginRequest(move, request);
  return { result: { requestId: request.id, state, waitsFor }, events: [submitted, ...events] };
}
