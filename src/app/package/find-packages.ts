import { packagesAlike, searchPackages } from "../../store/query/package-search.ts";
import type { FoundPackage } from "../../store/query/package-search.ts";
import type { Page, SearchCursor } from "../../store/query/search.ts";
import { lookUpFor } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { viewerOf } from "../viewer.ts";

export type { FoundPackage } from "../../store/query/package-search.ts";
export type { Page, SearchCursor } from "../../store/query/search.ts";

/** How many packages one page of look-ups lists. */
export const FIND_PAGE = 10;

/** So many names that are alike to what was typed are offered, where none holds it. */
export const ALIKE_MAX = 5;

/** A page of packages; where no name holds the text, those whose names are most alike instead. */
export interface FoundPage extends Page<FoundPackage> {
  alike: readonly FoundPackage[];
}

/** One page of the packages that this person can see, best match first; an empty text lists all (domain.md 4.2). */
export async function findPackages(
  deps: AppDeps,
  slackUserId: string,
  text: string,
  cursor?: SearchCursor,
): Promise<FoundPage> {
  return lookUpFor(deps, slackUserId, async (source, by) => {
    const page = await searchPackages(source, viewerOf(by), text, FIND_PAGE, cursor);
    const isMissed = page.rows.length === 0 && !cursor;
    return { ...page, alike: isMissed ? await packagesAlike(source, viewerOf(by), text, ALIKE_MAX) : [] };
  });
}
