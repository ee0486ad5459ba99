import type { Unanswered } from "../../domain/review/review-settings.ts";
import { messagesAbout } from "../../store/query/message-ledger.ts";
import type { LedgerRow } from "../../store/query/message-ledger.ts";
import { reviewById } from "../../store/query/review.ts";
import { openReviewsAbout, reviewedPackage, reviewersOf } from "../../store/query/review-lists.ts";
import type { ReviewerRow } from "../../store/query/review-lists.ts";
import type { AppDeps } from "../deps.ts";

export type { ReviewerRow } from "../../store/query/review-lists.ts";

/** A review as its messages show it. */
export interface ShownReview {
  id: string;
  packageName: string;
  closesAt: Date;
  ifUnanswered: Unanswered;
  isSelfReview: boolean;
  /** Whether reviewers can still answer. */
  isOpen: boolean;
  /** When everything had been done that was answered; null before. */
  closedAt: Date | null;
  remindedAt: Date | null;
}

export interface ReviewMessages {
  review: ShownReview;
  reviewers: readonly ReviewerRow[];
  /** The messages there are; read after the state. */
  ledger: readonly LedgerRow[];
}

/** The review, and what those of its reviewers have to answer whose messages are wanted; null where there is none. */
export async function readReviewMessages(
  { database, clock }: AppDeps,
  { reviewId, reviewer }: { reviewId: string; reviewer: string },
): Promise<ReviewMessages | null> {
  const db = database.read;
  const row = await reviewById(db, reviewId);
  if (!row) return null;
  const { id, closesAt, closedAt, remindedAt, settings } = row;
  const [packageName, reviewers] = await Promise.all([
    reviewedPackage(db, reviewId),
    reviewersOf(db, reviewId, reviewer),
  ]);
  const review = {
    id,
    packageName,
    closesAt,
    closedAt,
    remindedAt,
    ifUnanswered: settings.ifUnanswered,
    isSelfReview: settings.reviewers.kind === "self",
    isOpen: closedAt === null && clock.now() < closesAt,
  };
  return { review, reviewers, ledger: await messagesAbout(db, [reviewId]) };
}

/** Whose messages about which open reviews tell of this access. */
export function readReviewsAbout(
  { database }: AppDeps,
  assignmentId: string,
): Promise<{ reviewId: string; reviewer: string }[]> {
  return openReviewsAbout(database.read, assignmentId);
}
