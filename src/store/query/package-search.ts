import { and, sql } from "drizzle-orm";
import { mapValues } from "../../lib/map-values.ts";
import { catalog } from "../schema/catalog.ts";
import { accessPackage } from "../schema/package.ts";
import { alikeByName } from "./alike.ts";
import type { Likeness } from "./alike.ts";
import { searchByName } from "./search.ts";
import type { Page, SearchCursor, Searched } from "./search.ts";
import { given, statement } from "./statement.ts";
import type { Source } from "./statement.ts";
import { IS_REQUESTABLE, isSeenAt, sightOf, SIGHTS, valuesOf, VIEWER } from "./viewer.ts";
import type { Viewer } from "./viewer.ts";

/** A package that somebody sees, and whether they can request it now. */
export interface FoundPackage {
  id: string;
  name: string;
  nameKey: string;
  description: string;
  catalogId: string;
  catalogName: string;
  isRequestable: boolean;
}

/** Packages that the viewer may see, best match first: those of their catalogs, those they made, those they can request. */
export async function searchPackages(
  source: Source,
  viewer: Viewer,
  text: string,
  size: number,
  cursor?: SearchCursor,
): Promise<Page<FoundPackage>> {
  return SEARCHES[sightOf(viewer)](source, text, { size, cursor }, valuesOf(viewer));
}

/** Packages that the viewer may see whose names are most alike to the text; for where none holds it. */
export async function packagesAlike(
  source: Source,
  viewer: Viewer,
  text: string,
  limit: number,
): Promise<(FoundPackage & Likeness)[]> {
  return ALIKE[sightOf(viewer)](source, text, limit, valuesOf(viewer));
}

/** The packages of exactly that name that the viewer may see; a hidden one is found by its name (domain.md C12). */
export async function seenPackagesNamed(
  source: Source,
  viewer: Viewer,
  nameKey: string,
  limit: number,
): Promise<FoundPackage[]> {
  return NAMED[sightOf(viewer)](source, { ...valuesOf(viewer), nameKey, limit });
}

/** Whether the viewer may see one package. */
export async function maySeePackage(source: Source, viewer: Viewer, packageId: string): Promise<boolean> {
  const rows = await ONE[sightOf(viewer)](source, { ...valuesOf(viewer), packageId });
  return rows.length > 0;
}

const COLUMNS = sql`${accessPackage.id}, ${accessPackage.name}, ${accessPackage.nameKey} as "nameKey",
  ${accessPackage.description}, ${catalog.id} as "catalogId", ${catalog.name} as "catalogName",
  ${IS_REQUESTABLE} as "isRequestable"`;
const JOINS = sql`join ${catalog} on ${catalog.id} = ${accessPackage.catalogId}`;

const SEARCHED = mapValues(SIGHTS, (sight): Searched => ({
  table: accessPackage,
  select: COLUMNS,
  joins: JOINS,
  sets: VIEWER,
  filter: isSeenAt(sight, { listsHidden: false }),
  leaves: sight === "few" ? "few" : "most",
}));

const SEARCHES = mapValues(SEARCHED, (searched) => searchByName<FoundPackage>(searched));

const ALIKE = mapValues(SEARCHED, (searched) => alikeByName<FoundPackage>(searched));

const NAMED = mapValues(SIGHTS, (sight) =>
  statement<FoundPackage>(sql`with ${VIEWER} select ${COLUMNS} from ${accessPackage} ${JOINS}
    where ${and(sql`${accessPackage.nameKey} = ${given("nameKey")}`, isSeenAt(sight, { listsHidden: true }))}
    order by ${catalog.nameKey} limit ${given("limit")}`),
);

const ONE = mapValues(SIGHTS, (sight) =>
  statement<{ id: string }>(sql`with ${VIEWER} select ${accessPackage.id} from ${accessPackage} ${JOINS}
    where ${and(sql`${accessPackage.id} = ${given("packageId")}`, isSeenAt(sight, { listsHidden: true }))}`),
);
