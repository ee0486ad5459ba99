/** What reviewers, their messages and staff are shown of reviews. */
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { ReviewDecision } from "../../domain/review/review.ts";
import { assignment } from "../schema/assignment.ts";
import { accessPackage } from "../schema/package.ts";
import { person } from "../schema/person.ts";
import { accessReview, accessReviewer, accessReviewItem } from "../schema/review.ts";
import type { Reader } from "../database.ts";
import type { MomentCursor } from "./moment-page.ts";
import { packageNameOf } from "./retired.ts";
import { isReviewedBy } from "./review.ts";
import { asMoment, rowsOf } from "./rows.ts";

/** How far reviewing has come: of whom it asks, and of whom it need not ask any more. */
export interface ReviewCounts {
  people: number;
  answered: number;
  kept: number;
  removed: number;
}

/** Somebody who reviews, active in Slack, and what they can answer. */
export interface ReviewerRow extends ReviewCounts {
  id: string;
  slackUserId: string;
}

/** Whom nobody need ask about any more: they have been answered about, or hold it no longer. */
const IS_ANSWERED = sql`(${accessReviewItem.decision} is not null or ${assignment.state} = 'expired')`;

const COUNTS = sql`count(*)::int as people, count(*) filter (where ${IS_ANSWERED})::int as answered,
  count(*) filter (where ${accessReviewItem.outcome} = 'kept')::int as kept,
  count(*) filter (where ${accessReviewItem.outcome} = 'removed')::int as removed`;

const ITEMS = sql`${accessReviewItem} join ${assignment} on ${assignment.id} = ${accessReviewItem.assignmentId}`;

function countsFor(reviewId: SQL | string, personId: SQL | string): SQL {
  return sql`select ${COUNTS} from ${ITEMS}
    where ${accessReviewItem.reviewId} = ${reviewId} and ${isReviewedBy(sql`${personId}`)}`;
}

/** One reviewer, or all who are `listed`; also those who have nothing to review. */
export async function reviewersOf(db: Reader, reviewId: string, reviewer: string): Promise<ReviewerRow[]> {
  const wanted =
    reviewer === "listed"
      ? sql`${person.id} in (select ${accessReviewer.personId} from ${accessReviewer} where ${accessReviewer.reviewId} = ${reviewId})`
      : sql`${person.id} = ${reviewer}`;
  return rowsOf<ReviewerRow>(
    db,
    sql`select ${person.id}, ${person.slackUserId} as "slackUserId", counted.*
      from ${person}, lateral (${countsFor(reviewId, sql`${person.id}`)}) counted
      where ${wanted} and ${person.slackState} = 'active' and ${person.slackUserId} is not null`,
  );
}

/** What one person can answer in the review. */
export async function reviewCountsFor(db: Reader, reviewId: string, personId: string): Promise<ReviewCounts> {
  const [row] = await rowsOf<ReviewCounts>(db, countsFor(reviewId, personId));
  return row ?? { people: 0, answered: 0, kept: 0, removed: 0 };
}

/** The package's name, deleted or not. */
export async function reviewedPackage(db: Reader, reviewId: string): Promise<string> {
  const [row] = await rowsOf<{ name: string }>(
    db,
    sql`select ${packageNameOf(accessReview.packageId)} as name
      from ${accessReview} left join ${accessPackage} on ${accessPackage.id} = ${accessReview.packageId}
      where ${accessReview.id} = ${reviewId}`,
  );
  return row?.name ?? "";
}

/** A review that somebody takes part in. */
export interface OwnReviewRow extends ReviewCounts {
  id: string;
  packageName: string;
  policyName: string;
  closesAt: Date;
}

/** The open reviews in which the person can answer, the first to close first; `waiting`: only where somebody is left to answer about. */
export async function openReviewsFor(
  db: Reader,
  personId: string,
  now: Date,
  { limit, after = null, waiting = false }: { limit: number; after?: MomentCursor | null; waiting?: boolean },
): Promise<OwnReviewRow[]> {
  const { id, closesAt, closedAt } = accessReview;
  const own = sql`select ${accessReviewItem.reviewId} from ${accessReviewItem} where ${accessReviewItem.reviewerId} = ${personId}
    union select ${accessReviewer.reviewId} from ${accessReviewer} where ${accessReviewer.personId} = ${personId}`;
  const rows = await rowsOf<Omit<OwnReviewRow, "closesAt"> & { closesAt: string | Date }>(
    db,
    sql`select ${id}, ${packageNameOf(accessReview.packageId)} as "packageName",
        ${accessReview.policyName} as "policyName", ${closesAt} as "closesAt", counted.*
      from ${accessReview} left join ${accessPackage} on ${accessPackage.id} = ${accessReview.packageId},
        lateral (${countsFor(sql`${id}`, personId)}) counted
      where ${closedAt} is null and ${closesAt} > ${asMoment(now)} and ${id} in (${own})
        and counted.people > ${waiting ? sql`counted.answered` : sql`0`}
        and ${after ? sql`(${closesAt}, ${id}) > (${asMoment(after.at)}, ${after.id}::uuid)` : sql`true`}
      order by ${closesAt}, ${id} limit ${limit}`,
  );
  return rows.map((row) => ({ ...row, closesAt: new Date(row.closesAt) }));
}

