import type { GrantState } from "./assignment.ts";
import type { ResourceRole } from "./role-diff.ts";

/** Why something could not be given or taken away; what is temporary is tried again. */
export interface DeliveryFailure {
  code: string;
  isTemporary: boolean;
}

/** What a delivery did about one resource role. */
export interface DeliveryOutcome extends ResourceRole {
  /** The grant's version that it set out to satisfy. */
  version: number;
  wish: "give" | "take";
  /** `kept`: it is not to be taken away, as the person held it before or another assignment gives it. */
  result: "done" | "kept" | DeliveryFailure;
}

export function isFailure(result: DeliveryOutcome["result"]): result is DeliveryFailure {
  return typeof result === "object";
}

export interface SettledGrant {
  state: GrantState;
  failure: string | null;
  /** What was done is not what is wanted any more: it has to be undone by another delivery. */
  isOvertaken: boolean;
}

/**
 * How a grant stands after a delivery. What was wanted may have changed while the delivery was under way, and several
 * may have run at once: what they did outside is then set right by one more. `isTriedAgain` says whether temporary
 * failures are.
 */
export function settledGrant(
  grant: { state: GrantState; version: number; failure: string | null },
  { wish, result, version }: Pick<DeliveryOutcome, "wish" | "result" | "version">,
  isTriedAgain: boolean,
): SettledGrant {
  const isCurrent = grant.version === version && grant.state === (wish === "give" ? "pending" : "revoking");
  if (!isCurrent) return overtaken(grant, wish, result);
  if (!isFailure(result)) return { state: wish === "give" ? "granted" : "revoked", failure: null, isOvertaken: false };
  const isStillOpen = wish === "take" || (result.isTemporary && isTriedAgain);
  return { state: isStillOpen ? grant.state : "failed", failure: result.code, isOvertaken: false };
}

function overtaken(
  { state, failure }: { state: GrantState; failure: string | null },
  wish: "give" | "take",
  result: DeliveryOutcome["result"],
): SettledGrant {
  const isWanted = state === "pending" || state === "granted";
  if (result === "done" && wish === "take" && isWanted) return { state: "pending", failure: null, isOvertaken: true };
  const isUnwanted = state === "revoking" || state === "revoked";
  if (result === "done" && wish === "give" && isUnwanted)
    return { state: "revoking", failure: null, isOvertaken: true };
  return { state, failure, isOvertaken: false };
}
