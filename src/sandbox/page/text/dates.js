// @ts-check
/** Times as the person's own clock shows them. */

/**
 * @param {Date} date
 * @param {Intl.DateTimeFormatOptions} options
 */
function show(date, options) {
  return new Intl.DateTimeFormat(undefined, options).format(date);
}

/** @param {Date} date */
export function clockTime(date) {
  return show(date, { hour: "numeric", minute: "2-digit" });
}

/** @param {Date} date */
export function dateAndTime(date) {
  return show(date, { dateStyle: "medium", timeStyle: "short" });
}

/** @param {Date} date */
export function longDate(date) {
  return show(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/** @param {Date} date */
function dayNumber(date) {
  return Math.round(new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12).getTime() / 86_400_000);
}

/**
 * "Today", "Yesterday", "Tomorrow", else what `otherwise` says.
 *
 * @param {Date} date
 * @param {() => string} otherwise
 */
export function prettyDay(date, otherwise) {
  const away = dayNumber(date) - dayNumber(new Date());
  if (away === 0) return "Today";
  if (away === -1) return "Yesterday";
  if (away === 1) return "Tomorrow";
  return otherwise();
}

/** @param {Date} date */
function ago(date) {
  const seconds = Math.round((date.getTime() - Date.now()) / 1000);
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(seconds, "second");
  if (size < 3600) return relative.format(Math.round(seconds / 60), "minute");
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), "hour");
  return relative.format(Math.round(seconds / 86_400), "day");
}

/** @param {Date} date */
function long(date) {
  return show(date, { day: "numeric", month: "long", year: "numeric" });
}

/** @param {Date} date */
function short(date) {
  return show(date, { day: "numeric", month: "short", year: "numeric" });
}

/** @type {Record<string, (date: Date) => string>} */
const TOKENS = {
  date: long,
  date_num: (date) =>
    `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`,
  date_slash: (date) => show(date, { day: "2-digit", month: "2-digit", year: "numeric" }),
  date_long: longDate,
  date_long_full: longDate,
  date_long_pretty: (date) => prettyDay(date, () => longDate(date)),
  date_pretty: (date) => prettyDay(date, () => long(date)),
  date_short: short,
  date_short_pretty: (date) => prettyDay(date, () => short(date)),
  day_divider_pretty: (date) => prettyDay(date, () => longDate(date)),
  time: clockTime,
  time_secs: (date) => show(date, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  ago,
};

/**
 * Slack's `{date_short} at {time}`.
 *
 * @param {number} seconds
 * @param {string} template
 * @param {string} fallback
 */
export function dateText(seconds, template, fallback) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return fallback;
  return template.replaceAll(/\{(\w+)\}/g, (whole, /** @type {string} */ token) => TOKENS[token]?.(date) ?? whole);
}

/** Slack's `ts`, "1712345678.000100". @param {string} ts */
export function messageDate(ts) {
  return new Date(Number(ts) * 1000);
}
