/** Reviews of access and what they ask about: what commands and sweeps read and write, under lock. */
import { and, eq, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { ReviewOutcome } from "../../domain/review/review.ts";
import { ReviewSettings } from "../../domain/review/review-settings.ts";
import { accessReview, accessReviewer, accessReviewItem } from "../schema/review.ts";
import { person } from "../schema/person.ts";
import type { Reader, Transaction } from "../database.ts";
import { asJson, asMoment, asUuids, rowsOf, wholeRows } from "./rows.ts";

export type ReviewRow = Omit<typeof accessReview.$inferSelect, "settings"> & { settings: ReviewSettings };
export type ReviewItemRow = typeof accessReviewItem.$inferSelect;

const REVIEW = wholeRows(accessReview);
const ITEM = wholeRows(accessReviewItem);

async function reviewsWhere(db: Reader, condition: SQL): Promise<ReviewRow[]> {
  const rows = await REVIEW.read(db, sql`select ${REVIEW.columns} from ${accessReview} where ${condition}`);
  return rows.map((row) => ({ ...row, settings: ReviewSettings.parse(row.settings) }));
}

export async function reviewById(db: Reader, id: string): Promise<ReviewRow | undefined> {
  const [row] = await reviewsWhere(db, sql`${accessReview.id} = ${id}`);
  return row;
}

/** The review, held against being closed until the transaction ends; others may answer in it meanwhile. */
export async function holdReview(tx: Transaction, id: string): Promise<ReviewRow | undefined> {
  const [row] = await reviewsWhere(tx, sql`${accessReview.id} = ${id} for share`);
  return row;
}

/** The review of the policy that is not closed yet. */
export async function openReviewOf(db: Reader, policyId: string): Promise<ReviewRow | undefined> {
  const [row] = await reviewsWhere(
    db,
    sql`${accessReview.policyId} = ${policyId} and ${accessReview.closedAt} is null`,
  );
  return row;
}

/** A review whose time is over, locked for this sweep. */
export async function claimClosing(tx: Transaction, now: Date): Promise<ReviewRow | undefined> {
  const [row] = await reviewsWhere(
    tx,
    sql`${accessReview.closesAt} <= ${asMoment(now)} and ${accessReview.closedAt} is null
      order by ${accessReview.closesAt} limit 1 for update skip locked`,
  );
  return row;
}

/** What waits for the answer of somebody who alone reviews it, and is not in Slack or not in the directory any more. */
const WAITS_IN_VAIN = sql`${accessReviewItem.decision} is null and ${accessReviewItem.outcome} is null
  and exists (select from ${person} where ${person.id} = ${accessReviewItem.reviewerId}
    and (${person.slackState} <> 'active' or ${person.directoryState} = 'gone'))`;

/** An open review with a fallback in which something waits in vain, locked. */
export async function lockReviewInVain(tx: Transaction, now: Date): Promise<ReviewRow | undefined> {
  const [row] = await reviewsWhere(
    tx,
    sql`${accessReview.closedAt} is null and ${accessReview.closesAt} > ${asMoment(now)}
      and ${accessReview.settings} #>> '{reviewers,kind}' = 'manager'
      and exists (select from ${accessReviewItem}
        where ${accessReviewItem.reviewId} = ${accessReview.id} and ${WAITS_IN_VAIN})
      order by ${accessReview.id} limit 1 for update`,
  );
  return row;
}

/** Takes from those who are there no longer what waits for them in the review; gives of whom, and about how many people. */
export async function takeFromAbsent(
  tx: Transaction,
  reviewId: string,
): Promise<{ reviewerId: string; people: number }[]> {
  const { assignmentId, reviewerId } = accessReviewItem;
  return rowsOf(
    tx,
    sql`with waiting as (
        select ${assignmentId}, ${reviewerId} from ${accessReviewItem}
        where ${accessReviewItem.reviewId} = ${reviewId} and ${WAITS_IN_VAIN} order by ${assignmentId} for update
      ), taken as (
        update ${accessReviewItem} set reviewer_id = null from waiting
        where ${accessReviewItem.reviewId} = ${reviewId} and ${assignmentId} = waiting.assignment_id
        returning waiting.reviewer_id
      )
      select reviewer_id as "reviewerId", count(*)::int as people from taken group by reviewer_id order by reviewer_id`,
  );
}

/** A review whose reviewers are to be reminded now, locked likewise. */
export async function claimReminding(tx: Transaction, now: Date): Promise<ReviewRow | undefined> {
  const [row] = await reviewsWhere(
    tx,
    sql`${accessReview.remindAt} <= ${asMoment(now)} order by ${accessReview.remindAt} limit 1 for update skip locked`,
  );
  return row;
}

/** What a review that opens asks about; `reviewerId`: who alone reviews it, null for those who are listed. */
export interface NewReviewItem {
  assignmentId: string;
  personId: string;
  reviewerId: string | null;
}

/** Stores a review that opens. */
export async function insertReview(
  tx: Transaction,
  row: Omit<ReviewRow, "remindedAt" | "closedAt">,
  items: readonly NewReviewItem[],
  listed: readonly string[],
): Promise<void> {
  await tx.insert(accessReview).values(row);
  await tx.execute(sql`
    insert into ${accessReviewItem} (review_id, assignment_id, person_id, reviewer_id)
    select ${row.id}::uuid, item."assignmentId", item."personId", item."reviewerId"
    from json_to_recordset(${asJson(items)}) as item("assignmentId" uuid, "personId" uuid, "reviewerId" uuid)
    order by item."assignmentId"`);
  await listReviewers(tx, row.id, listed);
}

/** Lists who reviews what has no reviewer of its own, unless they are already; those who are not known any more are left out. */
export async function listReviewers(tx: Transaction, reviewId: string, listed: readonly string[]): Promise<void> {
  await tx.execute(sql`
    insert into ${accessReviewer} (review_id, person_id)
    select ${reviewId}::uuid, ${person.id} from ${person} where ${person.id} = any(${asUuids(listed)})
    on conflict do nothing`);
}

export async function updateReview(
  tx: Transaction,
  id: string,
  change: Partial<Pick<ReviewRow, "remindAt" | "remindedAt" | "closedAt">>,
): Promise<void> {
  await tx.update(accessReview).set(change).where(eq(accessReview.id, id));
}

/** What the review asks about that assignment, locked. */
export async function lockReviewItem(
  tx: Transaction,
  { reviewId, assignmentId }: Pick<ReviewItemRow, "reviewId" | "assignmentId">,
): Promise<ReviewItemRow | undefined> {
  const [row] = await ITEM.read(
    tx,
    sql`select ${ITEM.columns} from ${accessReviewItem}
      where ${accessReviewItem.reviewId} = ${reviewId} and ${accessReviewItem.assignmentId} = ${assignmentId} for update`,
  );
  return row;
}

/** Whether the person may review it: it is theirs alone, or they are listed and it is not about themselves. */
export function isReviewedBy(personId: string | SQL): SQL {
  const { reviewId, reviewerId } = accessReviewItem;
  return sql`(${reviewerId} = ${personId} or (${reviewerId} is null and ${accessReviewItem.personId} <> ${personId}
    and exists (select from ${accessReviewer}
      where ${accessReviewer.reviewId} = ${reviewId} and ${accessReviewer.personId} = ${personId})))`;
}

export async function mayReview(
  db: Reader,
  { reviewId, assignmentId }: Pick<ReviewItemRow, "reviewId" | "assignmentId">,
  personId: string,
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`select 1 from ${accessReviewItem} where ${accessReviewItem.reviewId} = ${reviewId}
      and ${accessReviewItem.assignmentId} = ${assignmentId} and ${isReviewedBy(personId)}`,
  );
  return rows.length > 0;
}

