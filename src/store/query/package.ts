import { and, count, eq, getTableColumns, inArray, max, or, sql } from "drizzle-orm";
import type { ResourceRole } from "../../domain/assignment/role-diff.ts";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { firstOpening } from "../../domain/review/schedule.ts";
import { nameKey } from "../../lib/text.ts";
import { catalog } from "../schema/catalog.ts";
import { accessPackage, incompatible, packageResourceRole, policy, policySubject } from "../schema/package.ts";
import { resource } from "../schema/resource.ts";
import type { Reader, Transaction, Writing } from "../database.ts";
import { isAmong } from "./rows.ts";
import { given, statement } from "./statement.ts";
import type { Source } from "./statement.ts";

export type PackageRow = typeof accessPackage.$inferSelect;

export async function packageById(db: Reader, id: string): Promise<PackageRow | undefined> {
  const [row] = await db.select().from(accessPackage).where(eq(accessPackage.id, id)).limit(1);
  return row;
}

/** Up to `limit` packages of exactly that name, whoever may see them. */
export async function packagesNamed(db: Reader, key: string, limit: number): Promise<{ id: string }[]> {
  return db.select({ id: accessPackage.id }).from(accessPackage).where(eq(accessPackage.nameKey, key)).limit(limit);
}

/** The names of those packages, by name. */
export async function namesOfPackages(db: Reader, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  const { id, name } = accessPackage;
  return db.select({ id, name }).from(accessPackage).where(isAmong(id, ids)).orderBy(accessPackage.nameKey);
}

/** The package, and what its card says of its catalog. */
export async function packageWithCatalog(
  db: Reader,
  id: string,
): Promise<(PackageRow & { catalogName: string; isCatalogEnabled: boolean }) | undefined> {
  const [row] = await db
    .select({ ...getTableColumns(accessPackage), catalogName: catalog.name, isCatalogEnabled: catalog.isEnabled })
    .from(accessPackage)
    .innerJoin(catalog, eq(catalog.id, accessPackage.catalogId))
    .where(eq(accessPackage.id, id))
    .limit(1);
  return row;
}

const findNameInCatalog = statement(sql`select 1 as one from ${accessPackage}
  where ${accessPackage.catalogId} = ${given("catalogId")} and ${accessPackage.nameKey} = ${given("nameKey")}`);

/** Whether the catalog has a package of that name already; names that differ only in case or blanks are the same. */
export async function isPackageNameTaken(source: Source, catalogId: string, name: string): Promise<boolean> {
  return (await findNameInCatalog(source, { catalogId, nameKey: nameKey(name) })).length > 0;
}

export async function insertPackage(
  tx: Transaction,
  row: Pick<PackageRow, "id" | "catalogId" | "name" | "description" | "createdBy" | "createdAt"> & {
    isHidden?: boolean;
  },
): Promise<void> {
  await tx.insert(accessPackage).values({ ...row, nameKey: nameKey(row.name) });
}

export async function insertResourceRoles(
  tx: Transaction,
  packageId: string,
  roles: readonly { resourceId: string; role: string }[],
): Promise<void> {
  if (roles.length === 0) return;
  await tx.insert(packageResourceRole).values(roles.map((role, position) => ({ ...role, packageId, position })));
}

/** The package, locked for editing. */
export async function lockPackage(tx: Transaction, id: string): Promise<PackageRow | undefined> {
  const [row] = await tx.select().from(accessPackage).where(eq(accessPackage.id, id)).for("update");
  return row;
}

/** Stores what is said about the package itself. */
export async function updatePackage(
  tx: Transaction,
  id: string,
  { name, description, isHidden }: Pick<PackageRow, "name" | "description" | "isHidden">,
): Promise<void> {
  await tx
    .update(accessPackage)
    .set({ name, nameKey: nameKey(name), description, isHidden, version: sql`${accessPackage.version} + 1` })
    .where(eq(accessPackage.id, id));
}

