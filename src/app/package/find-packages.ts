import { searchPackages } from "../../store/query/package-search.ts";
import type { FoundPackage } from "../../store/query/package-search.ts";
import type { Page, SearchCursor } from "../../store/query/search.ts";
import { lookUpFor } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { viewerOf } from "../viewer.ts";

export type { FoundPackage } from "../../store/query/package-search.ts";
export type { Page, SearchCursor } from "../../store/query/search.ts";

/** How many packages one page of look-ups lists. */
export const FIND_PAGE = 10;

/** So many names that are alike to one that nothing has or holds are offered. */
export const ALIKE_MAX = 5;

/** One page of the packages that this person can see, best match first; an empty text lists all (domain.md 4.2). */
export async function findPackages(
  deps: AppDeps,
  slackUserId: string,
  text: string,
  cursor?: SearchCursor,
): Promise<Page<FoundPackage>> {
  return lookUpFor(deps, slackUserId, (source, by) => searchPackages(source, viewerOf(by), text, FIND_PAGE, cursor));
}
