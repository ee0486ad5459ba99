import { CATALOG_ROLES } from "../../domain/catalog/catalog.ts";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { changesOf } from "../../domain/packages-as-code/differences.ts";
import type { OpenLine } from "../../domain/packages-as-code/plan.ts";
import type { RoleHolders, StoredCatalog } from "../../domain/packages-as-code/stored-packages.ts";
import type { CatalogWish } from "../../domain/packages-as-code/wishes.ts";
import { tidyLine } from "../../lib/text.ts";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import { addResources } from "../catalog/add-resources.ts";
import { createCatalog } from "../catalog/create-catalog.ts";
import { editCatalog } from "../catalog/edit-catalog.ts";
import { ROLE_EDITS } from "../catalog/role-edits.ts";
import type { Importing } from "./importing.ts";

/** Who owns a catalog that was just made. */
const NOBODY: RoleHolders = { people: [], groups: [] };

/** The catalog as it stands when its resources are in it; null where it was refused. */
export async function openCatalog(
  importing: Importing,
  line: OpenLine,
  wish: CatalogWish,
  stored: StoredCatalog | undefined,
): Promise<StoredCatalog | null> {
  const catalog = stored ?? (await makeCatalog(importing, line, wish));
  if (!catalog) return null;
  const missing = wish.resources.filter(({ id }) => !catalog.resourceIds.includes(id));
  if (missing.length > 0) {
    const ofType = RESOURCE_TYPES.map((type) => [type, missing.filter((each) => each.type === type)] as const);
    const ids = Object.fromEntries(ofType.map(([type, found]) => [type, found.map(({ id }) => id)]));
    line.changed.push("resources");
    await importing.attempt(line, addResources, { catalogId: catalog.id, ...ids });
  }
  return catalog;
}

async function makeCatalog(
  importing: Importing,
  line: OpenLine,
  { name, description = "" }: CatalogWish,
): Promise<StoredCatalog | null> {
  line.isNew = true;
  const id = await importing.attempt(line, createCatalog, { name, description });
  if (id === undefined) return null;
  return {
    id,
    type: "userManaged",
    version: 1,
    name: tidyLine(name),
    description: description.trim(),
    approvalsChannel: null,
    isEnabled: true,
    isEnabledForExternalUsers: true,
    members: {
      owner: { people: [importing.outer.by.id], groups: [] },
      packageManager: NOBODY,
      assignmentManager: NOBODY,
      reader: NOBODY,
    },
    resourceIds: [],
    packages: [],
  };
}

/** The catalog's settings and roles: last of all, as whoever imports may lose their own role by it. */
export async function finishCatalog(
  importing: Importing,
  line: OpenLine,
  wish: CatalogWish,
  catalog: StoredCatalog,
): Promise<void> {
  const changes = changesOf(catalog, wish);
  if (changes.length === 0) return;
  line.changed.push(...changes);
  const holdersOf = (role: CatalogRole) => wish.members[role] ?? catalog.members[role];
  const typed = CATALOG_ROLES.map((role) => ({
    role,
    ...importing.asTyped(holdersOf(role).people),
    groupIds: holdersOf(role).groups,
  }));
  await importing.attempt(line, editCatalog, {
    catalogId: catalog.id,
    version: catalog.version,
    name: wish.name,
    description: wish.description ?? catalog.description,
    approvalsChannel: wish.approvalsChannel === undefined ? catalog.approvalsChannel : wish.approvalsChannel,
    isEnabled: wish.isEnabled ?? catalog.isEnabled,
    isEnabledForExternalUsers: wish.isEnabledForExternalUsers ?? catalog.isEnabledForExternalUsers,
    ...Object.fromEntries(
      typed.flatMap(({ role, slackUserIds, groupIds }) => [
        [ROLE_EDITS[role].people, slackUserIds],
        [ROLE_EDITS[role].groups, groupIds],
      ]),
    ),
    unseen: Object.fromEntries(typed.map(({ role, unseenIds }) => [role, unseenIds])),
  });
}
