import { GENERAL_CATALOG_ID } from "../../domain/catalog/catalog.ts";
import type { DraftCatalog } from "../../domain/draft/draft.ts";
import { fault } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { mayCreateIn, mayCreateNewCatalog } from "../../domain/package/creation.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import type { PickingCatalog } from "../../domain/resource/pickable.ts";
import { catalogWithRoles, isCatalogNameTaken } from "../../store/query/catalog.ts";
import type { CatalogWithRoles } from "../../store/query/catalog.ts";
import type { Reader } from "../../store/database.ts";
import { standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";

/** The catalog a draft leads to, and what its owner is in it. */
export interface TargetCatalog {
  /** Null: it will be made with the package. */
  id: string | null;
  kind: PickingCatalog;
  name: string;
  description: string;
  standing: Standing;
}

export type CatalogFinding = { catalog: TargetCatalog; fault: null } | { catalog: null; fault: Fault };

/** Loads a catalog and somebody's roles in it, with or without a lock. */
export type LoadCatalog = (db: Reader, id: string, personId: string) => Promise<CatalogWithRoles | undefined>;

/**
 * Finds the draft's catalog and asks whether its owner may create there; left empty it is General (domain.md C3).
 * What is wrong stands on the field `catalog`.
 */
export async function findTargetCatalog(
  db: Reader,
  by: ActingPerson,
  chosen: DraftCatalog | null,
  load: LoadCatalog = catalogWithRoles,
): Promise<CatalogFinding> {
  if (chosen?.kind === "new") return findNewCatalog(db, by, chosen);
  const catalogId = chosen?.id ?? GENERAL_CATALOG_ID;
  const found = await load(db, catalogId, by.id);
  const wrong = {
    catalog: null,
    fault: chosen ? fault("catalogNotUsable", {}, "catalog") : fault("catalogNeeded", {}, "catalog"),
  };
  if (!found) return wrong;
  const { catalog } = found;
  const standing = standingOf(by, found.roles);
  if (!mayCreateIn(catalog.type, standing).allowed) return wrong;
  const { id, type: kind, name, description } = catalog;
  return { catalog: { id, kind, name, description, standing }, fault: null };
}

async function findNewCatalog(
  db: Reader,
  by: ActingPerson,
  { name, description }: { name: string; description: string },
): Promise<CatalogFinding> {
  const standing = standingOf(by);
  if (!mayCreateNewCatalog(standing)) return { catalog: null, fault: fault("catalogNotUsable", {}, "catalog") };
  if (await isCatalogNameTaken(db, name))
    return { catalog: null, fault: fault("catalogNameTaken", { name }, "catalog") };
  return { catalog: { id: null, kind: "new", name, description, standing }, fault: null };
}
