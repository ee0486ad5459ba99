import { and, eq, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { RequestorScope } from "../../domain/policy/scope.ts";
import { catalog, catalogMember } from "../schema/catalog.ts";
import { accessPackage, policy, policySubject } from "../schema/package.ts";
import type { Reader } from "../database.ts";
import { groupsOfPerson } from "./group.ts";
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
  db: Reader,
  viewer: Viewer,
  text: string,
  size: number,
  cursor?: SearchCursor,
): Promise<Page<FoundPackage>> {
  const filter = isSeenBy(viewer, { listsHidden: false });
  return searchByName(db, text, { table: accessPackage, select: COLUMNS, joins: JOINS, filter }, { size, cursor });
}

const COLUMNS = sql`${accessPackage.id}, ${accessPackage.name}, ${accessPackage.nameKey} as "nameKey",
  ${accessPackage.description}, ${catalog.id} as "catalogId", ${catalog.name} as "catalogName"`;
const JOINS = sql`join ${catalog} on ${catalog.id} = ${accessPackage.catalogId}`;

/** The packages of exactly that name that the viewer may see; a hidden one is found by its name (domain.md C12). */
export async function seenPackagesNamed(
  db: Reader,
  viewer: Viewer,
  nameKey: string,
  limit: number,
): Promise<FoundPackage[]> {
  return db
    .select(FOUND)
    .from(accessPackage)
    .innerJoin(catalog, eq(catalog.id, accessPackage.catalogId))
    .where(and(eq(accessPackage.nameKey, nameKey), isSeenBy(viewer, { listsHidden: true })))
    .orderBy(catalog.nameKey)
    .limit(limit);
}

/** Whether the viewer may see one package. */
export async function maySeePackage(db: Reader, viewer: Viewer, packageId: string): Promise<boolean> {
  const rows = await db
    .select({ id: accessPackage.id })
    .from(accessPackage)
    .innerJoin(catalog, eq(catalog.id, accessPackage.catalogId))
    .where(and(eq(accessPackage.id, packageId), isSeenBy(viewer, { listsHidden: true })))
    .limit(1);
  return rows.length > 0;
}

const FOUND = {
  id: accessPackage.id,
  name: accessPackage.name,
  nameKey: accessPackage.nameKey,
  description: accessPackage.description,
  catalogId: catalog.id,
  catalogName: catalog.name,
};

function isSeenBy(viewer: Viewer, { listsHidden }: { listsHidden: boolean }): SQL | undefined {
  if (viewer.seesAll) return undefined;
  const { personId } = viewer;
  const isOpen = and(
    sql`${catalog.isEnabled}`,
    viewer.isOutsider ? sql`${catalog.isEnabledForExternalUsers}` : undefined,
    listsHidden ? undefined : sql`not ${accessPackage.isHidden}`,
    isRequestableBy(viewer),
  );
  const staffed = sql`select ${catalogMember.catalogId} from ${catalogMember} where ${catalogMember.personId} = ${personId}`;
  return or(isOpen, eq(accessPackage.createdBy, personId), isAmong(accessPackage.catalogId, staffed));
}

/** Whether an enabled policy includes the viewer: without naming anybody, or by name, group or organization. */
function isRequestableBy({ personId, organizationId, openScopes }: Viewer): SQL | undefined {
  const isOpen = sql`${accessPackage.enabledScopes} && ${`{${openScopes.join(",")}}`}::text::requestor_scope[]`;
  const isNamed = or(
    sql`${policySubject.kind} = 'person' and ${policySubject.subjectId} = ${personId}`,
    sql`${policySubject.kind} = 'group' and ${policySubject.subjectId} = any(array(${groupsOfPerson(personId)}))`,
    sql`${policySubject.kind} = 'organization' and ${policySubject.subjectId} = ${organizationId}`,
  );
  const naming = sql`select ${policy.packageId} from ${policySubject}
    join ${policy} on ${policy.id} = ${policySubject.policyId} where ${policy.isEnabled} and ${isNamed}`;
  return or(isOpen, isAmong(accessPackage.id, naming));
}

/** Has the ids read once, before the rows: the planner of Postgres would count an `in (select ...)` for each row again. */
function isAmong(id: AnyPgColumn, ids: SQL): SQL {
  return sql`${id} = any(array(${ids}))`;
}
