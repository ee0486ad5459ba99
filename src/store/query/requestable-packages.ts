import { and, sql } from "drizzle-orm";
import { mapValues } from "../../lib/map-values.ts";
import { catalog } from "../schema/catalog.ts";
import { accessPackage } from "../schema/package.ts";
import { uuids } from "./rows.ts";
import { searchByName } from "./search.ts";
import { given, statement } from "./statement.ts";
import type { Source } from "./statement.ts";
import { forSight, IS_REQUESTABLE, IS_REQUESTABLE_ON_BEHALF, valuesOf, VIEWER } from "./viewer.ts";
import type { Viewer } from "./viewer.ts";

export interface RequestablePackage {
  id: string;
  name: string;
  nameKey: string;
  description: string;
  catalogName: string;
}

/** Who asks for the viewer: they themselves, or their manager. */
export type AskedBy = "self" | "manager";

const CONDITIONS: Readonly<Record<AskedBy, typeof IS_REQUESTABLE>> = {
  self: IS_REQUESTABLE,
  manager: IS_REQUESTABLE_ON_BEHALF,
};

/**
 * Packages that the viewer can request now, or their manager for them, best match first (domain.md 4.2): in an enabled
 * catalog, in scope of an enabled policy, with nothing open or live. Hidden ones are left out, save the one that was
 * named (C12, R16).
 */
export async function searchRequestable(
  source: Source,
  viewer: Viewer,
  text: string,
  size: number,
  { named = null, askedBy = "self" }: { named?: string | null; askedBy?: AskedBy } = {},
): Promise<RequestablePackage[]> {
  const search = SEARCHES[askedBy][kindOf(viewer)];
  const { rows } = await search(source, text, { size }, { ...valuesOf(viewer), named });
  return rows;
}

/** Those of the packages that the viewer can request now, or their manager for them, hidden or not. */
export async function requestableAmong(
  source: Source,
  viewer: Viewer,
  packageIds: readonly string[],
  askedBy: AskedBy = "self",
): Promise<ReadonlySet<string>> {
  if (packageIds.length === 0) return new Set();
  const rows = await FIND_AMONG[askedBy](source, { ...valuesOf(viewer), packageIds: uuids(packageIds) });
  return new Set(rows.map(({ id }) => id));
}

const KINDS = { most: "most", few: "few" } as const;

function kindOf({ isOutsider }: Viewer): keyof typeof KINDS {
  return isOutsider ? "few" : "most";
}

const JOINS = sql`join ${catalog} on ${catalog.id} = ${accessPackage.catalogId}`;
const COLUMNS = sql`${accessPackage.id}, ${accessPackage.name}, ${accessPackage.nameKey} as "nameKey",
  ${accessPackage.description}, ${catalog.name} as "catalogName"`;
const IS_LISTED = sql`(not ${accessPackage.isHidden} or ${accessPackage.id} = ${given("named")}::uuid)`;

const SEARCHES = mapValues(CONDITIONS, (isRequestable) =>
  mapValues(KINDS, (kind) =>
    searchByName<RequestablePackage>({
      table: accessPackage,
      select: COLUMNS,
      joins: JOINS,
      sets: VIEWER,
      filter: forSight(kind, and(IS_LISTED, isRequestable)),
      leaves: kind,
    }),
  ),
);

const FIND_AMONG = mapValues(CONDITIONS, (isRequestable) =>
  statement<{ id: string }>(sql`with ${VIEWER} select ${accessPackage.id} from ${accessPackage} ${JOINS}
    where ${and(sql`${accessPackage.id} = any(${given("packageIds")}::text::uuid[])`, isRequestable)}`),
);
