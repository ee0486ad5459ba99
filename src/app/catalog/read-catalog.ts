import { CATALOG_ROLES, GENERAL_CATALOG_ID } from "../../domain/catalog/catalog.ts";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { permit, permittedActions } from "../../domain/permission/permit.ts";
import type { Action } from "../../domain/permission/table.ts";
import { catalogNamed, catalogsAlike, membersOf, rolesIn, searchCatalogs } from "../../store/query/catalog.ts";
import type { CatalogRow, NamedCatalog } from "../../store/query/catalog.ts";
import { lastOutcomeIn } from "../../store/query/message-ledger.ts";
import { peopleById } from "../../store/query/person.ts";
import { deletedCatalogsNamed } from "../../store/query/retired.ts";
import { groupsWithRole } from "../../store/query/slack-group.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { ALIKE_MAX, FIND_PAGE } from "../package/find-packages.ts";
import { pageOfPackages, pageOfResources } from "./catalog-content.ts";
import type { PackagesPage, ResourcesPage } from "./catalog-content.ts";
import { visibleCatalog } from "./visible-catalog.ts";

export interface CatalogMemberView {
  name: string;
  /** Null for somebody who is in the directory alone. */
  slackUserId: string | null;
}

/** Who holds a role. */
export interface RoleView {
  people: CatalogMemberView[];
  groups: { id: string; name: string }[];
}

/** What `Manage catalog` shows. */
export interface ManagedCatalog {
  catalog: CatalogRow;
  isGeneral: boolean;
  /** All that this person may do in it. */
  may: ReadonlySet<Action>;
  /** Whether they may add resources: those at least that they own (domain.md 2.3). */
  mayAddResources: boolean;
  /** Slack's code for what the last card met in the approvals channel; null where it got through, or there was none. */
  channelFailure: string | null;
  holders: Readonly<Record<CatalogRole, RoleView>>;
  resources: ResourcesPage;
  packages: PackagesPage;
}

/** How many resources and packages the first screen shows; the rest is paged. */
const LISTED = 10;

/** The id of the catalog of that name, or the catalogs that hold it or are alike; only those the person holds a role in. */
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
  const { rows } = await searchCatalogs(db, name, who, FIND_PAGE);
  return { choices: rows.length > 0 ? rows : await catalogsAlike(db, name, who, ALIKE_MAX) };
}

/** The same for what outlives a catalog: where there is none, a user administrator may mean one that was deleted. */
export async function findCatalogEverByName(
  deps: AppDeps,
  slackUserId: string,
  name: string,
): Promise<{ id: string } | { choices: { id: string; name: string; deletedAt?: Date }[] }> {
  const found = await findCatalogByName(deps, slackUserId, name);
  if ("id" in found || found.choices.length > 0) return found;
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const deleted = by.isUserAdministrator ? await deletedCatalogsNamed(db, name, FIND_PAGE) : [];
  const [only, ...others] = deleted;
  return only && others.length === 0 ? { id: only.id } : { choices: deleted };
}

/** The catalog with its people, resources and packages; refused for those who hold no role in it. */
export async function readCatalog(deps: AppDeps, slackUserId: string, catalogId: string): Promise<ManagedCatalog> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { catalog, standing } = await visibleCatalog(db, by, catalogId);
  const { approvalsChannel } = catalog;
  const [outcome, holders, resources, packages] = await Promise.all([
    approvalsChannel === null ? undefined : lastOutcomeIn(db, approvalsChannel),
    holdersOf(db, catalogId),
    pageOfResources(db, { catalogId, by, standing }, LISTED),
    pageOfPackages(db, catalogId, LISTED),
  ]);
  return {
    catalog,
    isGeneral: catalog.id === GENERAL_CATALOG_ID,
    may: permittedActions(standing),
    mayAddResources: permit("catalog.addResource", { ...standing, derived: ["resourceOwner"] }).allowed,
    channelFailure: outcome?.failure ?? null,
    holders,
    resources,
    packages,
  };
}

async function holdersOf(db: Reader, catalogId: string): Promise<Record<CatalogRole, RoleView>> {
  const [memberships, groups] = await Promise.all([membersOf(db, catalogId), groupsWithRole(db, catalogId)]);
  const rows = await peopleById(
    db,
    memberships.map(({ personId }) => personId),
  );
  const people = new Map(rows.map((row) => [row.id, row]));
  const holders: Record<CatalogRole, RoleView> = {
    owner: { people: [], groups: [] },
    packageManager: { people: [], groups: [] },
    assignmentManager: { people: [], groups: [] },
    reader: { people: [], groups: [] },
  };
  for (const { personId, role } of memberships) {
    const { name = "", slackUserId = null } = people.get(personId) ?? {};
    holders[role].people.push({ name, slackUserId });
  }
  for (const { groupId, name, role } of groups) holders[role].groups.push({ id: groupId, name });
  return holders;
}
