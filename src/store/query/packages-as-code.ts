import { asc, sql } from "drizzle-orm";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { AutomaticRule } from "../../domain/automatic/automatic-rule.ts";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import type {
  Known,
  RoleHolders,
  StoredCatalog,
  StoredPackage,
} from "../../domain/packages-as-code/stored-packages.ts";
import { groupedBy } from "../../lib/grouped-by.ts";
import { automaticRule } from "../schema/automatic-rule.ts";
import { catalog, catalogGroup, catalogMember, catalogResource } from "../schema/catalog.ts";
import { accessPackage, incompatible, packageResourceRole, policy } from "../schema/package.ts";
import { connectedOrganization, person } from "../schema/person.ts";
import { resource } from "../schema/resource.ts";
import { slackGroup } from "../schema/slack-group.ts";
import type { Reader, Transaction } from "../database.ts";
import { attributeNames } from "./automatic-rule.ts";

/** Any number that nothing else of ours takes. */
const IMPORT_LOCK = 7_301_002;

/**
 * Waits until no other transaction imports packages, and holds that place until the end. The time limits of the
 * connection are for answering people; an import may take as long as it needs.
 */
export async function holdImports(tx: Transaction): Promise<void> {
  await tx.execute(sql`set local statement_timeout = 0`);
  await tx.execute(sql`set local lock_timeout = 0`);
  await tx.execute(sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`);
}

/** Every catalog with all that is in it, whole tables at a time. */
export async function storedCatalogs(db: Reader): Promise<StoredCatalog[]> {
  const rows = await db.select().from(catalog);
  const members = groupedBy(await db.select().from(catalogMember), ({ catalogId }) => catalogId);
  const groups = groupedBy(await db.select().from(catalogGroup), ({ catalogId }) => catalogId);
  const resources = groupedBy(await db.select().from(catalogResource), ({ catalogId }) => catalogId);
  const packages = await storedPackages(db);
  return rows.map((row) => ({
    ...row,
    members: holdersOf(members.get(row.id) ?? [], groups.get(row.id) ?? []),
    resourceIds: (resources.get(row.id) ?? []).map(({ resourceId }) => resourceId),
    packages: packages.get(row.id) ?? [],
  }));
}

function holdersOf(
  members: readonly { role: CatalogRole; personId: string }[],
  groups: readonly { role: CatalogRole; groupId: string }[],
): Record<CatalogRole, RoleHolders> {
  const of = (role: CatalogRole): RoleHolders => ({
    people: members.filter((member) => member.role === role).map(({ personId }) => personId),
    groups: groups.filter((group) => group.role === role).map(({ groupId }) => groupId),
  });
  return {
    owner: of("owner"),
    packageManager: of("packageManager"),
    assignmentManager: of("assignmentManager"),
    reader: of("reader"),
  };
}

async function storedPackages(db: Reader): Promise<Map<string, StoredPackage[]>> {
  const rows = await db.select().from(accessPackage);
  const byPosition = await db.select().from(packageResourceRole).orderBy(asc(packageResourceRole.position));
  const roles = groupedBy(byPosition, ({ packageId }) => packageId);
  const barred = groupedBy(await db.select().from(incompatible), ({ packageId }) => packageId);
  const policies = groupedBy(
    await db.select().from(policy).orderBy(asc(policy.position)),
    ({ packageId }) => packageId,
  );
  const rules = new Map(
    (await db.select().from(automaticRule)).map(({ packageId, version, rule }) => [
      packageId,
      { version, rule: AutomaticRule.parse(rule) },
    ]),
  );
  const stored = rows.map((row) => {
    const subjects = (kind: "package" | "group") =>
      (barred.get(row.id) ?? []).filter((each) => each.kind === kind).map(({ subjectId }) => subjectId);
    return {
      ...row,
      resourceRoles: (roles.get(row.id) ?? []).map(({ resourceId, role }) => ({ resourceId, role })),
      incompatible: { packages: subjects("package"), groups: subjects("group") },
      policies: (policies.get(row.id) ?? []).map(({ id, name, version, settings }) => ({
        id,
        name,
        version,
        settings: PolicySettings.parse(settings),
      })),
      automatic: rules.get(row.id) ?? null,
    };
  });
  return groupedBy(stored, ({ catalogId }) => catalogId);
}

/** All that a file can name, gone or not. */
export async function knownSubjects(db: Reader): Promise<Known> {
  const { id, name, email, slackUserId } = person;
  const groups = await db.select().from(slackGroup);
  const resources = await db.select().from(resource);
  const organizations = await db.select().from(connectedOrganization);
  return {
    people: await db.select({ id, name, email, slackUserId }).from(person),
    slackGroups: groups.map(({ id, handle, disabledAt }) => ({ id, handle, isDisabled: disabledAt !== null })),
    resources: resources.map(({ id, type, originId, name, roles, goneAt }) => ({
      id,
      type,
      originId,
      name,
      roles,
      isGone: goneAt !== null,
    })),
    organizations: organizations.map(({ id, key, name, goneAt }) => ({ id, key, name, isGone: goneAt !== null })),
    attributes: await attributeNames(db),
  };
}
