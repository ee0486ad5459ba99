import { and, asc, gte, lt, sql } from "drizzle-orm";
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

export interface SearchOptions {
  size: number;
  cursor?: SearchCursor | undefined;
  columns: NamedColumns;
  /** The rows that are searched are few and found by another index than the names': then theirs are not needed. */
  amongFew?: boolean;
  /** Where only a part of the table is searched, and an index of names begins with it. */
  within?: SQL;
}

/** One part of a search as SQL; `select` adds what else the rows must fulfil. */
export interface SearchPart {
  where: SQL | undefined;
  orderBy: SQL[];
  limit: number;
}

const HIGHEST_CODE_POINT = "\u{10FFFF}";
/** How many names are looked through in order before the trigrams are asked. */
const NAMES_READ = 500;
/** Each further letter is another list of trigrams to read, and hardly makes the choice smaller. */
const LETTERS_ASKED = 12;

/**
 * Rows whose name holds the text, best first: the exact name, names that start with it, names that hold it.
 * One statement, whose parts are read one after the other until the page is full.
 */
export async function searchByName<Row extends { id: string; nameKey: string }>(
  text: string,
  options: SearchOptions,
  select: (part: SearchPart) => PromiseLike<Row[]>,
): Promise<Page<Row>> {
  const { size, columns } = options;
  const key = nameKey(text);
  const byName = [asc(columns.nameKey), asc(columns.id)];
  const parts = partsOf(key, options).map(({ where, orderBy = byName }) => select({ where, orderBy, limit: size + 1 }));
  const rows = await oneAfterTheOther(parts, size + 1);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  if (rows.length <= size || !last) return { rows: page, next: null };
  return {
    rows: page,
    next: { tier: last.nameKey.startsWith(key) ? "starts" : "holds", nameKey: last.nameKey, id: last.id },
  };
}

interface Part {
  where: SQL | undefined;
  /** By name, if nothing else is said. */
  orderBy?: SQL[];
}

function partsOf(key: string, options: SearchOptions): Part[] {
  const { cursor, columns } = options;
  const after = cursor && isAfter(cursor, columns);
  if (key === "") return [{ where: after }];
  if (options.amongFew) return [amongFew(key, options)];
  const insideAfter = cursor?.tier === "holds" ? after : undefined;
  const inside = hasTrigrams(key)
    ? insideParts(key, options, insideAfter)
    : [{ where: and(sql`${place(columns, key)} > 1`, insideAfter) }];
  if (cursor?.tier === "holds") return inside;
  const starts = and(gte(columns.nameKey, key), lt(columns.nameKey, key + HIGHEST_CODE_POINT), after);
  return [{ where: starts }, ...inside];
}

/** All of them are looked at, and sorted. */
function amongFew(key: string, { cursor, columns }: SearchOptions): Part {
  const at = place(columns, key);
  const orderBy = [asc(sql`${at} > 1`), asc(columns.nameKey), asc(columns.id)];
  if (!cursor) return { orderBy, where: sql`${at} > 0` };
  const after = isAfter(cursor, columns);
  return {
    orderBy,
    where: cursor.tier === "holds" ? sql`${at} > 1 and ${after}` : sql`(${at} > 1 or (${at} = 1 and ${after}))`,
  };
}

/**
 * A text that many names hold is found among the first names in their order; for one that few hold, the trigrams know
 * which. Neither is good at the other's work and the planner cannot tell them apart: so the first names are looked
 * through, and the trigrams are asked about the names behind them.
 */
function insideParts(key: string, { columns, within }: SearchOptions, after: SQL | undefined): Part[] {
  const { id, nameKey: name } = columns;
  const inOrder = sql`from ${id.table} where ${and(within, after) ?? sql`true`} order by ${name}, ${id}`;
  const firstNames = sql`(select ${id} as id, ${name} as name ${inOrder} limit ${sql.raw(String(NAMES_READ))}) early`;
  const lastOfThem = sql`(select ${name}, ${id} ${inOrder} offset ${sql.raw(String(NAMES_READ - 1))} limit 1)`;
  // No index has this: else the planner might read all names in order, to save the sorting of a few.
  const unindexed = sql`(${name} || '')`;
  const letters = `%${escapeLike(lettersAsked(key))}%`;
  return [
    { where: sql`${id} in (select early.id from ${firstNames} where strpos(early.name, ${key}) > 1)` },
    {
      where: sql`${name} like ${letters} and ${place(columns, key)} > 1 and (${unindexed}, ${id}) > ${lastOfThem}`,
      orderBy: [asc(unindexed), asc(id)],
    },
  ];
}

/** Where the name holds the text: 1 at its start, 0 nowhere. */
function place({ nameKey: name }: NamedColumns, key: string): SQL {
  return sql`strpos(${name}, ${key})`;
}

/** Three letters or digits in a row: fewer are no trigram, and the index would be read whole. */
const TRIGRAM = /[\p{L}\p{N}]{3}/u;

function hasTrigrams(key: string): boolean {
  return TRIGRAM.test(key);
}

function lettersAsked(key: string): string {
  return Array.from(key.slice(key.search(TRIGRAM)))
    .slice(0, LETTERS_ASKED)
    .join("");
}

function isAfter({ nameKey, id }: SearchCursor, columns: NamedColumns): SQL {
  return sql`(${columns.nameKey}, ${columns.id}) > (${nameKey}, ${id}::uuid)`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

interface UnionQuery<Row> extends PromiseLike<Row[]> {
  unionAll(next: PromiseLike<Row[]>): UnionQuery<Row>;
  limit(rows: number): PromiseLike<Row[]>;
}

/** All in one statement: Postgres reads the parts of a `union all` in turn, and stops at the limit. */
function oneAfterTheOther<Row>(parts: readonly PromiseLike<Row[]>[], limit: number): PromiseLike<Row[]> {
  const [first, ...others] = parts as readonly UnionQuery<Row>[];
  if (!first) return Promise.resolve([]);
  // Drizzle types a union by its columns, which are the same in every part.
  return others.length === 0 ? first : others.reduce((all, next) => all.unionAll(next), first).limit(limit);
}
