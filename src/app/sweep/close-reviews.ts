import type { DomainEvent } from "../../domain/event.ts";
import { endsAccess } from "../../domain/review/review.ts";
import { lockFreeAssignments } from "../../store/query/assignment-due.ts";
import { assignmentsWithBusyRequests } from "../../store/query/assignment-request.ts";
import type { AssignmentRow } from "../../store/query/assignment.ts";
import {
  claimClosing,
  outcomesOf,
  reviewersIn,
  settleItems,
  unsettledItems,
  updateReview,
} from "../../store/query/review.ts";
import type { ReviewItemRow, ReviewRow } from "../../store/query/review.ts";
import { endAssignments } from "../assignment/end-assignment.ts";
import { removalAdvice } from "../review/removal-advice.ts";
import { reviewEvent } from "../review/review-event.ts";
import { systemCommand } from "../system-command.ts";
import type { SystemContext } from "../system-command.ts";

const BATCH = 200;

/**
 * Does what was answered in a review whose time is over, and what its policy says where nobody has (domain.md 3.3, D20,
 * D21), some access at a time; when all is done, the review is closed. Access that somebody has in hand just now waits
 * for the next round. Nobody answers any more in the meantime, as the time is over.
 */
export const closeReviews = systemCommand<void, number>({
  name: "review.close",
  run: async (context) => {
    const { tx, now } = context;
    const review = await claimClosing(tx, now);
    if (!review) return { result: 0, events: [] };
    const items = await unsettledItems(tx, review.id, BATCH);
    if (items.length > 0) return settle(context, review, items);
    await updateReview(tx, review.id, { closedAt: now, remindAt: null });
    const after = { policy: review.policyName, ...(await outcomesOf(tx, review.id)) };
    const events = [reviewEvent(review, "review.closed", await reviewersIn(tx, review.id), { after })];
    return { result: 1, events };
  },
});

async function settle(
  { tx, now }: SystemContext<void>,
  review: ReviewRow,
  items: readonly ReviewItemRow[],
): Promise<{ result: number; events: DomainEvent[] }> {
  const ids = items.map(({ assignmentId }) => assignmentId);
  const locked = new Map((await lockFreeAssignments(tx, ids)).map((row) => [row.id, row]));
  const busy = await assignmentsWithBusyRequests(tx, ids);
  const free = items.filter(({ assignmentId }) => locked.has(assignmentId) && !busy.has(assignmentId));
  const isEnding = await endings(tx, review, free);

  const settled = free.map((item) => {
    const assignment = locked.get(item.assignmentId);
    const isOver = assignment === undefined || assignment.state === "expired";
    return { item, assignment, outcome: isOver ? "over" : isEnding(item) ? "removed" : "kept" } as const;
  });
  const ending = settled.filter(({ outcome }) => outcome === "removed");
  const spoken = ending.flatMap(({ item }) =>
    item.decision === "remove" && item.reason !== "" ? [[item.assignmentId, item.reason] as const] : [],
  );
  const assignments = ending.flatMap(({ assignment }): AssignmentRow[] => (assignment ? [assignment] : []));
  const events = await endAssignments({ tx, now }, assignments, "reviewDenied", new Map(spoken));
  await settleItems(
    tx,
    review.id,
    settled.map(({ item, outcome }) => ({ assignmentId: item.assignmentId, outcome })),
  );
  return { result: settled.length, events };
}

/** Which access ends; what is recommended is looked up where it counts. */
async function endings(
  tx: SystemContext<void>["tx"],
  { policyId, settings: { ifUnanswered } }: ReviewRow,
  items: readonly ReviewItemRow[],
): Promise<(item: ReviewItemRow) => boolean> {
  const unanswered = ifUnanswered === "acceptRecommendation" ? items.filter(({ decision }) => decision === null) : [];
  const ids = unanswered.map(({ assignmentId }) => assignmentId);
  const advice = await removalAdvice(tx, policyId, ids);
  return ({ assignmentId, decision }) => endsAccess(decision, ifUnanswered, advice.get(assignmentId) ?? null);
}
