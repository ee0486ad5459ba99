import type { DomainEvent } from "../../domain/event.ts";
import { listedReviewers, reviewerOf, reviewTimes } from "../../domain/review/review.ts";
import type { ReviewSettings } from "../../domain/review/review-settings.ts";
import { nextOpening } from "../../domain/review/schedule.ts";
import { latest } from "../../lib/duration.ts";
import { insertReview, openReviewOf } from "../../store/query/review.ts";
import { claimReviewDue, reviewedThrough, setReviewDue } from "../../store/query/review-due.ts";
import type { DuePolicy } from "../../store/query/review-due.ts";
import { reviewEvent } from "../review/review-event.ts";
import { systemCommand } from "../system-command.ts";
import type { SystemContext } from "../system-command.ts";

/**
 * Opens the review of a policy whose time has come: it asks about everybody who holds access through it at this moment
 * (domain.md 3.3, N12). Where nobody does, or the last review is still open, the next one is waited for. What was missed
 * while nobody was at work is reviewed once, for the whole of its time.
 */
export const openReviews = systemCommand<void, number>({
  name: "review.open",
  run: async (context) => {
    const { tx, now } = context;
    const policy = await claimReviewDue(tx, now);
    if (!policy) return { result: 0, events: [] };
    const { review } = policy.settings;
    if (!review) {
      await setReviewDue(tx, policy.id, null);
      return { result: 1, events: [] };
    }
    const open = await openReviewOf(tx, policy.id);
    const opened = open ? { closesAt: open.closesAt, events: [] } : await openReview(context, policy, review);
    await setReviewDue(tx, policy.id, nextOpening(review, latest(opened.closesAt, now)));
    return { result: 1, events: opened.events };
  },
});

async function openReview(
  { tx, now, newId }: SystemContext<void>,
  { id: policyId, name: policyName, packageId, catalogId }: DuePolicy,
  settings: ReviewSettings,
): Promise<{ closesAt: Date; events: DomainEvent[] }> {
  const held = await reviewedThrough(tx, policyId);
  if (held.length === 0) return { closesAt: now, events: [] };
  const items = held.map((each) => ({ ...each, reviewerId: reviewerOf(settings.reviewers, each) }));
  const review = { id: newId(), packageId, catalogId, ...reviewTimes(settings, now) };
  const listed = items.some(({ reviewerId }) => reviewerId === null) ? listedReviewers(settings.reviewers) : [];
  await insertReview(tx, { ...review, policyId, policyName, settings, openedAt: now }, items, listed);
  const reviewers = new Set(items.map(({ reviewerId }) => reviewerId ?? "listed"));
  const { closesAt } = review;
  const after = { policy: policyName, people: items.length, closesAt };
  return { closesAt, events: [reviewEvent(review, "review.opened", [...reviewers], { after })] };
}
