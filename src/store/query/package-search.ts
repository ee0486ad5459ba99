import { and, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { RequestorScope } from "../../domain/policy/scope.ts";
import { mapValues } from "../../lib/map-values.ts";
import { catalog, catalogMember } from "../schema/catalog.ts";
import { accessPackage, policy, policySubject } from "../schema/package.ts";
import { groupsOfPerson } from "./group.ts";
import { given, statement } from "./rows.ts";
import type { Source, Values } from "./rows.ts";
import { searchByName } from "./search.ts";
import type { Page, SearchCursor } from "./search.ts";

/** Who looks for packages, as far as it decides what they see (domain.md 4.2). */
export interface Viewer {
  personId: string;
  organizationId: string | null;
  /** Sees every package, as user administrators do. */
  seesAll: boolean;
  isOutsider: boolean;
  /** The scopes that include this person without naming them. */
  openScopes: readonly RequestorScope[];
}

export interface FoundPackage {
  id: string;
  name: string;
  nameKey: string;
  description: string;
  catalogId: string;
  catalogName: string;
}

/** Packages that the viewer may see, best match first: those of their catalogs, those they made, those they can request. */
export async function searchPackages(
  source: Source,
  viewer: Viewer,
  text: string,
  size: number,
  cursor?: SearchCursor,
): Promise<Page<FoundPackage>> {
  return SEARCHES[kindOf(viewer)](source, text, { size, cursor }, valuesOf(viewer));
}

/** The packages of exactly that name that the viewer may see; a hidden one is found by its name (domain.md C12). */
export async function seenPackagesNamed(
  source: Source,
  viewer: Viewer,
  nameKey: string,
  limit: number,
): Promise<FoundPackage[]> {
  return NAMED[kindOf(viewer)](source, { ...valuesOf(viewer), nameKey, limit });
}

/** Whether the viewer may see one package. */
export async function maySeePackage(source: Source, viewer: Viewer, packageId: string): Promise<boolean> {
  const rows = await ONE[kindOf(viewer)](source, { ...valuesOf(viewer), packageId });
  return rows.length > 0;
}

/** What makes one statement differ from another; all else in a viewer is a value. */
type ViewerKind = "all" | "member" | "outsider";

function kindOf({ seesAll, isOutsider }: Viewer): ViewerKind {
  if (seesAll) return "all";
  return isOutsider ? "outsider" : "member";
}

/** The viewer as the values of a statement. */
export function valuesOf({ personId, organizationId, openScopes }: Viewer): Values {
  return { personId, organizationId, openScopes: `{${openScopes.join(",")}}` };
}

const KINDS: Readonly<Record<ViewerKind, ViewerKind>> = { all: "all", member: "member", outsider: "outsider" };

const STAFFED = sql`select ${catalogMember.catalogId} from ${catalogMember} where ${catalogMember.personId} = ${given("personId")}`;

/** The packages with an enabled policy that names the viewer: themselves, a group of theirs, or their organization. */
export const NAMING = sql`select ${policy.packageId} from ${policySubject}
  join ${policy} on ${policy.id} = ${policySubject.policyId} where ${policy.isEnabled} and ${or(
    sql`${policySubject.kind} = 'person' and ${policySubject.subjectId} = ${given("personId")}`,
    sql`${policySubject.kind} = 'group' and ${policySubject.subjectId} = any(array(${groupsOfPerson(sql`${given("personId")}`)}))`,
    sql`${policySubject.kind} = 'organization' and ${policySubject.subjectId} = ${given("organizationId")}`,
  )}`;

/** Ids that are read once, before the rows: the planner of Postgres would count an `in (select ...)` for each row again. */
const SETS = sql`viewer as materialized (select array(${NAMING}) as named, array(${STAFFED}) as staffed)`;

function isSeenBy(kind: ViewerKind, { listsHidden }: { listsHidden: boolean }): SQL | undefined {
  if (kind === "all") return undefined;
  const isOpen = and(
    sql`${catalog.isEnabled}`,
    kind === "outsider" ? sql`${catalog.isEnabledForExternalUsers}` : undefined,
    listsHidden ? undefined : sql`not ${accessPackage.isHidden}`,
    or(
      sql`${accessPackage.enabledScopes} && ${given("openScopes")}::text::requestor_scope[]`,
      sql`${accessPackage.id} = any((select named from viewer)::uuid[])`,
    ),
  );
  const isSeen = or(
    isOpen,
    sql`${accessPackage.createdBy} = ${given("personId")}`,
    sql`${accessPackage.catalogId} = any((select staffed from viewer)::uuid[])`,
  );
  return kind === "outsider" ? isSeen : sql`case when ${isSeen} then true end`;
}

const COLUMNS = sql`${accessPackage.id}, ${accessPackage.name}, ${accessPackage.nameKey} as "nameKey",
  ${accessPackage.description}, ${catalog.id} as "catalogId", ${catalog.name} as "catalogName"`;
const JOINS = sql`join ${catalog} on ${catalog.id} = ${accessPackage.catalogId}`;

const SEARCHES = mapValues(KINDS, (kind) =>
  searchByName<FoundPackage>({
    table: accessPackage,
    select: COLUMNS,
    joins: JOINS,
    ...(kind !== "all" && { sets: SETS, filter: isSeenBy(kind, { listsHidden: false }) }),
    isFew: kind === "outsider",
  }),
);

function seen(kind: ViewerKind, select: SQL, condition: SQL): SQL {
  return sql`${kind === "all" ? sql`` : sql`with ${SETS}`} select ${select} from ${accessPackage} ${JOINS}
    where ${and(condition, isSeenBy(kind, { listsHidden: true }))}`;
}

const NAMED = mapValues(KINDS, (kind) =>
  statement<FoundPackage>(
    sql`${seen(kind, COLUMNS, sql`${accessPackage.nameKey} = ${given("nameKey")}`)}
      order by ${catalog.nameKey} limit ${given("limit")}`,
  ),
);

const ONE = mapValues(KINDS, (kind) =>
  statement<{ id: string }>(seen(kind, sql`${accessPackage.id}`, sql`${accessPackage.id} = ${given("packageId")}`)),
);
