const ELLIPSIS = "…";

/**
 * The text, shortened to at most `limit` code points; what was cut is marked by an ellipsis.
 * Counts code points, not UTF-16 units, so an emoji or a letter outside the basic plane is never split.
 */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = Array.from(text);
  return points.length <= limit ? text : points.slice(0, limit - 1).join("") + ELLIPSIS;
}

/** How many code points the text has: the length that a person would count. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** The text as Postgres takes it: half of a character pair, and the character zero, become `\uFFFD`. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

/** What counts as a blank: also control characters, and blanks that have no width. */
const BLANKS = /[\s\p{Cc}\u200B\u2060]+/gu;

/** The text as it is stored: blanks at its ends removed, runs of blanks made one. */
export function tidyLine(text: string): string {
  return text.normalize("NFC").replace(BLANKS, " ").trim();
}

/** The form in which two names are compared: names that differ only in case or blanks are the same name. */
export function nameKey(name: string): string {
  return tidyLine(name).toLowerCase();
}
