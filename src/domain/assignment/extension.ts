import { halfWay, later } from "../../lib/duration.ts";
import type { Expiration, PolicySettings } from "../policy/policy-settings.ts";
import { policyEnd } from "../request/period.ts";
import type { AssignmentState, NotExtendableReason } from "./assignment.ts";

export type Extendable = { extendable: true; latestEnd: Date } | { extendable: false; because: NotExtendableReason };

/**
 * Whether the holder may ask to keep the access, and until when at most. `settings` is the assignment's policy as it is
 * now, null when it was removed; `isInScope` whether it includes the person now (domain.md 4.6, C16).
 */
export function canExtend(
  { state, endsAt }: { state: AssignmentState; endsAt: Date | null },
  settings: PolicySettings | null,
  isInScope: boolean,
): Extendable {
  if (state !== "delivered" && state !== "partiallyDelivered") return no("notDelivered");
  if (endsAt === null) return no("neverEnds");
  if (settings === null) return no("policyGone");
  if (!settings.extension.isAllowed || settings.requestors.scope === "notSpecified") return no("extensionNotAllowed");
  if (!settings.isEnabled) return no("policyDisabled");
  if (!isInScope) return no("notInScope");
  const latestEnd = extendedEnd(settings.expiration, endsAt);
  return latestEnd !== null && latestEnd > endsAt ? { extendable: true, latestEnd } : no("atItsLatest");
}

/** The longest that access may last after one extension: the policy's span once more, or its date (domain.md 4.6). */
function extendedEnd(expiration: Expiration, endsAt: Date): Date | null {
  return policyEnd(expiration, endsAt);
}

function no(because: NotExtendableReason): Extendable {
  return { extendable: false, because };
}

const PROMPT_DAYS = [14, 1];

/**
 * When the holder is told that access will end: 14 days and 1 day before, where it began before that, and half-way
 * through what lasts no longer than a day. Whoever has just been given access is not told at once (domain.md 4.6, D5).
 */
export function promptTimes(startsAt: Date, endsAt: Date): Date[] {
  const times = PROMPT_DAYS.map((days) => later(endsAt, { days: -days })).filter((time) => time > startsAt);
  return times.length > 0 ? times : [halfWay(startsAt, endsAt)];
}

/** The next prompt after the instant, if any is left. */
export function nextPrompt(startsAt: Date, endsAt: Date | null, after: Date): Date | null {
  if (endsAt === null) return null;
  return promptTimes(startsAt, endsAt).find((time) => time > after) ?? null;
}
