import type { Standing } from "../domain/permission/standing.ts";
import type { CatalogRole } from "../domain/catalog/catalog.ts";
import { fault, Refusal } from "../domain/fault.ts";
import type { OrganizationState } from "../domain/person/person.ts";
import { personBySlackId } from "../store/query/person.ts";
import type { PersonRow } from "../store/query/person.ts";
import type { Reader } from "../store/database.ts";
import type { GrantedRights } from "./deps.ts";

/** The person who acts, with the rights that the environment grants at this moment. */
export interface ActingPerson extends PersonRow {
  /** Of the connected organization that the person belongs to. */
  organizationState: OrganizationState | null;
  isUserAdministrator: boolean;
  isCatalogCreator: boolean;
}

/** Looks the person up anew; refuses somebody who is unknown or whose account is deactivated. */
export async function actingPerson(db: Reader, slackUserId: string, rights: GrantedRights): Promise<ActingPerson> {
  const person = await personBySlackId(db, slackUserId);
  if (!person) throw new Refusal(fault("personUnknown", {}));
  if (person.slackState === "deactivated") throw new Refusal(fault("accountDeactivated", {}));
  const isGranted = (granted: ReadonlySet<string>) =>
    granted.has(slackUserId) || (person.email !== null && granted.has(person.email));
  return {
    ...person,
    isUserAdministrator: isGranted(rights.userAdministrators),
    isCatalogCreator: isGranted(rights.catalogCreators),
  };
}

/** What the person is to one catalog, or to none. */
export function standingOf(person: ActingPerson, catalogRoles: readonly CatalogRole[] = []): Standing {
  const { isUserAdministrator, isCatalogCreator } = person;
  return { isUserAdministrator, isCatalogCreator, catalogRoles, derived: [] };
}
