import { fault, Refusal } from "../../domain/fault.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { lockCatalog, rolesIn } from "../../store/query/catalog.ts";
import type { CatalogRow } from "../../store/query/catalog.ts";
import type { Transaction } from "../../store/database.ts";
import { standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";

export interface LockedCatalog {
  catalog: CatalogRow;
  /** What the person is to the catalog. */
  standing: Standing;
}

/**
 * The catalog, locked: whoever makes a package in it, or changes what one of its packages gives, waits. Refuses with
 * `notFound`.
 */
export async function lockCatalogFor(tx: Transaction, by: ActingPerson, catalogId: string): Promise<LockedCatalog> {
  const catalog = await lockCatalog(tx, catalogId);
  if (!catalog) throw new Refusal(fault("notFound", { what: "catalog" }));
  return { catalog, standing: standingOf(by, await rolesIn(tx, catalogId, by.id)) };
}
