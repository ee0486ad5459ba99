import { delegationFrom, delegationsTo } from "../../store/query/delegation.ts";
import type { NamedDelegation } from "../../store/query/delegation.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";

/** Who decides in one's place, and in whose place one decides. */
export type { NamedDelegation } from "../../store/query/delegation.ts";

export interface Delegations {
  own: NamedDelegation | null;
  toMe: readonly NamedDelegation[];
}

/** One's delegations that are not over. */
export async function readDelegations(deps: AppDeps, slackUserId: string): Promise<Delegations> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const now = deps.clock.now();
  const [own, toMe] = await Promise.all([delegationFrom(db, by.id, now), delegationsTo(db, by.id, now)]);
  return { own: own ?? null, toMe };
}