/** Notes the last answer about an assignment. */
export async function storeAnswer(
  tx: Transaction,
  { reviewId, assignmentId }: Pick<ReviewItemRow, "reviewId" | "assignmentId">,
  answer: Pick<ReviewItemRow, "decision" | "decidedBy" | "decidedAt" | "reason">,
): Promise<void> {
  await tx
    .update(accessReviewItem)
    .set(answer)
    .where(and(eq(accessReviewItem.reviewId, reviewId), eq(accessReviewItem.assignmentId, assignmentId)));
}

/** Some of what the review asks about and has not settled yet, by assignment. */
export async function unsettledItems(tx: Transaction, reviewId: string, limit: number): Promise<ReviewItemRow[]> {
  return tx
    .select()
    .from(accessReviewItem)
    .where(and(eq(accessReviewItem.reviewId, reviewId), isNull(accessReviewItem.outcome)))
    .orderBy(accessReviewItem.assignmentId)
    .limit(limit);
}

/** Notes what came of these. */
export async function settleItems(
  tx: Transaction,
  reviewId: string,
  outcomes: readonly { assignmentId: string; outcome: ReviewOutcome }[],
): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.execute(sql`
    update ${accessReviewItem} set outcome = row.outcome::review_outcome
    from json_to_recordset(${asJson(outcomes)}) as row("assignmentId" uuid, outcome text)
    where ${accessReviewItem.reviewId} = ${reviewId} and ${accessReviewItem.assignmentId} = row."assignmentId"`);
}

/** How many ended so, for each end. */
export async function outcomesOf(db: Reader, reviewId: string): Promise<Record<ReviewOutcome, number>> {
  const rows = await rowsOf<{ outcome: ReviewOutcome | null; count: number }>(
    db,
    sql`select ${accessReviewItem.outcome}, count(*)::int as count from ${accessReviewItem}
      where ${accessReviewItem.reviewId} = ${reviewId} group by ${accessReviewItem.outcome}`,
  );
  const of = (outcome: ReviewOutcome) => rows.find((row) => row.outcome === outcome)?.count ?? 0;
  return { kept: of("kept"), removed: of("removed"), over: of("over") };
}

/** Who reviews: those who alone review something, and `listed` where there are some who are listed. */
export async function reviewersIn(db: Reader, reviewId: string): Promise<string[]> {
  const { reviewerId } = accessReviewItem;
  const rows = await rowsOf<{ reviewer: string }>(
    db,
    sql`select distinct coalesce(${reviewerId}::text, 'listed') as reviewer from ${accessReviewItem}
      where ${accessReviewItem.reviewId} = ${reviewId} order by 1`,
  );
  return rows.map(({ reviewer }) => reviewer);
}
