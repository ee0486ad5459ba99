import { GENERAL_CATALOG_ID } from "../../domain/catalog/catalog.ts";
import type { DraftContent } from "../../domain/draft/draft.ts";
import { fault } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { textFaults } from "../../domain/text-faults.ts";
import { PACKAGE_DESCRIPTION_MAX, PACKAGE_NAME_MAX } from "../../domain/package/creation.ts";
import { isPackageNameTaken } from "../../store/query/package.ts";
import type { Reader } from "../../store/database.ts";
import type { ActingPerson } from "../acting-person.ts";
import { findTargetCatalog } from "./target-catalog.ts";
import type { LoadCatalog, TargetCatalog } from "./target-catalog.ts";

/** How the catalog and the names in it are looked up. */
export interface BasicsLookUps {
  catalog: LoadCatalog;
  isNameTaken: (db: Reader, catalogId: string, name: string) => Promise<boolean>;
}

/** Everything that is wrong with the Basics step, each on its field, and the catalog it leads to (A2-A10). */
export async function checkBasics(
  db: Reader,
  by: ActingPerson,
  { name, description, catalog: chosen }: DraftContent["basics"],
  { catalog: load, isNameTaken: isTaken = isPackageNameTaken }: Partial<BasicsLookUps> = {},
): Promise<{ faults: Fault[]; catalog: TargetCatalog | null }> {
  const faults = [
    ...textFaults(name, "name", PACKAGE_NAME_MAX),
    ...textFaults(description, "description", PACKAGE_DESCRIPTION_MAX),
  ];
  const [{ catalog, fault: catalogFault }, isNameTaken] = await Promise.all([
    findTargetCatalog(db, by, chosen, load),
    chosen?.kind !== "new" && isTaken(db, chosen?.id ?? GENERAL_CATALOG_ID, name),
  ]);
  if (catalogFault) return { faults: [...faults, catalogFault], catalog };
  if (isNameTaken) {
    faults.push(fault("nameTakenInCatalog", { name, catalog: catalog.name }, "name"));
  }
  return { faults, catalog };
}
