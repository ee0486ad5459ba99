import { and, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { LIVE_ASSIGNMENT_STATES } from "../../domain/assignment/assignment.ts";
import { OPEN_REQUEST_STATES } from "../../domain/request/request.ts";
import { mapValues } from "../../lib/map-values.ts";
import { assignment } from "../schema/assignment.ts";
import { catalog } from "../schema/catalog.ts";
import { accessPackage } from "../schema/package.ts";
import { request } from "../schema/request.ts";
import { NAMING, valuesOf } from "./package-search.ts";
import type { Viewer } from "./package-search.ts";
import { given, statement, uuids } from "./rows.ts";
import type { Source } from "./rows.ts";
import { searchByName } from "./search.ts";

export interface RequestablePackage {
  id: string;
  name: string;
  nameKey: string;
  description: string;
  catalogName: string;
}

/**
 * Packages that the viewer can request now, best match first (domain.md 4.2): in an enabled catalog, in scope of an
 * enabled policy, with nothing open or live. Hidden ones are left out, save the one that was named (C12, R16).
 */
export async function searchRequestable(
  source: Source,
  viewer: Viewer,
  text: string,
  size: number,
  named: string | null = null,
): Promise<RequestablePackage[]> {
  const { rows } = await SEARCHES[kindOf(viewer)](source, text, { size }, { ...valuesOf(viewer), named });
  return rows;
}

/** Those of the packages that the viewer can request now, hidden or not. */
export async function requestableAmong(
  source: Source,
  viewer: Viewer,
  packageIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (packageIds.length === 0) return new Set();
  const rows = await AMONG[kindOf(viewer)](source, { ...valuesOf(viewer), packageIds: uuids(packageIds) });
  return new Set(rows.map(({ id }) => id));
}

type ViewerKind = "member" | "outsider";
const KINDS: Readonly<Record<ViewerKind, ViewerKind>> = { member: "member", outsider: "outsider" };

function kindOf({ isOutsider }: Viewer): ViewerKind {
  return isOutsider ? "outsider" : "member";
}

const statesOf = (states: readonly string[]) => sql.raw(`(${states.map((state) => `'${state}'`).join(", ")})`);

/** The packages that the viewer has asked for and that are not decided, or that they hold. */
const TAKEN = sql`select ${request.packageId} from ${request}
    where ${request.requestorId} = ${given("personId")} and ${request.state} in ${statesOf(OPEN_REQUEST_STATES)}
  union all select ${assignment.packageId} from ${assignment}
    where ${assignment.personId} = ${given("personId")} and ${assignment.state} in ${statesOf(LIVE_ASSIGNMENT_STATES)}`;

/** Ids that are read once, before the rows. */
const SETS = sql`viewer as materialized (select array(${NAMING}) as named, array(${TAKEN}) as taken)`;

const JOINS = sql`join ${catalog} on ${catalog.id} = ${accessPackage.catalogId}`;
const COLUMNS = sql`${accessPackage.id}, ${accessPackage.name}, ${accessPackage.nameKey} as "nameKey",
  ${accessPackage.description}, ${catalog.name} as "catalogName"`;

function isRequestableBy(kind: ViewerKind): SQL | undefined {
  return and(
    sql`${catalog.isEnabled}`,
    kind === "outsider" ? sql`${catalog.isEnabledForExternalUsers}` : undefined,
    or(
      sql`${accessPackage.enabledScopes} && ${given("openScopes")}::text::requestor_scope[]`,
      sql`${accessPackage.id} = any((select named from viewer)::uuid[])`,
    ),
    sql`${accessPackage.id} <> all((select taken from viewer)::uuid[])`,
  );
}

const SEARCHES = mapValues(KINDS, (kind) =>
  searchByName<RequestablePackage>({
    table: accessPackage,
    select: COLUMNS,
    joins: JOINS,
    sets: SETS,
    filter: and(
      sql`(not ${accessPackage.isHidden} or ${accessPackage.id} = ${given("named")}::uuid)`,
      isRequestableBy(kind),
    ),
  }),
);

const AMONG = mapValues(KINDS, (kind) =>
  statement<{ id: string }>(sql`with ${SETS} select ${accessPackage.id} from ${accessPackage} ${JOINS}
    where ${and(sql`${accessPackage.id} = any(${given("packageIds")}::text::uuid[])`, isRequestableBy(kind))}`),
);
