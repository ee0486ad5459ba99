import { and, asc, gt, gte, like, lt, not, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { nameKey } from "../../lib/text.ts";

/** Where the next page of a search begins: names that start with the text come first, names that hold it after them. */
export interface SearchCursor {
  tier: "starts" | "holds";
  nameKey: string;
  id: string;
}

export interface Page<Row> {
  rows: Row[];
  next: SearchCursor | null;
}

interface NamedColumns {
  id: AnyPgColumn;
  nameKey: AnyPgColumn;
}

/** One tier of a search as SQL; `fetch` adds what else the rows must fulfil. */
export interface SearchTier {
  where: SQL | undefined;
  orderBy: [SQL, SQL];
  limit: number;
}

const HIGHEST_CODE_POINT = "\u{10FFFF}";

/**
 * Rows whose name holds the text, best first: the exact name, names that start with it, names that hold it.
 * Each tier is read in the order of an index and stops when the page is full.
 */
export async function searchByName<Row extends { id: string; nameKey: string }>(
  text: string,
  { size, cursor, columns }: { size: number; cursor?: SearchCursor | undefined; columns: NamedColumns },
  fetch: (tier: SearchTier) => Promise<Row[]>,
): Promise<Page<Row>> {
  const key = nameKey(text);
  const rows: Row[] = [];
  let filledTier: SearchCursor["tier"] = "starts";
  for (const tier of ["starts", "holds"] as const) {
    if (rows.length > size || (cursor?.tier === "holds" && tier === "starts") || (key === "" && tier === "holds")) continue;
    const after = cursor?.tier === tier ? cursor : undefined;
    const where = and(tierCondition(tier, key, columns.nameKey), after && isAfter(after, columns));
    const found = await fetch({ where, orderBy: [asc(columns.nameKey), asc(columns.id)], limit: size + 1 - rows.length });
    if (found.length > 0 && rows.length < size) filledTier = tier;
    rows.push(...found);
  }
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return { rows: page, next: rows.length > size && last ? { tier: filledTier, nameKey: last.nameKey, id: last.id } : null };
}

function tierCondition(tier: SearchCursor["tier"], key: string, column: AnyPgColumn): SQL | undefined {
  if (key === "") return undefined;
  const starts = and(gte(column, key), lt(column, key + HIGHEST_CODE_POINT));
  if (tier === "starts") return starts;
  return and(like(column, `%${escapeLike(key)}%`), starts && not(starts));
}

function isAfter({ nameKey, id }: SearchCursor, columns: NamedColumns): SQL | undefined {
  return or(gt(columns.nameKey, nameKey), and(sql`${columns.nameKey} = ${nameKey}`, gt(columns.id, id)));
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
