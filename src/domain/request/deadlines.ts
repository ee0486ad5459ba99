import { earliest, halfWay, later } from "../../lib/duration.ts";
import { nextWorkingMoment } from "../../lib/zoned.ts";
import type { ApprovalStage } from "../policy/policy-settings.ts";

/**
 * Until when a stage may be decided, and when its alternates are asked as well (domain.md 4.4, C7, R13). `pointlessAt`:
 * when there is nothing to decide any more, as the access to be prolonged has ended, or the period that was asked for; null: never.
 */
export function stageDeadlines(
  { decisionDays, alternates }: Pick<ApprovalStage, "decisionDays" | "alternates">,
  enteredAt: Date,
  pointlessAt: Date | null = null,
): { dueAt: Date; forwardAt: Date | null } {
  const inDays = later(enteredAt, { days: decisionDays });
  const dueAt = pointlessAt === null ? inDays : earliest(inDays, pointlessAt);
  const forwardAt = alternates && later(enteredAt, { days: alternates.afterDays });
  return { dueAt, forwardAt: forwardAt && forwardAt < dueAt ? forwardAt : null };
}

/** Closer to each other than this, two reminders are one. */
const REMINDERS_APART = { hours: 12 };

/**
 * When primary approvers and their delegates are reminded: half-way and 24 hours before the end, in the working hours of
 * whoever is in that time zone; once where both would come on one day, as after a weekend (domain.md 6, N2).
 */
export function reminders(enteredAt: Date, dueAt: Date, timeZone: string | null): Date[] {
  const times = reminderTimes(enteredAt, dueAt).map((nominal) => reminderAt(nominal, timeZone, dueAt));
  return times.filter((time, index) => {
    const next = times[index + 1];
    return next === undefined || next >= later(time, REMINDERS_APART);
  });
}

/** Half-way, and 24 hours before the end; once where the latter comes no later. */
function reminderTimes(enteredAt: Date, dueAt: Date): Date[] {
  const half = halfWay(enteredAt, dueAt);
  const dayBefore = later(dueAt, { days: -1 });
  return dayBefore > half ? [half, dayBefore] : [half];
}

/** The reminder moved into the receiver's working hours, unless the deadline would pass first. */
function reminderAt(nominal: Date, timeZone: string | null, dueAt: Date): Date {
  const working = nextWorkingMoment(nominal, timeZone);
  return working < dueAt ? working : nominal;
}
