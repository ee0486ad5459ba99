import { dateIn } from "../../lib/calendar.ts";
import { earliest, later } from "../../lib/duration.ts";
import { endOfDay, startOfDay } from "../../lib/zoned.ts";
import { fault } from "../fault.ts";
import type { Fault } from "../fault.ts";
import type { Expiration } from "../policy/policy-settings.ts";

/** When access that begins then ends by the policy; null: never (domain.md 4.5, B13, B14). */
export function policyEnd(expiration: Expiration, start: Date): Date | null {
  switch (expiration.type) {
    case "noExpiration":
      return null;
    case "onDate":
      return endOfDay(expiration.date, expiration.timeZone);
    case "afterDays":
      return later(start, { days: expiration.days });
    case "afterHours":
      return later(start, { hours: expiration.hours });
  }
}

/** The dates that somebody asked for, `YYYY-MM-DD` in their time zone; null where they left one out. */
export interface WishedPeriod {
  startDate: string | null;
  endDate: string | null;
}

/** What is stored of a wish: null where access begins at once, or ends as the policy says. */
export interface RequestedPeriod {
  startsAt: Date | null;
  endsAt: Date | null;
}

/** How far ahead a start may lie. */
const START_DAYS_MAX = 365;

/**
 * The period wished for, as instants, and what is wrong with it: a start today or later, an end after it, and not
 * after what the policy allows from that start (domain.md 4.5, R20).
 */
export function readPeriod(
  { startDate, endDate }: WishedPeriod,
  policy: { expiration: Expiration; now: Date; timeZone: string | null },
): { period: RequestedPeriod; faults: Fault[] } {
  const { expiration, now, timeZone } = policy;
  const faults: Fault[] = [];
  const today = dateIn(timeZone, now);
  const lastStart = dateIn(timeZone, later(now, { days: START_DAYS_MAX }));
  if (startDate !== null && (startDate < today || startDate > lastStart))
    faults.push(fault("dateOutOfRange", { from: today, to: lastStart }, "startDate"));
  const startsAt = startDate === null || startDate <= today ? null : startOfDay(startDate, timeZone);

  const most = policyEnd(expiration, startsAt ?? now);
  if (most && most <= (startsAt ?? now)) {
    const on = lastDayBefore(most, timeZone);
    faults.push(fault(most <= now ? "policyEnded" : "policyEndsBeforeStart", { on }, "startDate"));
    return { period: { startsAt, endsAt: null }, faults };
  }
  if (endDate === null) return { period: { startsAt, endsAt: null }, faults };
  const firstEnd = startDate !== null && startDate > today ? startDate : today;
  const lastEnd = most === null ? null : lastDayBefore(most, timeZone);
  if (endDate < firstEnd || (lastEnd !== null && endDate > lastEnd))
    faults.push(
      lastEnd === null
        ? fault("dateTooEarly", { from: firstEnd }, "endDate")
        : fault("dateOutOfRange", { from: firstEnd, to: lastEnd }, "endDate"),
    );
  const end = endOfDay(endDate, timeZone);
  return { period: { startsAt, endsAt: most === null ? end : earliest(end, most) }, faults };
}

/** The dates of a period that was asked for once, as far as they can be asked for again: the opposite of readPeriod (R5). */
export function datesOf(
  { startsAt, endsAt }: RequestedPeriod,
  { now, timeZone }: { now: Date; timeZone: string | null },
): WishedPeriod {
  const startDate = startsAt && dateIn(timeZone, startsAt);
  const endDate = endsAt && lastDayBefore(endsAt, timeZone);
  const today = dateIn(timeZone, now);
  return {
    startDate: startDate !== null && startDate > today ? startDate : null,
    endDate: endDate !== null && endDate >= today ? endDate : null,
  };
}

/** The last day that is begun before the instant; an end at midnight belongs to the day before. */
export function lastDayBefore(end: Date, timeZone: string | null): string {
  return dateIn(timeZone, later(end, { seconds: -1 }));
}

/** When access ends whenever it begins: as wished for, or on the policy's date; null where that follows from its start. */
export function fixedEnd(expiration: Expiration, wishedEnd: Date | null): Date | null {
  if (wishedEnd !== null) return wishedEnd;
  return expiration.type === "onDate" ? endOfDay(expiration.date, expiration.timeZone) : null;
}

/** When access ends that begins now or then: as wished for, else by the policy. */
export function grantedEnd(expiration: Expiration, start: Date, wishedEnd: Date | null): Date | null {
  const most = policyEnd(expiration, start);
  if (wishedEnd === null) return most;
  return most === null ? wishedEnd : earliest(wishedEnd, most);
}
