import { mayCreateNewCatalog } from "../../domain/package/creation.ts";
import { CATALOG_ROLES } from "../../domain/catalog/catalog.ts";
import { holdsAnywhere } from "../../store/query/catalog.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";

/** What a person may do at all, for the help and the Home tab; each action asks again. */
export interface Abilities {
  name: string;
  isUserAdministrator: boolean;
  mayCreatePackages: boolean;
  mayCreateCatalogs: boolean;
  hasCatalogs: boolean;
}

export async function readAbilities(deps: AppDeps, slackUserId: string): Promise<Abilities> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const mayCreateCatalogs = mayCreateNewCatalog(standingOf(by));
  return {
    name: by.name,
    isUserAdministrator: by.isUserAdministrator,
    mayCreatePackages: mayCreateCatalogs || (await holdsAnywhere(db, by.id, ["owner", "packageManager"])),
    mayCreateCatalogs,
    hasCatalogs: by.isUserAdministrator || (await holdsAnywhere(db, by.id, CATALOG_ROLES)),
  };
}
