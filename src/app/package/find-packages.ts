import { searchPackages } from "../../store/query/package-search.ts";
import type { FoundPackage as FoundRow, Viewer } from "../../store/query/package-search.ts";
import { requestableAmong } from "../../store/query/requestable-packages.ts";
import type { Page, SearchCursor } from "../../store/query/search.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { viewerOf } from "../viewer.ts";

export type { Page, SearchCursor } from "../../store/query/search.ts";

/** A package that somebody sees, and whether they can request it now. */
export interface FoundPackage extends FoundRow {
  isRequestable: boolean;
}

/** How many packages one page of look-ups lists. */
export const FIND_PAGE = 10;

/** One page of the packages that this person can see, best match first; an empty text lists all (domain.md 4.2). */
export async function findPackages(
  deps: AppDeps,
  slackUserId: string,
  text: string,
  cursor?: SearchCursor,
): Promise<Page<FoundPackage>> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const viewer = viewerOf(by);
  const { rows, next } = await searchPackages(db, viewer, text, FIND_PAGE, cursor);
  return { rows: await withRequestability(db, viewer, rows), next };
}

/** The packages, with what decides whether `Request` is offered. */
export async function withRequestability(
  db: Reader,
  viewer: Viewer,
  rows: readonly FoundRow[],
): Promise<FoundPackage[]> {
  const requestable = await requestableAmong(
    db,
    viewer,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, isRequestable: requestable.has(row.id) }));
}
