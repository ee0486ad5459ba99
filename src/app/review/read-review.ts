import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { isReasonNeeded } from "../../domain/review/review.ts";
import type { RemovalAdvice, ReviewDecision } from "../../domain/review/review.ts";
import { assignmentFacts } from "../../store/query/assignment-messages.ts";
import { mayReview, reviewById } from "../../store/query/review.ts";
import type { ReviewRow } from "../../store/query/review.ts";
import { reviewCountsFor, reviewedPackage, reviewSheetRows } from "../../store/query/review-lists.ts";
import type { ReviewSheetRow } from "../../store/query/review-lists.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { removalAdvice } from "./removal-advice.ts";

/** Of how many people one page of a review asks. */
export const REVIEW_PAGE = 10;

/** Somebody whose access is reviewed. */
export interface ReviewedAccess extends ReviewSheetRow {
  isOneself: boolean;
  /** Why it is recommended to end it; null: to keep it. */
  advice: RemovalAdvice;
}

/** What a reviewer sees of a review: one page of whom it asks about. */
export interface ReviewSheet {
  id: string;
  packageName: string;
  closesAt: Date;
  isRecommendationShown: boolean;
  people: number;
  answered: number;
  rows: readonly ReviewedAccess[];
  /** The assignment after which the page begins, and after which the next one does. */
  after: string | null;
  next: string | null;
}

/** A page of a review, for those who review something in it; refused when it is over. */
export async function readReview(
  deps: AppDeps,
  slackUserId: string,
  { reviewId, after }: { reviewId: string; after: string | null },
): Promise<ReviewSheet> {
  const db = deps.database.read;
  const [by, review] = await Promise.all([actingPerson(db, slackUserId, deps.rights), reviewById(db, reviewId)]);
  if (!review) throw new Refusal(fault("notFound", { what: "access review" }));
  const { people, answered } = await reviewCountsFor(db, reviewId, by.id);
  refuseUnless(by, people > 0);
  refuseClosed(review, deps.clock.now());
  const found = await reviewSheetRows(db, reviewId, by.id, { limit: REVIEW_PAGE + 1, after });
  const rows = found.slice(0, REVIEW_PAGE);
  const { isRecommendationShown } = review.settings;
  const advised = isRecommendationShown ? rows.map(({ assignmentId }) => assignmentId) : [];
  const advice = await removalAdvice(db, review.policyId, advised);
  return {
    id: reviewId,
    packageName: await reviewedPackage(db, reviewId),
    closesAt: review.closesAt,
    isRecommendationShown,
    people,
    answered,
    rows: rows.map((row) => ({
      ...row,
      isOneself: row.personId === by.id,
      advice: advice.get(row.assignmentId) ?? null,
    })),
    after,
    next: found.length > REVIEW_PAGE ? (rows.at(-1)?.assignmentId ?? null) : null,
  };
}

/** What the pane asks in which a reviewer says why; null where no reason is needed. */
export interface ReviewReasonForm {
  packageName: string;
  holderName: string;
}

/** Whether an answer needs a reason, and whose access it is about; refused at once where the answer itself would be. */
export async function readReviewReason(
  deps: AppDeps,
  slackUserId: string,
  { reviewId, assignmentId, decision }: { reviewId: string; assignmentId: string; decision: ReviewDecision },
): Promise<ReviewReasonForm | null> {
  const db = deps.database.read;
  const [by, review] = await Promise.all([actingPerson(db, slackUserId, deps.rights), reviewById(db, reviewId)]);
  if (!review) throw new Refusal(fault("notFound", { what: "access review" }));
  refuseUnless(by, await mayReview(db, { reviewId, assignmentId }, by.id));
  refuseClosed(review, deps.clock.now());
  if (!isReasonNeeded(review.settings, decision)) return null;
  const facts = await assignmentFacts(db, assignmentId);
  return facts ? { packageName: facts.packageName, holderName: facts.holderName } : null;
}

function refuseUnless(by: ActingPerson, isReviewer: boolean): void {
  const verdict = permit("review.decide", { ...standingOf(by), derived: isReviewer ? ["reviewer"] : [] });
  if (!verdict.allowed) throw new Refusal(fault("notPermitted", { action: "review.decide", ask: [...verdict.ask] }));
}

function refuseClosed({ closedAt, closesAt }: ReviewRow, now: Date): void {
  if (closedAt !== null || now >= closesAt) throw new Refusal(fault("reviewClosed", {}));
}
