import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { CATALOG_ROLES } from "../../domain/catalog/catalog.ts";
import { rolesByCatalog, searchCatalogs } from "../../store/query/catalog.ts";
import { packageCounts } from "../../store/query/package.ts";
import type { Page, SearchCursor } from "../../store/query/search.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";

export interface HeldCatalog {
  id: string;
  name: string;
  nameKey: string;
  roles: readonly CatalogRole[];
  packages: number;
}

/** One page of the catalogs in which the person holds a role; a user administrator sees all of them (A3, D18). */
export async function listCatalogs(
  deps: AppDeps,
  slackUserId: string,
  size: number,
  cursor?: SearchCursor,
): Promise<Page<HeldCatalog> & { isUserAdministrator: boolean }> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const who = { personId: by.id, all: by.isUserAdministrator, roles: CATALOG_ROLES, general: false };
  const { rows, next } = await searchCatalogs(db, "", who, size, cursor);
  const ids = rows.map(({ id }) => id);
  const [roles, packages] = await Promise.all([rolesByCatalog(db, by.id, ids), packageCounts(db, ids)]);
  return {
    rows: rows.map((row) => ({ ...row, roles: roles.get(row.id) ?? [], packages: packages.get(row.id) ?? 0 })),
    next,
    isUserAdministrator: by.isUserAdministrator,
  };
}
