/** Reviews of access at the level of the use cases: packages that are reviewed, and what became of a review. */
import { asc, desc, eq } from "drizzle-orm";
import { answerReview } from "../../src/app/review/answer-review.ts";
import { closeReviews } from "../../src/app/sweep/close-reviews.ts";
import { openReviews } from "../../src/app/sweep/open-reviews.ts";
import { remindReviewers } from "../../src/app/sweep/remind-reviewers.ts";
import type { Sweep } from "../../src/app/sweep/sweep.ts";
import type { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import type { ReviewSettings } from "../../src/domain/review/review-settings.ts";
import { dateIn } from "../../src/lib/calendar.ts";
import { assignment } from "../../src/store/schema/assignment.ts";
import { accessReview, accessReviewItem } from "../../src/store/schema/review.ts";
import { access, packageGiving } from "./access.ts";
import type { App, Someone } from "./app.ts";
import { policyWith } from "./requesting.ts";

/** Reviews that start today and last four days; without an answer access stays, and nobody has to say why. */
export function reviewBy(
  app: { now: Date },
  reviewers: ReviewSettings["reviewers"] | readonly Someone[],
  more: Partial<ReviewSettings> = {},
): ReviewSettings {
  return {
    startDate: dateIn("UTC", app.now),
    timeZone: "UTC",
    frequency: "monthly",
    durationDays: 4,
    reviewers: "kind" in reviewers ? reviewers : { kind: "specific", people: reviewers.map(({ id }) => id) },
    ifUnanswered: "keepAccess",
    isRecommendationShown: true,
    isJustificationRequired: false,
    ...more,
  };
}

/** A package that is reviewed so, with holders of these names; gives whose access is which. */
export async function reviewed(
  app: App,
  review: ReviewSettings,
  holders: readonly Someone[],
  more: Partial<PolicySettings> = {},
): Promise<{ packageId: string; held: ReadonlyMap<Someone, string> }> {
  const packageId = await packageGiving(app, [], { policies: [policyWith({ review, ...more })] });
  const held = new Map<Someone, string>();
  for (const who of holders) held.set(who, (await access(app, who, packageId, { state: "delivered" })).assignmentId);
  return { packageId, held };
}

/** Runs a sweep as the sweeper does, until nothing is due. */
export async function sweepUp(app: App, sweep: Sweep): Promise<number> {
  let rows = 0;
  for (let batch = 1; batch > 0; rows += batch) batch = await sweep(app.deps);
  return rows;
}

export const opens = (app: App): Promise<number> => sweepUp(app, (deps) => openReviews(deps));
export const reminds = (app: App): Promise<number> => sweepUp(app, (deps) => remindReviewers(deps));
export const closes = (app: App): Promise<number> => sweepUp(app, (deps) => closeReviews(deps));

/** The reviews of the package, the newest first, each with what it asks about. */
export async function reviewsOf(app: App, packageId: string) {
  const rows = await app.db
    .select()
    .from(accessReview)
    .where(eq(accessReview.packageId, packageId))
    .orderBy(desc(accessReview.openedAt));
  const items = await app.db.select().from(accessReviewItem).orderBy(asc(accessReviewItem.assignmentId));
  return rows.map((row) => ({ ...row, items: items.filter(({ reviewId }) => reviewId === row.id) }));
}

/** The newest review of the package. */
export async function reviewOf(app: App, packageId: string) {
  const [row] = await reviewsOf(app, packageId);
  if (!row) throw new Error("No review has opened.");
  return row;
}

export async function answers(
  app: App,
  who: Someone,
  { reviewId, assignmentId }: { reviewId: string; assignmentId: string | undefined },
  decision: "keep" | "remove" | "dontKnow",
  reason = "",
): Promise<void> {
  await answerReview(app.deps, who.slackUserId, { reviewId, assignmentId, decision, reason });
}

/** How the access stands: its state, and why it ended. */
export async function endOf(app: App, assignmentId: string | undefined) {
  const [row] = await app.db
    .select({ state: assignment.state, endReason: assignment.endReason })
    .from(assignment)
    .where(eq(assignment.id, assignmentId ?? ""));
  return row;
}
