import type { GrantState } from "./assignment.ts";
import { roleDiff, roleKey } from "./role-diff.ts";
import type { ResourceRole } from "./role-diff.ts";
import type { GrantStanding } from "./settled-delivery.ts";

interface ReachableGrant extends GrantStanding {
  heldBefore: boolean | null;
}

/** What has to change so that an assignment gives what its package gives now; nothing when it does (domain.md 4.7, D11). */
export interface Reach<Grant> {
  added: ResourceRole[];
  /** Grants there were before, to be given or taken away anew. */
  changed: Grant[];
}

/** Brings a live assignment's grants in line with its package. */
export function reach<Grant extends ReachableGrant>(
  wanted: readonly ResourceRole[],
  grants: readonly Grant[],
): Reach<Grant> {
  const isGiven = ({ state }: Grant) => state !== "revoking" && state !== "revoked";
  const { give, take } = roleDiff(wanted, grants.filter(isGiven));
  const known = new Map(grants.map((grant) => [roleKey(grant), grant]));
  const again = give.flatMap((role) => known.get(roleKey(role)) ?? []);
  return {
    added: give.filter((role) => !known.has(roleKey(role))),
    changed: [...again.map(givenAgain), ...take.map(takenAway)],
  };
}

/** What was taken away is new to the person again, so it is looked at anew whether they hold it. */
function givenAgain<Grant extends ReachableGrant>(grant: Grant): Grant {
  const heldBefore = grant.state === "revoked" ? null : grant.heldBefore;
  return { ...grant, state: "pending", failure: null, heldBefore, version: grant.version + 1 };
}

function takenAway<Grant extends ReachableGrant>(grant: Grant): Grant {
  return { ...grant, state: withdrawnState(grant), failure: null, version: grant.version + 1 };
}

/** Nothing can have been given before it was looked at what the person holds; all else may have been. */
export function withdrawnState({ state, heldBefore }: ReachableGrant): GrantState {
  return state !== "granted" && heldBefore === null ? "revoked" : "revoking";
}
