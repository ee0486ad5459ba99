import type { CatalogType } from "../catalog/catalog.ts";
import type { Standing } from "../permission/standing.ts";

/** Which resources the select panes offer, before any search and before `Only see`. */
export type PickReach =
  /** Every resource of the directory. */
  | "all"
  /** What is in the catalog, and what the person owns outside it. */
  | "catalogAndOwned"
  /** What is in the catalog, owned or not. */
  | "catalog"
  /** What the person owns, in the catalog or not. */
  | "owned";

/** The catalog a package is being made in; `new` does not exist yet. */
export type PickingCatalog = CatalogType | "new";

/**
 * What this person may pick for a package of that catalog (domain.md 2.4, C3; scenarios A11-A17).
 * Being allowed to create in the catalog at all is asked before.
 */
export function pickReach(catalog: PickingCatalog, standing: Standing): PickReach {
  if (standing.isUserAdministrator) return "all";
  if (catalog === "new" || catalog === "serviceDefault") return "owned";
  return standing.catalogRoles.includes("owner") ? "catalogAndOwned" : "catalog";
}

/** Whether `Only see` makes a difference: the choice is wider than the catalog, and there is a catalog to narrow it to (domain.md C4, A14). */
export function canNarrow(catalog: PickingCatalog, reach: PickReach): boolean {
  return catalog !== "new" && reach !== "catalog";
}

export const RESOURCES_PER_PACKAGE_MAX = 40;
