import { listCatalogs } from "../catalog/list-catalogs.ts";
import type { HeldCatalog } from "../catalog/list-catalogs.ts";
import { searchRequestable } from "../../store/query/requestable-packages.ts";
import type { RequestablePackage } from "../../store/query/requestable-packages.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { listApprovals } from "../request/list-approvals.ts";
import type { AwaitedRequest } from "../request/list-approvals.ts";
import { listReviews } from "../review/list-reviews.ts";
import type { OwnReviewRow } from "../review/list-reviews.ts";
import { viewerOf } from "../viewer.ts";
import { pageOfAccess, pageOfRequests } from "./list-mine.ts";
import type { MyAccess, MyRequest } from "./list-mine.ts";
import { readAbilities } from "./read-abilities.ts";
import type { Abilities } from "./read-abilities.ts";

/** How much of each list the Home tab shows. */
export const HOME_ROWS = 5;

/** The first of a list, and whether there are more. */
export interface HomeList<Row> {
  rows: readonly Row[];
  hasMore: boolean;
}

/** All that the Home tab shows (words.md 6). */
export interface Home {
  abilities: Abilities;
  approvals: HomeList<AwaitedRequest>;
  /** Those in which they have not answered about everybody. */
  reviews: HomeList<OwnReviewRow>;
  access: HomeList<MyAccess>;
  requests: HomeList<MyRequest>;
  packages: HomeList<RequestablePackage>;
  catalogs: HomeList<HeldCatalog>;
}

export async function readHome(deps: AppDeps, slackUserId: string): Promise<Home> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const [abilities, approvals, reviews, access, requests, packages, catalogs] = await Promise.all([
    readAbilities(deps, slackUserId),
    listApprovals(deps, slackUserId, { size: HOME_ROWS }),
    listReviews(deps, slackUserId, { size: HOME_ROWS, waiting: true }),
    pageOfAccess(db, by, HOME_ROWS),
    pageOfRequests(db, by, HOME_ROWS, null),
    searchRequestable(db, viewerOf(by), "", HOME_ROWS + 1),
    listCatalogs(deps, slackUserId, HOME_ROWS),
  ]);
  return {
    abilities,
    approvals: { rows: approvals.rows, hasMore: approvals.next !== null },
    reviews: { rows: reviews.rows, hasMore: reviews.next !== null },
    access: { rows: access.access, hasMore: access.next !== null },
    requests: { rows: requests.requests, hasMore: requests.next !== null },
    packages: { rows: packages.slice(0, HOME_ROWS), hasMore: packages.length > HOME_ROWS },
    catalogs: { rows: catalogs.rows, hasMore: catalogs.next !== null },
  };
}
