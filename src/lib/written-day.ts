/** Days as people write them after a command: `2026-05-01`, `1 May 2026`, `May 1`. */
import { isDate } from "./calendar.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] as const;
const LONG = ["uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember"] as const;

const MONTH = `(?:${MONTHS.map((short, at) => (LONG[at] === "" ? short : `${short}(?:${LONG[at]})?`)).join("|")}|sept)`;
const ISO = /^\d{4}-\d{2}-\d{2}$/;
const DAY_FIRST = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? (${MONTH})(?:,? (\\d{4}))?$`);
const MONTH_FIRST = new RegExp(`^(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?$`);

/** Whether the text is meant as a day, be it one that exists or not. */
export function isWrittenDay(text: string): boolean {
  return partsOf(text) !== undefined;
}

/**
 * The day that is written, as `YYYY-MM-DD`; without a year, the last such day up to today. Undefined where it does not
 * exist.
 */
export function readWrittenDay(text: string, today: string): string | undefined {
  const parts = partsOf(text);
  if (typeof parts === "string") return isDate(parts) ? parts : undefined;
  if (!parts) return undefined;
  const { year, rest } = parts;
  if (year !== null) return isDate(`${year}-${rest}`) ? `${year}-${rest}` : undefined;
  const thisYear = Number(today.slice(0, 4));
  return Array.from({ length: LEAP_YEARS_APART }, (_, back) => `${thisYear - back}-${rest}`).find(
    (date) => isDate(date) && date <= today,
  );
}

/** 29 February may be that long ago. */
const LEAP_YEARS_APART = 9;

/** The date, or its year and what follows it. */
function partsOf(written: string): string | { year: string | null; rest: string } | undefined {
  const text = written.trim().toLowerCase().replaceAll(/\s+/g, " ");
  if (ISO.test(text)) return text;
  const [, day, month, year] = DAY_FIRST.exec(text) ?? reordered(MONTH_FIRST.exec(text)) ?? [];
  if (day === undefined || month === undefined) return undefined;
  const number = MONTHS.findIndex((short) => month.startsWith(short)) + 1;
  return { year: year ?? null, rest: `${String(number).padStart(2, "0")}-${day.padStart(2, "0")}` };
}

function reordered(found: RegExpExecArray | null): (string | undefined)[] | undefined {
  return found ? [found[0], found[2], found[1], found[3]] : undefined;
}
