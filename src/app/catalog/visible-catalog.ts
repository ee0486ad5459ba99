import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { isUuid } from "../../lib/ids.ts";
import { catalogWithRoles } from "../../store/query/catalog.ts";
import type { CatalogRow } from "../../store/query/catalog.ts";
import type { Reader } from "../../store/database.ts";
import { standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";

/** A catalog that this person may look at, and what they are to it; else refused as if there were none (D18). */
export async function visibleCatalog(
  db: Reader,
  by: ActingPerson,
  catalogId: string,
): Promise<{ catalog: CatalogRow; standing: Standing }> {
  const found = isUuid(catalogId) ? await catalogWithRoles(db, catalogId, by.id) : undefined;
  const standing = standingOf(by, found?.roles);
  if (!found || !permit("catalog.view", standing).allowed) throw new Refusal(fault("notFound", { what: "catalog" }));
  return { catalog: found.catalog, standing };
}
