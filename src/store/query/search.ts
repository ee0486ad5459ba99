import { and, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { nameKey } from "../../lib/text.ts";
import type { Reader } from "../database.ts";
import { rowsOf } from "./rows.ts";

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

/** What is searched by its name. */
export interface Searched {
  /** The table that has the names. */
  table: { id: AnyPgColumn; nameKey: AnyPgColumn };
  /** The columns of a found row; among them `id` and `nameKey`. */
  select: SQL;
  /** Further tables that `select` and `filter` use. */
  joins?: SQL;
  /** What else a row must fulfil. */
  filter?: SQL | undefined;
  /** The filter leaves few rows, which another index than the names' finds: these are looked at and sorted. */
  isFew?: boolean;
}

export interface PageWish {
  size: number;
  cursor?: SearchCursor | undefined;
}

/**
 * Rows whose name holds the text, best first: the exact name, names that start with it, names that hold it.
 * One statement, whose parts Postgres reads in turn until the page is full.
 */
export async function searchByName<Row extends { id: string; nameKey: string }>(
  db: Reader,
  text: string,
  searched: Searched,
  { size, cursor }: PageWish,
): Promise<Page<Row>> {
  const key = nameKey(text);
  const limit = sql.raw(String(size + 1));
  const rows = await rowsOf<Row>(db, statement(key, searched, limit, cursor));
  const page = rows.slice(0, size);
  const last = page.at(-1);
  if (rows.length <= size || !last) return { rows: page, next: null };
  const tier = last.nameKey.startsWith(key) ? "starts" : "holds";
  return { rows: page, next: { tier, nameKey: last.nameKey, id: last.id } };
}

function statement(key: string, searched: Searched, limit: SQL, cursor: SearchCursor | undefined): SQL {
  const { nameKey: name } = searched.table;
  const after = cursor && isAfter(searched, cursor);
  if (key === "") return part(searched, limit, after);
  if (searched.isFew) return amongFew(key, searched, limit, cursor);
  const insideAfter = cursor?.tier === "holds" ? after : undefined;
  const inside = insideParts(key, searched, limit, insideAfter);
  if (cursor?.tier === "holds") return inside;
  const starts = sql`${name} >= ${key} and ${name} < ${key + HIGHEST_CODE_POINT}`;
  return sql`(${part(searched, limit, starts, after)}) union all ${inside} limit ${limit}`;
}

/** Rows in the order of their names. */
function part({ table, select, joins, filter }: Searched, limit: SQL, ...conditions: (SQL | undefined)[]): SQL {
  const { id, nameKey: name } = table;
  return sql`select ${select} from ${id.table} ${joins ?? sql``}
    where ${and(...conditions, filter) ?? sql`true`} order by ${name}, ${id} limit ${limit}`;
}

/** More hits than these are so frequent that reading the names in their order soon fills a page. */
const FREQUENT = 400;

/**
 * Names that hold the text behind their start. A text that few names hold is found by its trigrams, and the hits are
 * sorted; one that many hold is found by reading the names in their order. Which of the two it is shows when the
 * first hits are counted: the part whose turn it is not reads nothing.
 */
function insideParts(key: string, searched: Searched, limit: SQL, after: SQL | undefined): SQL {
  const { table, select, joins, filter } = searched;
  const { id, nameKey: name } = table;
  const isInside = sql`strpos(${name}, ${key}) > 1`;
  const inOrder = (condition?: SQL) => part(searched, limit, condition, isInside, after);
  if (!hasTrigrams(key)) return sql`(${inOrder()})`;
  const most = sql.raw(String(FREQUENT));
  const hits = sql`with hit as materialized (
    select * from ${id.table} where ${name} like ${`%${escapeLike(key)}%`} limit ${most} + 1)`;
  const count = sql`(select count(*) from hit)`;
  return sql`(${hits}
    (select ${select} from hit as ${id.table} ${joins ?? sql``}
      where ${and(sql`${count} <= ${most}`, isInside, after, filter)} order by ${name}, ${id} limit ${limit})
    union all (${inOrder(sql`${count} > ${most}`)}))`;
}

function amongFew(key: string, searched: Searched, limit: SQL, cursor: SearchCursor | undefined): SQL {
  const { table, select, joins, filter } = searched;
  const at = sql`strpos(${table.nameKey}, ${key})`;
  const after = cursor && isAfter(searched, cursor);
  const rest = cursor?.tier === "starts" ? sql`(${at} > 1 or ${after})` : after;
  const where = and(cursor?.tier === "holds" ? sql`${at} > 1` : sql`${at} > 0`, rest, filter);
  return sql`select ${select} from ${table.id.table} ${joins ?? sql``}
    where ${where} order by ${at} > 1, ${table.nameKey}, ${table.id} limit ${limit}`;
}

const HIGHEST_CODE_POINT = "\u{10FFFF}";

function isAfter({ table }: Searched, { nameKey, id }: SearchCursor): SQL {
  return sql`(${table.nameKey}, ${table.id}) > (${nameKey}, ${id}::uuid)`;
}

/** Three letters or digits in a row: fewer are no trigram, and the index would be read whole. */
function hasTrigrams(key: string): boolean {
  return /[\p{L}\p{N}]{3}/u.test(key);
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
