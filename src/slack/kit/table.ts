import type { TableBlock } from "@slack/types";
import { clip } from "../../lib/text.ts";

/** Slack takes 10,000 characters in all the cells of a table, and one table in a message. */
const CELL_MAX = 80;
const ROWS_MAX = 30;

/** A table of texts as typed: its head, and as many rows as fit. Numbers stand to the right, in the last column. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): TableBlock {
  // A cell must not be empty.
  const cell = (text: string) => ({ type: "raw_text" as const, text: clip(text, CELL_MAX) || "–" });
  return {
    type: "table",
    rows: [head, ...rows.slice(0, ROWS_MAX)].map((row) => row.map(cell)),
    column_settings: head.map((_, at) => ({ align: at === head.length - 1 ? "right" : "left", is_wrapped: true })),
  };
}
