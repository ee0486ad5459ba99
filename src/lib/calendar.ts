/** Days as people write them, `YYYY-MM-DD`. */

/** The date at that instant in a time zone; in UTC when the zone is unknown. */
export function dateIn(timeZone: string | null, instant: Date): string {
  return (formatIn(timeZone ?? "UTC") ?? formatIn("UTC"))?.format(instant) ?? "";
}

/** Making one takes longer than all that it is used for. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** How dates are written in the zone; undefined where the machine knows no such zone. */
function formatIn(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
    formats.set(timeZone, format);
    return format;
  } catch {
    return undefined;
  }
}

/** The date so many days later. */
export function plusDays(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** The date so many months later; where that month is too short, its last day. */
export function plusMonths(date: string, months: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  const dayOfMonth = day.getUTCDate();
  day.setUTCMonth(day.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  day.setUTCDate(Math.min(dayOfMonth, last));
  return day.toISOString().slice(0, 10);
}

/** Whether the text is a date that exists. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Whether the machine knows a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