/** Somebody whose access a reviewer is asked about. */
export interface ReviewSheetRow {
  assignmentId: string;
  personId: string;
  name: string;
  startsAt: Date;
  endsAt: Date | null;
  decision: ReviewDecision | null;
  decidedBy: string | null;
  reason: string;
}

type RawSheetRow = Omit<ReviewSheetRow, "startsAt" | "endsAt"> & {
  startsAt: string | Date;
  endsAt: string | Date | null;
};

/** Whose access the person is asked about, by name, from the one after that assignment on; of those who hold it still. */
export async function reviewSheetRows(
  db: Reader,
  reviewId: string,
  personId: string,
  { limit, after }: { limit: number; after: string | null },
): Promise<ReviewSheetRow[]> {
  const holder = sql`(${person.name}, ${accessReviewItem.assignmentId})`;
  const isAfter =
    after === null
      ? sql`true`
      : sql`${holder} > (select before.name, seen.assignment_id from access_review_item as seen
          join person as before on before.id = seen.person_id
          where seen.review_id = ${reviewId} and seen.assignment_id = ${after})`;
  const rows = await rowsOf<RawSheetRow>(
    db,
    sql`select ${accessReviewItem.assignmentId} as "assignmentId", ${accessReviewItem.personId} as "personId",
        ${person.name}, ${assignment.startsAt} as "startsAt", ${assignment.endsAt} as "endsAt",
        ${accessReviewItem.decision}, decider.name as "decidedBy", ${accessReviewItem.reason}
      from ${ITEMS} join ${person} on ${person.id} = ${accessReviewItem.personId}
        left join person as decider on decider.id = ${accessReviewItem.decidedBy}
      where ${accessReviewItem.reviewId} = ${reviewId} and ${assignment.state} <> 'expired'
        and ${isReviewedBy(personId)} and ${isAfter}
      order by ${person.name}, ${accessReviewItem.assignmentId} limit ${limit}`,
  );
  return rows.map((row) => ({
    ...row,
    startsAt: new Date(row.startsAt),
    endsAt: row.endsAt === null ? null : new Date(row.endsAt),
  }));
}

/** A review as staff see it. */
export interface StaffReviewRow extends ReviewCounts {
  policyName: string;
  openedAt: Date;
  closesAt: Date;
  closedAt: Date | null;
}

/** The newest reviews of a package, open or closed. */
export async function reviewsOfPackage(db: Reader, packageId: string, limit: number): Promise<StaffReviewRow[]> {
  const { openedAt, closesAt, closedAt } = accessReview;
  const rows = await rowsOf<StaffReviewRow>(
    db,
    sql`select ${accessReview.policyName} as "policyName", ${openedAt} as "openedAt", ${closesAt} as "closesAt",
        ${closedAt} as "closedAt", counted.*
      from (select * from ${accessReview} where ${accessReview.packageId} = ${packageId}
          order by ${openedAt} desc, ${accessReview.id} limit ${limit}) as ${sql.identifier("access_review")},
        lateral (select ${COUNTS} from ${ITEMS} where ${accessReviewItem.reviewId} = ${accessReview.id}) counted
      order by ${openedAt} desc`,
  );
  return rows.map((row) => ({
    ...row,
    openedAt: new Date(row.openedAt),
    closesAt: new Date(row.closesAt),
    closedAt: row.closedAt && new Date(row.closedAt),
  }));
}

/** In which open reviews the access is asked about, and of whom: a reviewer, or `listed`. */
export async function openReviewsAbout(
  db: Reader,
  assignmentId: string,
): Promise<{ reviewId: string; reviewer: string }[]> {
  return rowsOf(
    db,
    sql`select ${accessReview.id} as "reviewId", coalesce(${accessReviewItem.reviewerId}::text, 'listed') as reviewer
      from ${accessReviewItem} join ${accessReview} on ${accessReview.id} = ${accessReviewItem.reviewId}
      where ${accessReviewItem.assignmentId} = ${assignmentId} and ${accessReview.closedAt} is null`,
  );
}
