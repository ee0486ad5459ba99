import { fault, Refusal } from "../../domain/fault.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { holdCatalogWithRoles } from "../../store/query/catalog.ts";
import type { CatalogRow } from "../../store/query/catalog.ts";
import { lockPackage } from "../../store/query/package.ts";
import type { PackageRow } from "../../store/query/package.ts";
import type { Transaction } from "../../store/database.ts";
import { standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";

/** A package that staff change, locked, its catalog, and what they are in it. */
export interface ManagedTarget {
  row: PackageRow;
  catalog: CatalogRow;
  standing: Standing;
}

/** Locks the package for a change, and holds its catalog and the roles in it; refuses where there is none. */
export async function lockManaged(tx: Transaction, by: ActingPerson, packageId: string): Promise<ManagedTarget> {
  const row = await lockPackage(tx, packageId);
  const home = row && (await holdCatalogWithRoles(tx, row.catalogId, by.id));
  if (!row || !home) throw new Refusal(fault("notFound", { what: "access package" }));
  return { row, catalog: home.catalog, standing: standingOf(by, home.roles) };
}
