/** Limits on what blocks hold together. */
import { lengthOf } from "../../lib/text.ts";
import { type Violation, violation } from "./violation.ts";

/** Slack has no published number; messages were refused from about 13,200 characters on, and 10,000 is the advice. */
const MESSAGE_TEXT = 10_000;
const MARKDOWN_TEXT = 12_000;
const TABLE_TEXT = 10_000;
const DATA_TABLE_TEXT = 20_000;
const VISUALIZATIONS = 2;
const VIEW_BYTES = 250_000;

/** The characters of every text and of every table cell below this value. */
function textIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textIn(item), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, field]) => sum + (key === "text" && typeof field === "string" ? lengthOf(field) : textIn(field)),
    0,
  );
}

function ofType(blocks: unknown[], type: string): { block: unknown; index: number }[] {
  return blocks
    .map((block, index) => ({ block, index }))
    .filter(({ block }) => typeof block === "object" && block !== null && "type" in block && block.type === type);
}

function tooLongTables(blocks: unknown[], type: string, limit: number): Violation[] {
  return ofType(blocks, type)
    .map(({ block, index }) => ({ index, actual: textIn(block) }))
    .filter(({ actual }) => actual > limit)
    .map(({ index, actual }) =>
      violation(["blocks", index], "too_long", `a ${type} holds at most ${limit} characters`, { limit, actual }),
    );
}

/** Tables hold a limited number of characters, on every surface. */
export function tableSizes(blocks: unknown): Violation[] {
  if (!Array.isArray(blocks)) return [];
  return [...tooLongTables(blocks, "table", TABLE_TEXT), ...tooLongTables(blocks, "data_table", DATA_TABLE_TEXT)];
}

/** What the blocks of one message may come to. */
export function messageSizes(blocks: unknown): Violation[] {
  if (!Array.isArray(blocks)) return [];
  const violations = tableSizes(blocks);
  const markdown = textIn(ofType(blocks, "markdown").map(({ block }) => block));
  const tables = [...ofType(blocks, "table"), ...ofType(blocks, "data_table")].map(({ block }) => block);
  const prose = textIn(blocks) - markdown - textIn(tables);
  const check = (code: string, message: string, limit: number, actual: number) => {
    if (actual > limit) violations.push(violation(["blocks"], code, message, { limit, actual }));
  };
  check("msg_blocks_too_long", "the blocks' texts are too long together", MESSAGE_TEXT, prose);
  check("msg_blocks_too_long", "the markdown blocks are too long together", MARKDOWN_TEXT, markdown);
  check("only_one_table_allowed", "only one table is allowed", 1, ofType(blocks, "table").length);
  check(
    "too_many",
    "at most two data_visualization blocks are allowed",
    VISUALIZATIONS,
    ofType(blocks, "data_visualization").length,
  );
  return violations;
}

/** A view as a whole has at most 250 KB. */
export function viewSize(view: unknown): Violation[] {
  const actual = Buffer.byteLength(JSON.stringify(view) ?? "");
  if (actual <= VIEW_BYTES) return [];
  return [violation([], "view_too_large", "the view is larger than 250 KB", { limit: VIEW_BYTES, actual })];
}
