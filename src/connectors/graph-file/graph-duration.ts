/** A duration of Graph's (ISO 8601) in days or hours: `P365D`, `PT48H`; undefined for what is not whole hours. */
export function readDuration(text: string | null | undefined): { days: number } | { hours: number } | undefined {
  const [, weeks, days, hours] =
    /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:0+M)?(?:0+(?:\.0+)?S)?)?$/.exec(text ?? "") ?? [];
  const wholeDays = Number(weeks ?? 0) * 7 + Number(days ?? 0);
  const wholeHours = Number(hours ?? 0);
  if (wholeDays + wholeHours === 0) return undefined;
  if (wholeHours % 24 === 0) return { days: wholeDays + wholeHours / 24 };
  return { hours: wholeDays * 24 + wholeHours };
}

/** The same in days, part of one counted whole; undefined where there is none. */
export function daysIn(text: string | null | undefined): number | undefined {
  const duration = readDuration(text);
  if (!duration) return undefined;
  return "days" in duration ? duration.days : Math.ceil(duration.hours / 24);
}
