import type { CatalogType } from "../catalog/catalog.ts";
import { permit } from "../permission/permit.ts";
import type { Standing, Verdict } from "../permission/standing.ts";

export const PACKAGE_NAME_MAX = 100;
export const PACKAGE_DESCRIPTION_MAX = 1000;

/** Whether a person may create packages in a catalog: General is open to catalog creators too (domain.md C1, C3; A2-A5). */
export function mayCreateIn(catalog: CatalogType, standing: Standing): Verdict {
  if (catalog === "serviceDefault" && standing.isCatalogCreator) return { allowed: true, because: "catalog creator" };
  return permit("package.create", standing);
}

/** Whether a person may make a catalog together with a package (`Create new`; A6, A7). */
export function mayCreateNewCatalog(standing: Standing): boolean {
  return permit("package.createInNewCatalog", standing).allowed;
}
