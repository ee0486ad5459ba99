/** Days and hours as the clock on somebody's wall shows them. An unknown time zone counts as UTC. */
import { Temporal } from "temporal-polyfill";

const OPENS_AT = 9;
const CLOSES_AT = 18;
const FRIDAY = 5;

/** When that day (`YYYY-MM-DD`) begins in the time zone. */
export function startOfDay(date: string, timeZone: string | null): Date {
  return instant(Temporal.PlainDate.from(date).toZonedDateTime(knownZone(timeZone)));
}

/** When that day is over in the time zone: the beginning of the next. */
export function endOfDay(date: string, timeZone: string | null): Date {
  return instant(Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(knownZone(timeZone)));
}

/** The moment itself when it is in working hours (9 to 18, Monday to Friday), else when they next begin. */
export function nextWorkingMoment(moment: Date, timeZone: string | null): Date {
  const at = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(knownZone(timeZone));
  const isWorkday = at.dayOfWeek <= FRIDAY;
  if (isWorkday && at.hour >= OPENS_AT && at.hour < CLOSES_AT) return moment;
  let day = at.toPlainDate();
  if (isWorkday && at.hour >= CLOSES_AT) day = day.add({ days: 1 });
  while (day.dayOfWeek > FRIDAY) day = day.add({ days: 1 });
  return instant(
    day.toZonedDateTime({ timeZone: at.timeZoneId, plainTime: Temporal.PlainTime.from({ hour: OPENS_AT }) }),
  );
}

/** The zones that were asked for, as they are called here: finding that out takes long. */
const known = new Map<string, string>();

function knownZone(timeZone: string | null): string {
  const asked = timeZone ?? "UTC";
  const found = known.get(asked);
  if (found !== undefined) return found;
  try {
    const { timeZone: zone } = new Intl.DateTimeFormat("en", { timeZone: asked }).resolvedOptions();
    known.set(asked, zone);
    return zone;
  } catch {
    return "UTC";
  }
}

function instant(moment: Temporal.ZonedDateTime): Date {
  return new Date(moment.epochMilliseconds);
}
