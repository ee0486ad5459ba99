import type { Standing, Verdict } from "../permission/standing.ts";

/** Whether a catalog's owners may become these: only a user administrator may leave a catalog without one (domain.md 7). */
export function ownersAfter(
  before: readonly string[],
  after: readonly string[],
  { isUserAdministrator }: Standing,
): Verdict {
  if (after.length > 0 || before.length === 0) return { allowed: true, because: "an owner stays, or there was none" };
  return isUserAdministrator
    ? { allowed: true, because: "user administrator" }
    : { allowed: false, ask: ["user administrator"] };
}
