/** Tables as files that spreadsheets open. */

/** Tells spreadsheets that the text is UTF-8. */
const BYTE_ORDER_MARK = "\u{FEFF}";
/** A cell that begins so would be taken for a formula, and might do something. */
const FORMULA = /^[=+\-@\t\r]/;

/** The rows by RFC 4180: cells with commas, quotes or line breaks are quoted, lines end with CR LF. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
