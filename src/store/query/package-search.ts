import { and, arrayOverlaps, eq, or, sql } from "drizzle-orm";
import type { SQL, SQLWrapper } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { RequestorScope } from "../../domain/policy/scope.ts";
import { catalog, catalogMember } from "../schema/catalog.ts";
import { accessPackage, policy, policySubject } from "../schema/package.ts";
import { groupMember } from "../schema/person.ts";
import type { Reader } from "../database.ts";
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
  return searchByName(text, { size, cursor, columns: accessPackage }, ({ where, orderBy, limit }) =>
    db
      .select(FOUND)
      .from(accessPackage)
      .innerJoin(catalog, eq(catalog.id, accessPackage.catalogId))
      .where(and(where, isSeenBy(db, viewer, { listsHidden: false })))
      .orderBy(...orderBy)
      .limit(limit),
  );
}

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
    .where(and(eq(accessPackage.nameKey, nameKey), isSeenBy(db, viewer, { listsHidden: true })))
    .orderBy(catalog.nameKey)
    .limit(limit);
}

/** Whether the viewer may see one package. */
export async function maySeePackage(db: Reader, viewer: Viewer, packageId: string): Promise<boolean> {
  const rows = await db
    .select({ id: accessPackage.id })
    .from(accessPackage)
    .innerJoin(catalog, eq(catalog.id, accessPackage.catalogId))
    .where(and(eq(accessPackage.id, packageId), isSeenBy(db, viewer, { listsHidden: true })))
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

function isSeenBy(db: Reader, viewer: Viewer, { listsHidden }: { listsHidden: boolean }): SQL | undefined {
  if (viewer.seesAll) return undefined;
  const { personId, openScopes } = viewer;
  const staffed = db
    .select({ id: catalogMember.catalogId })
    .from(catalogMember)
    .where(eq(catalogMember.personId, personId));
  const isStaff = isAmong(accessPackage.catalogId, staffed);
  const isOpen = and(
    sql`${catalog.isEnabled}`,
    viewer.isOutsider ? sql`${catalog.isEnabledForExternalUsers}` : undefined,
    listsHidden ? undefined : sql`not ${accessPackage.isHidden}`,
    or(
      openScopes.length === 0 ? undefined : arrayOverlaps(accessPackage.enabledScopes, [...openScopes]),
      isAmong(accessPackage.id, packagesNaming(db, viewer)),
    ),
  );
  return or(isOpen, eq(accessPackage.createdBy, viewer.personId), isStaff);
}

/** Has the ids read once, before the rows: the planner of Postgres would count an `in (select ...)` for each row again. */
function isAmong(id: AnyPgColumn, ids: SQLWrapper): SQL {
  return sql`${id} = any(array(${ids}))`;
}

/** The packages with an enabled policy that names the viewer, one of their groups or their organization. */
function packagesNaming(db: Reader, { personId, organizationId }: Viewer) {
  const naming = (subjects: SQL | undefined) =>
    db
      .select({ id: policy.packageId })
      .from(policySubject)
      .innerJoin(policy, eq(policy.id, policySubject.policyId))
      .where(and(subjects, sql`${policy.isEnabled}`));
  const groups = db.select({ id: groupMember.groupId }).from(groupMember).where(eq(groupMember.personId, personId));
  return unionAll(
    naming(sql`${policySubject.kind} = 'person' and ${policySubject.subjectId} = ${personId}`),
    naming(sql`${policySubject.kind} = 'group' and ${policySubject.subjectId} in ${groups}`),
    ...(organizationId === null
      ? []
      : [naming(sql`${policySubject.kind} = 'organization' and ${policySubject.subjectId} = ${organizationId}`)]),
  );
}
