import type { PersonFacts } from "../domain/policy/eligibility.ts";
import { groupIdsOf } from "../store/query/group.ts";
import type { Reader } from "../store/database.ts";
import type { ActingPerson } from "./acting-person.ts";

/** What decides whether policies include the person, with their groups as they are now (domain.md 4.1). */
export async function personFacts(
  db: Reader,
  {
    id: personId,
    isGuest,
    organizationId,
    organizationState,
  }: Pick<ActingPerson, "id" | "isGuest" | "organizationId" | "organizationState">,
): Promise<PersonFacts> {
  const groupIds = await groupIdsOf(db, personId);
  return { personId, isGuest, organizationId, organizationState, groupIds };
}
