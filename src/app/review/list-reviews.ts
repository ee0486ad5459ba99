import { openReviewsFor } from "../../store/query/review-lists.ts";
import type { OwnReviewRow } from "../../store/query/review-lists.ts";
import type { MomentCursor } from "../../store/query/moment-page.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";

export type { OwnReviewRow } from "../../store/query/review-lists.ts";

/** How many reviews one page lists. */
export const REVIEWS_PAGE = 10;

export interface OwnReviews {
  rows: readonly OwnReviewRow[];
  next: MomentCursor | null;
}

/**
 * One page of the open reviews in which this person can answer, the first to close first (domain.md 3.3); `waiting`: only
 * those in which they have not answered about everybody.
 */
export async function listReviews(
  deps: AppDeps,
  slackUserId: string,
  {
    size = REVIEWS_PAGE,
    after = null,
    waiting = false,
  }: { size?: number; after?: MomentCursor | null; waiting?: boolean } = {},
): Promise<OwnReviews> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const found = await openReviewsFor(db, by.id, deps.clock.now(), { limit: size + 1, after, waiting });
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  return { rows, next: last && found.length > size ? { at: last.closesAt, id: last.id } : null };
}
