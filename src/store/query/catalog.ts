import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { GENERAL_CATALOG_ID } from "../../domain/catalog/catalog.ts";
import { nameKey } from "../../lib/text.ts";
import { catalog, catalogGroup, catalogMember, catalogResource, catalogStaff } from "../schema/catalog.ts";
import type { Reader, Transaction } from "../database.ts";
import { alikeByName } from "./alike.ts";
import { ASKER_ID } from "./person.ts";
import { asMoment, asUuids, isAmong, wholeRows } from "./rows.ts";
import { searchByName } from "./search.ts";
import type { Page, SearchCursor, Searched } from "./search.ts";
import { given, statement } from "./statement.ts";
import type { Source } from "./statement.ts";

export type CatalogRow = typeof catalog.$inferSelect;

/** Whole catalogs. */
export const CATALOG = wholeRows(catalog);
const BY_ID = sql`select ${CATALOG.columns} from ${catalog} where ${catalog.id} = ${given("id")}`;

const findCatalog = statement(BY_ID, CATALOG.decode);
const findForUpdate = statement(sql`${BY_ID} for update`, CATALOG.decode);

export async function catalogById(source: Source, id: string): Promise<CatalogRow | undefined> {
  const [row] = await findCatalog(source, { id });
  return row;
}

/** The catalog, locked for editing. */
export async function lockCatalog(tx: Transaction, id: string): Promise<CatalogRow | undefined> {
  const [row] = await findForUpdate(tx, { id });
  return row;
}

const findRoles = statement<{ role: CatalogRole }>(sql`select distinct ${catalogStaff.role} from ${catalogStaff}
  where ${catalogStaff.personId} = ${given("personId")} and ${catalogStaff.catalogId} = ${given("catalogId")}`);

/** The roles that a person holds in a catalog, by name or as a member of a user group. */
export async function rolesIn(source: Source, catalogId: string, personId: string): Promise<CatalogRole[]> {
  return (await findRoles(source, { catalogId, personId })).map(({ role }) => role);
}

/** A catalog, and the roles that a person holds in it. */
export interface CatalogWithRoles {
  catalog: CatalogRow;
  roles: CatalogRole[];
}

const withRolesOf = (personId: SQL) => sql`select ${CATALOG.columns}, (
    select coalesce(json_agg(distinct ${catalogStaff.role}), '[]') from ${catalogStaff}
    where ${catalogStaff.personId} = ${personId} and ${catalogStaff.catalogId} = ${catalog.id}) as roles
  from ${catalog} where ${catalog.id} = ${given("id")}`;
const WITH_ROLES = withRolesOf(sql`${given("personId")}`);

const decodeWithRoles = ({ roles, ...row }: Record<string, unknown>): CatalogWithRoles => ({
  catalog: CATALOG.decode(row),
  roles: roles as CatalogRole[],
});
const findWithRoles = statement(WITH_ROLES, decodeWithRoles);
const findWithRolesForShare = statement(sql`${WITH_ROLES} for share of ${catalog}`, decodeWithRoles);

export async function catalogWithRoles(
  source: Source,
  id: string,
  personId: string,
): Promise<CatalogWithRoles | undefined> {
  const [found] = await findWithRoles(source, { id, personId });
  return found;
}

const findWithRolesOfSlackUser = statement(withRolesOf(ASKER_ID), decodeWithRoles);

/** The same for whoever has that Slack user id, before it is known who they are. */
export async function catalogWithRolesOfSlackUser(
  source: Source,
  id: string,
  slackUserId: string,
): Promise<CatalogWithRoles | undefined> {
  const [found] = await findWithRolesOfSlackUser(source, { id, slackUserId });
  return found;
}

/** The same, the catalog held against being edited until the transaction ends; others may hold it as well. */
export async function holdCatalogWithRoles(
  tx: Transaction,
  id: string,
  personId: string,
): Promise<CatalogWithRoles | undefined> {
  const [found] = await findWithRolesForShare(tx, { id, personId });
  return found;
}

