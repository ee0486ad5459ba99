/** The resource roles that somebody is choosing for a package, between the windows in which they do. */
import { z } from "zod";
import { fault, Refusal } from "../../domain/fault.ts";
import type { ResourceRole } from "../../domain/assignment/role-diff.ts";
import { permit, staffFor } from "../../domain/permission/permit.ts";
import { fingerprint } from "../../lib/fingerprint.ts";
import { catalogWithRoles } from "../../store/query/catalog.ts";
import { packageById, resourceRolesOf } from "../../store/query/package.ts";
import type { PackageRow } from "../../store/query/package.ts";
import { resourcesById } from "../../store/query/resource.ts";
import type { ResourceRow } from "../../store/query/resource.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import type { TargetCatalog } from "../draft/target-catalog.ts";

/** A resource that is chosen, with a mark for its role: a window's memory is too small for the names of forty roles. */
export const ChosenRole = z.object({ resourceId: z.uuid(), mark: z.string() });
export type ChosenRole = z.infer<typeof ChosenRole>;

const MARK_LENGTH = 8;

/** The mark of a role; empty where none is chosen yet. */
export function markOf(role: string | null): string {
  return role === null || role === "" ? "" : fingerprint(role).slice(0, MARK_LENGTH);
}

/** A package whose resource roles somebody changes, with the catalog for which they pick. */
export interface RolesInWork {
  by: ActingPerson;
  row: PackageRow;
  catalog: TargetCatalog;
  /** What it gives now. A resource may be there with several roles. */
  present: readonly ResourceRole[];
}

/** The package, for those who may change what it gives; refused for others, with whom to ask. */
export async function rolesInWork(deps: AppDeps, slackUserId: string, packageId: string): Promise<RolesInWork> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const row = await packageById(db, packageId);
  const home = row && (await catalogWithRoles(db, row.catalogId, by.id));
  if (!row || !home) throw new Refusal(fault("notFound", { what: "access package" }));
  const { id, type: kind, name, description } = home.catalog;
  const standing = standingOf(by, home.roles);
  if (!permit("package.edit", standing).allowed)
    throw new Refusal(fault("notPermitted", { action: "package.changeResourceRoles", ask: staffFor("package.edit") }));
  const present = await resourceRolesOf(db, packageId);
  return {
    by,
    row,
    catalog: { id, kind, name, description, standing },
    present: present.map(({ resourceId, role }) => ({ resourceId, role })),
  };
}

/** One role for each resource that the package gives now: what the windows begin with. */
export function chosenAtFirst({ present }: RolesInWork): ChosenRole[] {
  return onePerResource(present).map(({ resourceId, role }) => ({ resourceId, mark: markOf(role) }));
}

export interface ReadRole {
  resource: ResourceRow;
  /** Null where none is chosen, or the resource offers it no longer. */
  role: string | null;
}

/** The chosen resources and roles as they are in the directory now. */
export async function readChosen(
  db: Reader,
  { present }: RolesInWork,
  chosen: readonly ChosenRole[],
): Promise<ReadRole[]> {
  const rows = await resourcesById(
    db,
    chosen.map(({ resourceId }) => resourceId),
  );
  return chosen.flatMap(({ resourceId, mark }) => {
    const resource = rows.find(({ id }) => id === resourceId);
    if (!resource) return [];
    const given = present.filter((each) => each.resourceId === resourceId).map(({ role }) => role);
    return [{ resource, role: [...resource.roles, ...given].find((role) => markOf(role) === mark) ?? null }];
  });
}

/** What the package would give: the chosen roles, and further roles on resources that are still chosen. */
export function rolesAfter({ present }: RolesInWork, chosen: readonly ReadRole[]): ResourceRole[] {
  const shown = new Set(onePerResource(present));
  const further = present.filter(
    (role) => !shown.has(role) && chosen.some(({ resource }) => resource.id === role.resourceId),
  );
  return [...chosen.map(({ resource, role }) => ({ resourceId: resource.id, role: role ?? "" })), ...further];
}

function onePerResource(roles: readonly ResourceRole[]): ResourceRole[] {
  return roles.filter(({ resourceId }, at) => roles.findIndex((each) => each.resourceId === resourceId) === at);
}
