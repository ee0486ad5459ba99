import { isOutsider, openScopes } from "../domain/policy/eligibility.ts";
import type { Viewer } from "../store/query/package-search.ts";
import type { Reader } from "../store/database.ts";
import { organizationStateOf } from "../store/query/person.ts";
import type { ActingPerson } from "./acting-person.ts";

/** The person as somebody who looks for packages. */
export async function viewerOf(db: Reader, by: ActingPerson): Promise<Viewer> {
  const { id: personId, isGuest, organizationId } = by;
  const organizationState = organizationId === null ? null : await organizationStateOf(db, organizationId);
  const facts = { personId, isGuest, organizationId, organizationState, groupIds: new Set<string>() };
  return {
    personId,
    organizationId,
    seesAll: by.isUserAdministrator,
    isOutsider: isOutsider(facts),
    openScopes: openScopes(facts),
  };
}
