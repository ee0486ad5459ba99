import type { CatalogRole } from "../catalog/catalog.ts";

/** Rights that follow from a fact about this one target, not from a role. */
export const DERIVED_RIGHTS = ["resourceOwner", "approver", "requestor", "requestorsManager", "reviewer"] as const;
export type DerivedRight = (typeof DERIVED_RIGHTS)[number];

/** What a person is to one target: the input of every permission question. */
export interface Standing {
  isUserAdministrator: boolean;
  isCatalogCreator: boolean;
  /** The roles held in the catalog concerned; empty where no catalog is. */
  catalogRoles: readonly CatalogRole[];
  derived: readonly DerivedRight[];
}

/** The answer to a permission question. */
export type Verdict =
  | { allowed: true; because: string }
  /** `ask`: the roles that would have been enough. */
  | { allowed: false; ask: readonly string[] };
