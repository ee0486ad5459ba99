import { mayCreateNewCatalog } from "../../domain/package/creation.ts";
import { catalogRolesFor } from "../../domain/permission/permit.ts";
import type { Action } from "../../domain/permission/table.ts";
import { rolesAnywhere } from "../../store/query/catalog.ts";
import { directReportsOf } from "../../store/query/direct-report.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";

/** What a person may do at all, for the help and the Home tab; each action asks again. */
export interface Abilities {
  name: string;
  isUserAdministrator: boolean;
  mayCreatePackages: boolean;
  mayCreateCatalogs: boolean;
  hasCatalogs: boolean;
  /** Whether there is a catalog in which they may see who holds what. */
  mayViewAssignments: boolean;
  /** Whether they are somebody's manager, and can ask for them. */
  hasReports: boolean;
}

export async function readAbilities(deps: AppDeps, slackUserId: string): Promise<Abilities> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const mayCreateCatalogs = mayCreateNewCatalog(standingOf(by));
  const [roles, reports] = await Promise.all([rolesAnywhere(db, by.id), directReportsOf(db, by.id, "", 1)]);
  const maySomewhere = (action: Action) =>
    by.isUserAdministrator || catalogRolesFor(action).some((role) => roles.includes(role));
  return {
    name: by.name,
    isUserAdministrator: by.isUserAdministrator,
    mayCreatePackages: mayCreateCatalogs || maySomewhere("package.create"),
    mayCreateCatalogs,
    hasCatalogs: maySomewhere("catalog.view"),
    mayViewAssignments: maySomewhere("assignment.view"),
    hasReports: reports.length > 0,
  };
}
