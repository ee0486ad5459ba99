import { GENERAL_CATALOG_ID, CATALOG_ROLES } from "../../domain/catalog/catalog.ts";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { catalogById, catalogNamed, membersOf, rolesIn, searchCatalogs } from "../../store/query/catalog.ts";
import type { CatalogRow, NamedCatalog } from "../../store/query/catalog.ts";
import { peopleById } from "../../store/query/person.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";

export interface CatalogMemberView {
  name: string;
  /** Null for somebody who is in the directory alone. */
  slackUserId: string | null;
}

/** What `Manage catalog` shows. */
export interface ManagedCatalog {
  catalog: CatalogRow;
  isGeneral: boolean;
  mayEdit: boolean;
  members: Readonly<Record<CatalogRole, readonly CatalogMemberView[]>>;
}

/** The id of the catalog of that name, or the catalogs that come near; only those the person holds a role in. */
export async function findCatalogByName(
  deps: AppDeps,
  slackUserId: string,
  name: string,
): Promise<{ id: string } | { choices: NamedCatalog[] }> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const named = await catalogNamed(db, name);
  if (named && permit("catalog.view", standingOf(by, await rolesIn(db, named.id, by.id))).allowed)
    return { id: named.id };
  const who = { personId: by.id, all: by.isUserAdministrator, roles: CATALOG_ROLES, general: false };
  return { choices: (await searchCatalogs(db, name, who, 10)).rows };
}

/** The catalog with its people; refused for those who hold no role in it. */
export async function readCatalog(deps: AppDeps, slackUserId: string, catalogId: string): Promise<ManagedCatalog> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const catalog = await catalogById(db, catalogId);
  const standing = standingOf(by, await rolesIn(db, catalogId, by.id));
  if (!catalog || !permit("catalog.view", standing).allowed) throw new Refusal(fault("notFound", { what: "catalog" }));

  const memberships = await membersOf(db, catalogId);
  const people = new Map(
    (
      await peopleById(
        db,
        memberships.map(({ personId }) => personId),
      )
    ).map((row) => [row.id, row]),
  );
  const members: Record<CatalogRole, CatalogMemberView[]> = {
    owner: [],
    packageManager: [],
    assignmentManager: [],
    reader: [],
  };
  for (const { personId, role } of memberships) {
    const { name = "", slackUserId = null } = people.get(personId) ?? {};
    members[role].push({ name, slackUserId });
  }
  return {
    catalog,
    isGeneral: catalog.id === GENERAL_CATALOG_ID,
    mayEdit: permit("catalog.edit", standing).allowed,
    members,
  };
}