/** Everybody who holds a role in a catalog by name. */
export async function membersOf(db: Reader, catalogId: string): Promise<{ personId: string; role: CatalogRole }[]> {
  return db
    .select({ personId: catalogMember.personId, role: catalogMember.role })
    .from(catalogMember)
    .where(eq(catalogMember.catalogId, catalogId));
}

/** Every role that a person holds in some catalog. */
export async function rolesAnywhere(db: Reader, personId: string): Promise<CatalogRole[]> {
  const { role, personId: holder } = catalogStaff;
  const rows = await db.selectDistinct({ role }).from(catalogStaff).where(eq(holder, personId));
  return rows.map((row) => row.role);
}

/** Whether a person holds one of the roles in any catalog at all. */
export async function holdsAnywhere(db: Reader, personId: string, roles: readonly CatalogRole[]): Promise<boolean> {
  const rows = await db
    .select({ one: sql`1` })
    .from(catalogStaff)
    .where(and(eq(catalogStaff.personId, personId), inArray(catalogStaff.role, [...roles])))
    .limit(1);
  return rows.length > 0;
}

/** The catalogs in which a person holds one of the roles. */
export async function catalogsWithRole(db: Reader, personId: string, roles: readonly CatalogRole[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ catalogId: catalogStaff.catalogId })
    .from(catalogStaff)
    .where(and(eq(catalogStaff.personId, personId), inArray(catalogStaff.role, [...roles])));
  return rows.map(({ catalogId }) => catalogId);
}

/** Whether another catalog has that name; names that differ only in case or blanks are the same. */
export async function isCatalogNameTaken(db: Reader, name: string, exceptId?: string): Promise<boolean> {
  const rows = await db
    .select({ id: catalog.id })
    .from(catalog)
    .where(and(eq(catalog.nameKey, nameKey(name)), exceptId ? ne(catalog.id, exceptId) : undefined))
    .limit(1);
  return rows.length > 0;
}

export interface NamedCatalog {
  id: string;
  name: string;
  nameKey: string;
}

/** Catalogs in which the person holds one of the roles, General where said so, or all of them; best match first. */
export async function searchCatalogs(
  source: Source,
  text: string,
  who: { personId: string; all: boolean; roles: readonly CatalogRole[]; general: boolean },
  size: number,
  cursor?: SearchCursor,
): Promise<Page<NamedCatalog>> {
  const search = who.all ? searchAll : searchHeld;
  const generalId = who.general ? GENERAL_CATALOG_ID : null;
  return search(
    source,
    text,
    { size, cursor },
    { personId: who.personId, roles: `{${who.roles.join(",")}}`, generalId },
  );
}

/** Of these catalogs, those whose names are most alike to the text; for where none holds it. */
export async function catalogsAlike(
  source: Source,
  text: string,
  { personId, all, roles }: { personId: string; all: boolean; roles: readonly CatalogRole[] },
  limit: number,
): Promise<NamedCatalog[]> {
  return (all ? alikeAll : alikeHeld)(source, text, limit, { personId, roles: `{${roles.join(",")}}` });
}

const NAMED = sql`${catalog.id}, ${catalog.name}, ${catalog.nameKey} as "nameKey"`;
const HELD = sql`select ${catalogStaff.catalogId} from ${catalogStaff}
  where ${catalogStaff.personId} = ${given("personId")}
    and ${catalogStaff.role} = any(${given("roles")}::text::catalog_role[])`;

const ALL: Searched = { table: catalog, select: NAMED, isOnePage: true };
const THEIRS: Searched = {
  table: catalog,
  select: NAMED,
  filter: sql`${catalog.id} = any(array(${HELD} union all select ${given("generalId")}::uuid))`,
  leaves: "few",
};

const searchAll = searchByName<NamedCatalog>(ALL);
const searchHeld = searchByName<NamedCatalog>(THEIRS);
const alikeAll = alikeByName<NamedCatalog>(ALL);
const alikeHeld = alikeByName<NamedCatalog>(THEIRS);

