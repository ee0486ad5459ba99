import { lostAfter, retryAt } from "./delivery-retry.ts";
import type { GrantState } from "./assignment.ts";
import { roleKey } from "./role-diff.ts";
import type { ResourceRole } from "./role-diff.ts";
import { isFailure, settledGrant } from "./settled-grant.ts";
import type { DeliveryOutcome } from "./settled-grant.ts";

/** A grant, as far as a delivery changes it. */
export interface GrantStanding extends ResourceRole {
  state: GrantState;
  version: number;
  failure: string | null;
}

/** When an assignment's delivery is tried again, and how often it has failed since it was begun. */
export interface DeliverySchedule {
  failedAttempts: number;
  retryAt: Date | null;
}

export interface SettledDelivery<Grant> extends DeliverySchedule {
  /** All grants, as they are now. */
  grants: Grant[];
  changed: Grant[];
  /** What has just been taken away, or left because it stays. */
  revoked: Grant[];
  /** What could not be taken away and is not tried again by itself: since now. */
  givenUp: Grant[];
  /** Whether something has to be set right by another delivery. */
  isOvertaken: boolean;
}

/** How an assignment's grants stand after a delivery, and when what passes by itself is tried again (domain.md 5.2). */
export function settledDelivery<Grant extends GrantStanding>(
  before: DeliverySchedule,
  grants: readonly Grant[],
  outcomes: readonly DeliveryOutcome[],
  now: Date,
): SettledDelivery<Grant> {
  const outcomeOf = new Map(outcomes.map((outcome) => [roleKey(outcome), outcome]));
  const hasPassingFailure = grants.some((grant) => isCurrentFailure(grant, outcomeOf.get(roleKey(grant)), true));
  const attempts = before.failedAttempts + (hasPassingFailure ? 1 : 0);
  const next = hasPassingFailure ? retryAt(attempts, now) : null;

  const steps = grants.map((grant) => {
    const outcome = outcomeOf.get(roleKey(grant));
    if (!outcome) return { grant, after: grant, isOvertaken: false, isGivenUp: false, isNew: false };
    const { state, failure, isOvertaken } = settledGrant(grant, outcome, next !== null);
    const after = { ...grant, state, failure, version: grant.version + (isOvertaken ? 1 : 0) };
    const isPassing = isCurrentFailure(grant, outcome, true);
    const isGivenUp = state === "revoking" && failure !== null && !(isPassing && next !== null);
    return { grant, after, isOvertaken, isGivenUp, isNew: isPassing || failure !== grant.failure };
  });
  const isOvertaken = steps.some((step) => step.isOvertaken);
  const isOpen = steps.some(({ after, isGivenUp }) => isUnderWay(after.state) && !isGivenUp);
  const promised = isOvertaken ? lostAfter(now) : (before.retryAt ?? lostAfter(now));
  return {
    grants: steps.map(({ after }) => after),
    changed: steps.filter(({ grant, after }) => isChanged(grant, after)).map(({ after }) => after),
    revoked: steps
      .filter(({ grant, after }) => grant.state === "revoking" && after.state === "revoked")
      .map(({ after }) => after),
    givenUp: steps.filter(({ isGivenUp, isNew }) => isGivenUp && isNew).map(({ after }) => after),
    isOvertaken,
    failedAttempts: isOpen || hasPassingFailure ? attempts : 0,
    retryAt: next ?? (isOpen ? promised : null),
  };
}

function isUnderWay(state: GrantState): boolean {
  return state === "pending" || state === "revoking";
}

function isCurrentFailure(grant: GrantStanding, outcome: DeliveryOutcome | undefined, isTemporary: boolean): boolean {
  return (
    outcome !== undefined &&
    outcome.version === grant.version &&
    isUnderWay(grant.state) &&
    isFailure(outcome.result) &&
    outcome.result.isTemporary === isTemporary
  );
}

function isChanged(before: GrantStanding, after: GrantStanding): boolean {
  return before.state !== after.state || before.failure !== after.failure || before.version !== after.version;
}
