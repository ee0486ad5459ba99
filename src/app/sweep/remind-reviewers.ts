import { claimReminding, reviewersIn, updateReview } from "../../store/query/review.ts";
import { handOnReview } from "../review/hand-on-reviews.ts";
import { reviewEvent } from "../review/review-event.ts";
import { systemCommand } from "../system-command.ts";

/**
 * Tells reviewers half-way to the end once more, those too who have answered (domain.md 3.3, N12). First what waits for
 * somebody who is there no longer is handed on, in case it opened in the moment in which they went.
 */
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
    const handedOn = await handOnReview(tx, review);
    const reminded = reviewEvent(review, "review.reminderDue", await reviewersIn(tx, review.id), { after });
    return { result: 1, events: [...handedOn, reminded] };
  },
});
