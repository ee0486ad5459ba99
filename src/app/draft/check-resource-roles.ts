import type { DraftContent } from "../../domain/draft/draft.ts";
import { fault } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { pickReach, RESOURCES_PER_PACKAGE_MAX } from "../../domain/resource/pickable.ts";
import { pickableAmong, resourcesById } from "../../store/query/resource.ts";
import type { ResourceRow } from "../../store/query/resource.ts";
import type { Reader } from "../../store/database.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { TargetCatalog } from "./target-catalog.ts";

const ROLE_PREFIX = "roles.";

/** The input of a resource's role, as the field path under which its faults stand. */
export const roleField = (resourceId: string): string => `${ROLE_PREFIX}${resourceId}`;

/** The resource whose role the field holds; undefined for any other field. */
export const resourceOfRoleField = (path: string): string | undefined =>
  path.startsWith(ROLE_PREFIX) ? path.slice(ROLE_PREFIX.length) : undefined;

/** Loads resources by id, with or without a lock. */
export type LoadResources = (db: Reader, ids: readonly string[]) => Promise<ResourceRow[]>;

/** Everything that is wrong with the Resource roles step, each on the resource's role (A11-A19). */
export async function checkResourceRoles(
  db: Reader,
  by: ActingPerson,
  catalog: TargetCatalog,
  chosen: DraftContent["resourceRoles"],
  load: LoadResources = resourcesById,
): Promise<{ faults: Fault[]; resources: ResourceRow[] }> {
  const ids = chosen.map(({ resourceId }) => resourceId);
  const resources = await load(db, ids);
  const byId = new Map(resources.map((row) => [row.id, row]));
  const pickable = await pickableAmong(db, pickQuestion(by, catalog), ids);
  const faults = chosen.flatMap(({ resourceId, role }) => {
    const row = byId.get(resourceId);
    const field = roleField(resourceId);
    if (row?.goneAt) return [fault("resourceGone", { resource: row.name }, field)];
    if (!row || !pickable.has(resourceId)) return [fault("resourceNotPickable", { resource: row?.name ?? "" }, field)];
    if (role === null || role === "") return [fault("required", { what: "role" }, field)];
    if (!row.roles.includes(role)) return [fault("roleNotOffered", { resource: row.name, role }, field)];
    return [];
  });
  if (chosen.length > RESOURCES_PER_PACKAGE_MAX) {
    faults.push(fault("tooMany", { what: "resources", limit: RESOURCES_PER_PACKAGE_MAX }));
  }
  return { faults, resources };
}

/** The question which resources this person may pick for that catalog, before `Only see`. */
export function pickQuestion(by: ActingPerson, catalog: TargetCatalog) {
  const reach = pickReach(catalog.kind, catalog.standing);
  return { reach, personId: by.id, catalogId: catalog.id, onlyInCatalog: false };
}
