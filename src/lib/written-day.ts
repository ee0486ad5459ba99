/** Days as people write them after a command: `2026-05-01`, `1 May 2026`, `May 1`, `1.5.2026`, `yesterday`. */
import { isDate, plusDays } from "./calendar.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] as const;
const LONG = ["uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember"] as const;

const MONTH = `(?:${MONTHS.map((short, at) => (LONG[at] === "" ? short : `${short}(?:${LONG[at]})?`)).join("|")}|sept)`;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const DAY_FIRST = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th|\\.)? (${MONTH})(?:,? (\\d{4}))?$`);
const MONTH_FIRST = new RegExp(`^(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?$`);
const WITH_DOTS = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/;
const WITH_SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

const FROM_TODAY: ReadonlyMap<string, number> = new Map([
  ["yesterday", -1],
  ["today", 0],
  ["tomorrow", 1],
]);

/** Which day is meant where no year is written: the last such day up to today, or the next from today on. */
export type Lean = "last" | "next";

/** Whether the text is meant as a day, be it one that exists and can be told, or not. */
export function isWrittenDay(text: string): boolean {
  const written = tidy(text);
  return FROM_TODAY.has(written) || WITH_SLASHES.test(written) || partsOf(written) !== undefined;
}

/** The day that is written, as `YYYY-MM-DD`. Undefined where it does not exist, or two could be meant. */
export function readWrittenDay(text: string, today: string, lean: Lean): string | undefined {
  const written = tidy(text);
  const fromToday = FROM_TODAY.get(written);
  if (fromToday !== undefined) return plusDays(today, fromToday);
  const parts = partsOf(written);
  if (!parts) return undefined;
  const { year, rest } = parts;
  if (year !== null) return isDate(`${year}-${rest}`) ? `${year}-${rest}` : undefined;
  const thisYear = Number(today.slice(0, 4));
  const step = lean === "last" ? -1 : 1;
  return Array.from({ length: LEAP_YEARS_APART }, (_, years) => `${thisYear + years * step}-${rest}`).find(
    (date) => isDate(date) && (lean === "last" ? date <= today : date >= today),
  );
}

/** 29 February may be that far away. */
const LEAP_YEARS_APART = 9;

function tidy(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, " ");
}

/** The year, if it is written, and what follows it in a date. */
function partsOf(written: string): { year: string | null; rest: string } | undefined {
  const [, first, , monthOfYear, last] = YEAR_FIRST.exec(written) ?? [];
  if (first !== undefined) return { year: first, rest: restOf(monthOfYear, last) };
  const [, date, monthInDots, yearInDots] = WITH_DOTS.exec(written) ?? [];
  if (yearInDots !== undefined) return { year: yearInDots, rest: restOf(monthInDots, date) };
  const [, one, other, yearInSlashes] = WITH_SLASHES.exec(written) ?? [];
  if (yearInSlashes !== undefined) return withSlashes(one, other, yearInSlashes);
  const [, day, month, year] = DAY_FIRST.exec(written) ?? reordered(MONTH_FIRST.exec(written)) ?? [];
  if (day === undefined || month === undefined) return undefined;
  const number = MONTHS.findIndex((short) => month.startsWith(short)) + 1;
  return { year: year ?? null, rest: restOf(String(number), day) };
}

/** 5/1/2026 is the fifth of January or the first of May, depending on where whoever wrote it lives: not guessed at. */
function withSlashes(one = "", other = "", year: string): { year: string; rest: string } | undefined {
  if (Number(one) > MONTHS.length) return { year, rest: restOf(other, one) };
  return Number(other) > MONTHS.length ? { year, rest: restOf(one, other) } : undefined;
}

function restOf(month = "", day = ""): string {
  return `${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function reordered(found: RegExpExecArray | null): (string | undefined)[] | undefined {
  return found ? [found[0], found[2], found[1], found[3]] : undefined;
}
