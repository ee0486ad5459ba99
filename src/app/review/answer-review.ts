import { z } from "zod";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { justificationFaults } from "../../domain/request/justification.ts";
import { isReasonNeeded, REVIEW_DECISIONS } from "../../domain/review/review.ts";
import { assignmentById } from "../../store/query/assignment.ts";
import { holdReview, lockReviewItem, mayReview, storeAnswer } from "../../store/query/review.ts";
import type { ReviewItemRow, ReviewRow } from "../../store/query/review.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import { reviewEvent } from "./review-event.ts";

const AnswerReview = z.object({
  reviewId: z.uuid(),
  /** Whose access: what somebody holds that the review asks about. */
  assignmentId: z.uuid(),
  decision: z.enum(REVIEW_DECISIONS),
  reason: z.string(),
});
type AnswerReview = z.infer<typeof AnswerReview>;

interface AnswerTarget {
  review: ReviewRow;
  item: ReviewItemRow;
  isReviewer: boolean;
}

/**
 * A reviewer answers about somebody's access, or answers otherwise: the last answer counts, whoever gave it, and nothing
 * comes of it before the review closes (domain.md 3.3, D21). The same answer twice is one. Faults are on `reason`.
 */
export const answerReview = command<AnswerReview, AnswerTarget, void>({
  name: "review.decide",
  input: AnswerReview,
  target: async ({ tx, by, input }) => {
    const review = await holdReview(tx, input.reviewId);
    const item = review && (await lockReviewItem(tx, input));
    if (!item) throw new Refusal(fault("notFound", { what: "access review" }));
    return { review, item, isReviewer: await mayReview(tx, item, by.id) };
  },
  permit: (by, { isReviewer }) =>
    permit("review.decide", { ...standingOf(by), derived: isReviewer ? ["reviewer"] : [] }),
  run: async ({ tx, now, by, input, target: { review, item } }) => {
    // The outcome: some other process's clock may be ahead, and have begun to close it.
    if (now >= review.closesAt || item.outcome !== null) throw new Refusal(fault("reviewClosed", {}));
    const assignment = await assignmentById(tx, item.assignmentId);
    if (!assignment || assignment.state === "expired") throw new Refusal(fault("accessEnded", {}));
    const { decision } = input;
    const reason = input.reason.trim();
    const isRequired = isReasonNeeded(review.settings, decision);
    refuseIfAny(justificationFaults(reason, "reason", { isRequired }));
    if (item.decision === decision && item.reason === reason && item.decidedBy === by.id)
      return { result: undefined, events: [] };
    await storeAnswer(tx, item, { decision, reason, decidedBy: by.id, decidedAt: now });
    const answered = reviewEvent(review, "review.decided", [item.reviewerId ?? "listed"], {
      before: { decision: item.decision },
      after: { personId: item.personId, decision },
      ...(reason !== "" && { reason }),
    });
    return { result: undefined, events: [answered] };
  },
});
