import { claimReminding, reviewersIn, updateReview } from "../../store/query/review.ts";
import { reviewEvent } from "../review/review-event.ts";
import { systemCommand } from "../system-command.ts";

/** Tells reviewers half-way to the end once more, those too who have answered (domain.md 3.3, N12). */
export const remindReviewers = systemCommand<void, number>({
  name: "review.remind",
  run: async ({ tx, now }) => {
    const review = await claimReminding(tx, now);
    if (!review) return { result: 0, events: [] };
    // Who comes to it only after the end has nothing to remind anybody of.
    const isInTime = now < review.closesAt;
    await updateReview(tx, review.id, { remindAt: null, ...(isInTime && { remindedAt: now }) });
    if (!isInTime) return { result: 1, events: [] };
    const after = { closesAt: review.closesAt };
    const events = [reviewEvent(review, "review.reminderDue", await reviewersIn(tx, review.id), { after })];
    return { result: 1, events };
  },
});