/** The roles that a person holds in each of the catalogs named. */
export async function rolesByCatalog(
  db: Reader,
  personId: string,
  catalogIds: readonly string[],
): Promise<Map<string, CatalogRole[]>> {
  const roles = new Map<string, CatalogRole[]>();
  if (catalogIds.length === 0) return roles;
  const rows = await db
    .selectDistinct({ catalogId: catalogStaff.catalogId, role: catalogStaff.role })
    .from(catalogStaff)
    .where(and(eq(catalogStaff.personId, personId), isAmong(catalogStaff.catalogId, catalogIds)));
  for (const { catalogId, role } of rows) roles.set(catalogId, [...(roles.get(catalogId) ?? []), role]);
  return roles;
}

/** The catalogs with exactly that name: one or none, as names are unique. */
export async function catalogNamed(db: Reader, name: string): Promise<CatalogRow | undefined> {
  const [row] = await db
    .select()
    .from(catalog)
    .where(eq(catalog.nameKey, nameKey(name)))
    .limit(1);
  return row;
}

export async function insertCatalog(
  tx: Transaction,
  row: { id: string; name: string; description: string; createdAt: Date },
): Promise<void> {
  await tx.insert(catalog).values({ ...row, nameKey: nameKey(row.name) });
}

export async function updateCatalog(
  tx: Transaction,
  id: string,
  change: Partial<
    Pick<CatalogRow, "name" | "description" | "approvalsChannel" | "isEnabled" | "isEnabledForExternalUsers">
  >,
): Promise<void> {
  const names = change.name === undefined ? {} : { nameKey: nameKey(change.name) };
  await tx
    .update(catalog)
    .set({ ...change, ...names, version: sql`${catalog.version} + 1` })
    .where(eq(catalog.id, id));
}

export async function addCatalogMembers(
  tx: Transaction,
  catalogId: string,
  role: CatalogRole,
  personIds: readonly string[],
  addedAt: Date,
): Promise<void> {
  if (personIds.length === 0) return;
  const rows = personIds.map((personId) => ({ catalogId, personId, role, addedAt }));
  await tx.insert(catalogMember).values(rows).onConflictDoNothing();
}

export async function removeCatalogMembers(
  tx: Transaction,
  catalogId: string,
  role: CatalogRole,
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length === 0) return;
  await tx
    .delete(catalogMember)
    .where(
      and(
        eq(catalogMember.catalogId, catalogId),
        eq(catalogMember.role, role),
        isAmong(catalogMember.personId, personIds),
      ),
    );
}

/** Puts resources, which the caller holds, into a catalog; those that are in it already stay as they are. */
export async function addCatalogResources(
  tx: Transaction,
  catalogId: string,
  resourceIds: readonly string[],
  addedAt: Date,
): Promise<void> {
  if (resourceIds.length === 0) return;
  await tx.execute(sql`
    insert into catalog_resource (catalog_id, resource_id, resource_type, resource_name_key, added_at)
    select ${catalogId}::uuid, id, type, name_key, ${asMoment(addedAt)} from resource
    where id = any(${asUuids(resourceIds)}) on conflict do nothing`);
}

/** Takes a resource out of a catalog; false when it was not in it. */
export async function removeCatalogResource(tx: Transaction, catalogId: string, resourceId: string): Promise<boolean> {
  const removed = await tx
    .delete(catalogResource)
    .where(and(eq(catalogResource.catalogId, catalogId), eq(catalogResource.resourceId, resourceId)))
    .returning({ id: catalogResource.resourceId });
  return removed.length > 0;
}

/** Removes the catalog, who holds which role in it, and its list of resources. */
export async function removeCatalog(tx: Transaction, id: string): Promise<void> {
  await tx.delete(catalogMember).where(eq(catalogMember.catalogId, id));
  await tx.delete(catalogGroup).where(eq(catalogGroup.catalogId, id));
  await tx.delete(catalogResource).where(eq(catalogResource.catalogId, id));
  await tx.delete(catalog).where(eq(catalog.id, id));
}
