import type { DomainEvent } from "../../domain/event.ts";
import type { ReviewRow } from "../../store/query/review.ts";

type ReviewEventType = Extract<DomainEvent, { target: { kind: "review" } }>["type"];

/** What has happened to a review; `reviewers`: whose messages follow, by person id, or `listed`. */
export function reviewEvent(
  { id, catalogId, packageId }: Pick<ReviewRow, "id" | "catalogId" | "packageId">,
  type: ReviewEventType,
  reviewers: readonly string[],
  more: { before?: unknown; after?: unknown; reason?: string } = {},
): DomainEvent {
  return { type, target: { kind: "review", id }, catalogId, packageId, reviewers, ...more };
}
