import type { Standing } from "../domain/permission/standing.ts";
import type { CatalogRole } from "../domain/catalog/catalog.ts";
import { fault, Refusal } from "../domain/fault.ts";
import type { OrganizationState } from "../domain/person/person.ts";
import { ASKER, personBySlackId } from "../store/query/person.ts";
import type { AskerRow, PersonRow } from "../store/query/person.ts";
import type { Source } from "../store/query/statement.ts";
import type { Reader } from "../store/database.ts";
import type { AppDeps, GrantedRights } from "./deps.ts";

/** The person who acts, with the rights that the environment grants at this moment. */
export interface ActingPerson extends PersonRow {
  /** Of the connected organization that the person belongs to. */
  organizationState: OrganizationState | null;
  isUserAdministrator: boolean;
  isCatalogCreator: boolean;
}

/** Looks the person up anew; refuses somebody who is unknown or whose account is deactivated. */
export async function actingPerson(db: Reader, slackUserId: string, rights: GrantedRights): Promise<ActingPerson> {
  return acting(await personBySlackId(db, slackUserId), slackUserId, rights);
}

/**
 * Looks something up for a person, who is looked up anew in the same round trip. `source` is for the first statement,
 * and says whether the person still is `by`; refuses like `actingPerson`.
 */
export async function lookUpFor<Result>(
  { database, rights }: Pick<AppDeps, "database" | "rights">,
  slackUserId: string,
  lookUp: (source: Source, by: ActingPerson) => Promise<Result>,
): Promise<Result> {
  return ASKER.answer(database, { slackUserId }, (source, person) =>
    lookUp(source, acting(person, slackUserId, rights)),
  );
}

/** The person with their rights; refuses like `actingPerson`. */
export function acting(person: AskerRow | undefined, slackUserId: string, rights: GrantedRights): ActingPerson {
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