/** Removes the package with all that it consists of; what it led to stays, and points to its name in `retired`. */
export async function deletePackage(tx: Transaction, id: string): Promise<void> {
  const policies = tx.select({ id: policy.id }).from(policy).where(eq(policy.packageId, id));
  await tx.delete(policySubject).where(inArray(policySubject.policyId, policies));
  await tx.delete(policy).where(eq(policy.packageId, id));
  await tx.delete(packageResourceRole).where(eq(packageResourceRole.packageId, id));
  await tx
    .delete(incompatible)
    .where(or(eq(incompatible.packageId, id), and(eq(incompatible.kind, "package"), eq(incompatible.subjectId, id))));
  await tx.delete(accessPackage).where(eq(accessPackage.id, id));
}

/** Makes these the package's resource roles. */
export async function replaceResourceRoles(
  tx: Transaction,
  packageId: string,
  roles: readonly ResourceRole[],
): Promise<void> {
  await tx.delete(packageResourceRole).where(eq(packageResourceRole.packageId, packageId));
  await insertResourceRoles(tx, packageId, roles);
  await tx
    .update(accessPackage)
    .set({ version: sql`${accessPackage.version} + 1` })
    .where(eq(accessPackage.id, packageId));
}

/** Stores a policy, and beside it what searches need: its scope, whether it is enabled, and whom it names. */
export async function insertPolicy(
  tx: Transaction,
  row: { id: string; packageId: string; name: string; position: number; settings: PolicySettings; createdAt: Date },
): Promise<void> {
  const { requestors, isEnabled } = row.settings;
  const reviewDueAt = row.settings.review && firstOpening(row.settings.review, row.createdAt);
  await tx.insert(policy).values({ ...row, scope: requestors.scope, isEnabled, reviewDueAt });
  await insertSubjects(tx, row.id, row.settings);
  await refreshEnabledScopes(tx, row.packageId);
}

/** Where a further policy of the package stands: after all others. */
export async function nextPolicyPosition(tx: Transaction, packageId: string): Promise<number> {
  const [row] = await tx
    .select({ last: max(policy.position) })
    .from(policy)
    .where(eq(policy.packageId, packageId));
  return (row?.last ?? -1) + 1;
}

/** Stores the policy's new state, and beside it what searches need of it. `reviewDueAt`: left out, it stays. */
export async function updatePolicy(
  tx: Transaction,
  { id, packageId }: Pick<StoredPolicy, "id"> & { packageId: string },
  { name, settings, reviewDueAt }: Pick<StoredPolicy, "name" | "settings"> & { reviewDueAt?: Date | null },
): Promise<void> {
  const { requestors, isEnabled } = settings;
  const change = {
    name,
    settings,
    scope: requestors.scope,
    isEnabled,
    version: sql`${policy.version} + 1`,
    ...(reviewDueAt !== undefined && { reviewDueAt }),
  };
  await tx.update(policy).set(change).where(eq(policy.id, id));
  await tx.delete(policySubject).where(eq(policySubject.policyId, id));
  await insertSubjects(tx, id, settings);
  await refreshEnabledScopes(tx, packageId);
}

/** Removes the policy; requests and ended assignments that came through it stay, without it. */
export async function deletePolicy(
  tx: Transaction,
  { id, packageId }: Pick<StoredPolicy, "id"> & { packageId: string },
): Promise<void> {
  await tx.delete(policySubject).where(eq(policySubject.policyId, id));
  await tx.delete(policy).where(eq(policy.id, id));
  await refreshEnabledScopes(tx, packageId);
}

async function insertSubjects(tx: Transaction, policyId: string, settings: PolicySettings): Promise<void> {
  const subjects = subjectsOf(settings).map((subject) => ({ ...subject, policyId }));
  if (subjects.length > 0) await tx.insert(policySubject).values(subjects);
}

/** Brings `enabledScopes` in step with the package's policies; whoever writes a policy calls it. */
async function refreshEnabledScopes(tx: Transaction, packageId: string): Promise<void> {
  const enabled = tx
    .select({ scope: policy.scope })
    .from(policy)
    .where(and(eq(policy.packageId, packageId), eq(policy.isEnabled, true)));
  await tx
    .update(accessPackage)
    .set({ enabledScopes: sql`array(${enabled})` })
    .where(eq(accessPackage.id, packageId));
}

