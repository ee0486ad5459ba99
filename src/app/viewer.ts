import { isOutsider, openScopes } from "../domain/policy/eligibility.ts";
import type { Viewer } from "../store/query/viewer.ts";
import type { ActingPerson } from "./acting-person.ts";

type Looking = Pick<ActingPerson, "id" | "isGuest" | "organizationId" | "organizationState">;

/** The person as somebody who looks for packages; rights that the environment gives are those of whoever acts. */
export function viewerOf(by: Looking & Partial<Pick<ActingPerson, "isUserAdministrator">>): Viewer {
  const { id: personId, isGuest, organizationId, organizationState } = by;
  const facts = { personId, isGuest, organizationId, organizationState, groupIds: new Set<string>() };
  return {
    personId,
    organizationId,
    seesAll: by.isUserAdministrator ?? false,
    isOutsider: isOutsider(facts),
    openScopes: openScopes(facts),
  };
}
