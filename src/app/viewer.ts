import { isOutsider, openScopes } from "../domain/policy/eligibility.ts";
import type { Viewer } from "../store/query/viewer.ts";
import type { ActingPerson } from "./acting-person.ts";

/** The person as somebody who looks for packages. */
export function viewerOf(by: ActingPerson): Viewer {
  const { id: personId, isGuest, organizationId, organizationState } = by;
  const facts = { personId, isGuest, organizationId, organizationState, groupIds: new Set<string>() };
  return {
    personId,
    organizationId,
    seesAll: by.isUserAdministrator,
    isOutsider: isOutsider(facts),
    openScopes: openScopes(facts),
  };
}
