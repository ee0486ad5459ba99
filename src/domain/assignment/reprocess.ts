import type { AssignmentState } from "./assignment.ts";
import { mayReprocess } from "./delivery-retry.ts";
import type { GrantStanding } from "./settled-delivery.ts";

/** Why a delivery cannot be begun once more. */
export type NotReprocessable = "nothingFailed" | "isRetried" | "tooOld";

export type Reprocess<Grant> = { possible: true; again: Grant[] } | { possible: false; because: NotReprocessable };

/**
 * What staff have done once more: what failed, within 14 days (domain.md C8, D2, D3); where nothing did, everything,
 * so that what was lost outside is given again (D17). What could not be taken away is tried again however old it is.
 * Not while it is tried again by itself.
 */
export function reprocess<Grant extends GrantStanding>(
  { state, completedAt, retryAt }: { state: AssignmentState; completedAt: Date | null; retryAt: Date | null },
  grants: readonly Grant[],
  now: Date,
): Reprocess<Grant> {
  if (state === "delivering" || retryAt !== null) return { possible: false, because: "isRetried" };
  const isOver = state === "expired";
  const stuck = grants.filter((grant) => grant.state === "revoking");
  const failed = isOver ? [] : grants.filter((grant) => grant.state === "failed");
  const isInTime = completedAt !== null && mayReprocess(completedAt, now);
  const again = [...stuck, ...(isInTime ? failed : [])];
  if (again.length > 0) return { possible: true, again };
  if (failed.length > 0) return { possible: false, because: "tooOld" };
  const given = isOver ? [] : grants.filter((grant) => grant.state === "granted");
  return given.length > 0 ? { possible: true, again: given } : { possible: false, because: "nothingFailed" };
}
