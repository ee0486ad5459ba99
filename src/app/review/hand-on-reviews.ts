import type { DomainEvent } from "../../domain/event.ts";
import { listReviewers, lockReviewInVain, takeFromAbsent } from "../../store/query/review.ts";
import type { ReviewRow } from "../../store/query/review.ts";
import type { Transaction } from "../../store/database.ts";
import type { AppDeps } from "../deps.ts";
import { systemCommand } from "../system-command.ts";
import { reviewEvent } from "./review-event.ts";

/**
 * Finds open reviews that wait for a manager who is there no longer - the account was deactivated, the directory does not
 * list the person any more - and asks the fallback instead (domain.md 3.3).
 */
export async function handOnReviews(deps: AppDeps): Promise<void> {
  while (await handOnNext(deps));
}

/** Hands on one such review; gives whether there was one. */
const handOnNext = systemCommand<void, boolean>({
  name: "review.handOn",
  run: async ({ tx, now }) => {
    const review = await lockReviewInVain(tx, now);
    return { result: review !== undefined, events: review ? await handOnReview(tx, review) : [] };
  },
});

/**
 * Asks the fallback about whom managers were to answer who are there no longer; what these have answered stands. Of an
 * open review, under its lock.
 */
export async function handOnReview(tx: Transaction, review: ReviewRow): Promise<DomainEvent[]> {
  const { reviewers } = review.settings;
  if (reviewers.kind !== "manager") return [];
  const taken = await takeFromAbsent(tx, review.id);
  if (taken.length === 0) return [];
  const { fallback } = reviewers;
  await listReviewers(tx, review.id, fallback);
  const subjects = fallback.map((id) => ({ kind: "person", id }));
  return taken.map(({ reviewerId, people }) => {
    const after = { insteadOf: reviewerId, people, subjects };
    return reviewEvent(review, "review.handedOn", [reviewerId, "listed"], { after });
  });
}
