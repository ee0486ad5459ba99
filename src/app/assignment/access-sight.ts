import { catalogRolesFor } from "../../domain/permission/permit.ts";
import type { AccessSight } from "../../store/query/access-history.ts";
import { catalogsWithRole } from "../../store/query/catalog.ts";
import type { Reader } from "../../store/database.ts";
import type { ActingPerson } from "../acting-person.ts";

/** What access somebody may look into: all, or that of the catalogs whose assignments they may view, and their own. */
export async function accessSight(db: Reader, by: ActingPerson): Promise<AccessSight> {
  const catalogIds = by.isUserAdministrator
    ? ("all" as const)
    : await catalogsWithRole(db, by.id, catalogRolesFor("assignment.view"));
  return { catalogIds, personId: by.id };
}
