import { and, eq, exists, inArray, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
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
export async function seenPackagesNamed(db: Reader, viewer: Viewer, nameKey: string, limit: number): Promise<FoundPackage[]> {
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
  const isStaff = exists(
    db
      .select({ one: sql`1` })
      .from(catalogMember)
      .where(and(eq(catalogMember.catalogId, accessPackage.catalogId), eq(catalogMember.personId, viewer.personId))),
  );
  const isOpen = and(
    eq(catalog.isEnabled, true),
    viewer.isOutsider ? eq(catalog.isEnabledForExternalUsers, true) : undefined,
    listsHidden ? undefined : eq(accessPackage.isHidden, false),
    exists(
      db
        .select({ one: sql`1` })
        .from(policy)
        .where(and(eq(policy.packageId, accessPackage.id), eq(policy.isEnabled, true), includes(db, viewer))),
    ),
  );
  return or(isStaff, eq(accessPackage.createdBy, viewer.personId), isOpen);
}

/** Whether a policy's scope includes the viewer: without naming anybody, or by name, group or organization. */
function includes(db: Reader, { personId, organizationId, openScopes }: Viewer): SQL | undefined {
  const groups = db.select({ id: groupMember.groupId }).from(groupMember).where(eq(groupMember.personId, personId));
  const isNamed = or(
    and(eq(policySubject.kind, "person"), eq(policySubject.subjectId, personId)),
    and(eq(policySubject.kind, "group"), inArray(policySubject.subjectId, groups)),
    organizationId === null ? undefined : and(eq(policySubject.kind, "organization"), eq(policySubject.subjectId, organizationId)),
  );
  return or(
    openScopes.length === 0 ? undefined : inArray(policy.scope, [...openScopes]),
    exists(
      db
        .select({ one: sql`1` })
        .from(policySubject)
        .where(and(eq(policySubject.policyId, policy.id), isNamed)),
    ),
  );
}
