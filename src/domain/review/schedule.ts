import { dateIn, plusDays, plusMonths } from "../../lib/calendar.ts";
import { milliseconds } from "../../lib/duration.ts";
import { startOfDay } from "../../lib/zoned.ts";
import type { ReviewFrequency, ReviewSettings } from "./review-settings.ts";

type Schedule = Pick<ReviewSettings, "startDate" | "timeZone" | "frequency">;

const MONTHS: Readonly<Record<Exclude<ReviewFrequency, "weekly">, number>> = {
  monthly: 1,
  quarterly: 3,
  halfYearly: 6,
  annually: 12,
};

/** The day of the review of that number, counted from 0: in a month that is too short, the last of it (domain.md 3.3). */
export function openingDate({ startDate, frequency }: Schedule, number: number): string {
  return frequency === "weekly" ? plusDays(startDate, number * 7) : plusMonths(startDate, number * MONTHS[frequency]);
}

/** When the next review opens after that moment. */
export function nextOpening(schedule: Schedule, after: Date): Date {
  let number = openingsBefore(schedule, after);
  while (openingAt(schedule, number) <= after) number += 1;
  return openingAt(schedule, number);
}

/** When the first review of a policy opens that is stored at this moment: at once where its reviews start today. */
export function firstOpening(schedule: Schedule, now: Date): Date {
  const startsToday = dateIn(schedule.timeZone, now) === schedule.startDate;
  return startsToday ? openingAt(schedule, 0) : nextOpening(schedule, now);
}

/** The same reviews for a policy that is made anew from another: they start with the next that the other would have. */
export function startedAnew(settings: ReviewSettings, now: Date): ReviewSettings {
  return { ...settings, startDate: dateIn(settings.timeZone, firstOpening(settings, now)) };
}

function openingAt(schedule: Schedule, number: number): Date {
  return startOfDay(openingDate(schedule, number), schedule.timeZone);
}

/** So many reviews have opened before that moment, or some fewer. */
function openingsBefore({ startDate, timeZone, frequency }: Schedule, moment: Date): number {
  const passed = moment.getTime() - startOfDay(startDate, timeZone).getTime();
  const longest = frequency === "weekly" ? { days: 7 } : { days: MONTHS[frequency] * 31 };
  return Math.max(0, Math.floor(passed / milliseconds(longest)) - 1);
}
