import type { DomainEvent } from "../../domain/event.ts";
import type { RequestRow } from "../../store/query/request.ts";

type RequestEventType = Exclude<
  Extract<DomainEvent, { target: { kind: "request" } }>["type"],
  "request.reminderDue" | "request.recordRemoved"
>;

/** What has happened to a request, for the audit trail and the jobs that follow. */
export function requestEvent(
  { id, catalogId, packageId }: Pick<RequestRow, "id" | "catalogId" | "packageId">,
  type: RequestEventType,
  more: { before?: unknown; after?: unknown; reason?: string } = {},
): DomainEvent {
  return { type, target: { kind: "request", id }, catalogId, packageId, ...more };
}