function subjectsOf({
  requestors,
}: PolicySettings): { kind: "person" | "group" | "organization"; subjectId: string }[] {
  if (requestors.scope === "specificDirectoryUsers") {
    return [
      ...requestors.people.map((subjectId) => ({ kind: "person" as const, subjectId })),
      ...requestors.groups.map((subjectId) => ({ kind: "group" as const, subjectId })),
    ];
  }
  if (requestors.scope === "specificConnectedOrganizationUsers") {
    return requestors.organizations.map((subjectId) => ({ kind: "organization" as const, subjectId }));
  }
  return [];
}

export interface StoredPolicy {
  id: string;
  name: string;
  version: number;
  settings: PolicySettings;
}

/** A policy by itself. */
export interface FoundPolicy extends StoredPolicy {
  packageId: string;
  /** When the next review of access through it opens. */
  reviewDueAt: Date | null;
}

const findPolicies = statement<StoredPolicy>(
  sql`select ${policy.id}, ${policy.name}, ${policy.version}, ${policy.settings} from ${policy}
    where ${policy.packageId} = ${given("packageId")}::uuid order by ${policy.position}`,
);

export async function policiesOf(db: Reader, packageId: string): Promise<StoredPolicy[]> {
  const rows = await findPolicies(db, { packageId });
  return rows.map((row) => ({ ...row, settings: PolicySettings.parse(row.settings) }));
}

/** The policy as it is now, and the package it belongs to. */
export async function policyById(db: Reader, id: string): Promise<FoundPolicy | undefined> {
  const [row] = await db.select().from(policy).where(eq(policy.id, id)).limit(1);
  if (!row) return undefined;
  const { name, version, packageId, settings, reviewDueAt } = row;
  return { id, name, version, packageId, reviewDueAt, settings: PolicySettings.parse(settings) };
}

export async function resourceRolesOf(db: Reader, packageId: string) {
  return db
    .select({
      resourceId: resource.id,
      type: resource.type,
      name: resource.name,
      role: packageResourceRole.role,
      roles: resource.roles,
      goneAt: resource.goneAt,
    })
    .from(packageResourceRole)
    .innerJoin(resource, eq(resource.id, packageResourceRole.resourceId))
    .where(eq(packageResourceRole.packageId, packageId))
    .orderBy(packageResourceRole.position);
}

const holdRow = statement(
  sql`select 1 from ${accessPackage} where ${accessPackage.id} = ${given("packageId")}::uuid for share`,
);
const findRoles = statement<ResourceRole>(
  sql`select ${packageResourceRole.resourceId} as "resourceId", ${packageResourceRole.role} from ${packageResourceRole}
    where ${packageResourceRole.packageId} = ${given("packageId")}::uuid order by ${packageResourceRole.position}`,
);

/** Holds the package against being changed until the transaction ends. */
export async function holdPackage(writing: Writing, packageId: string): Promise<void> {
  await holdRow(writing, { packageId });
}

/** What the package gives, held against being changed until the transaction ends. */
export async function holdResourceRoles(tx: Transaction, packageId: string): Promise<ResourceRole[]> {
  // One after the other on the same connection: what is read is what stands once the package is held.
  const [, roles] = await Promise.all([holdPackage(tx, packageId), findRoles(tx, { packageId })]);
  return roles;
}

/** How many packages each of the catalogs holds. */
export async function packageCounts(db: Reader, catalogIds: readonly string[]): Promise<Map<string, number>> {
  if (catalogIds.length === 0) return new Map();
  const rows = await db
    .select({ catalogId: accessPackage.catalogId, packages: count() })
    .from(accessPackage)
    .where(isAmong(accessPackage.catalogId, catalogIds))
    .groupBy(accessPackage.catalogId);
  return new Map(rows.map(({ catalogId, packages }) => [catalogId, packages]));
}
