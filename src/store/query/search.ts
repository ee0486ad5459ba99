import { and, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { nameKey } from "../../lib/text.ts";
import { isCommon } from "./name-sample.ts";
import type { NamedTable } from "./name-sample.ts";
import { given, statement } from "./statement.ts";
import type { Source, Statement, Values } from "./statement.ts";

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
  table: NamedTable;
  /** The columns of a found row; among them `id` and `nameKey`. */
  select: SQL;
  /** Further tables that `select` and `filter` use. */
  joins?: SQL;
  /** Common table expressions that `filter` uses. */
  sets?: SQL;
  /** The first column of the index of names, where it is not the name itself, as a condition. */
  among?: SQL;
  /** What else a row must fulfil. */
  filter?: SQL | undefined;
  /** How many rows the filter leaves: most, so that reading the names in order soon fills a page; or a few, which are looked at one by one. */
  leaves?: "most" | "few";
  /**
   * Whether nobody turns the page of a text's hits, as in a select: of names that hold the text inside, more than fit,
   * any will then do, and most need not be read.
   */
  isOnePage?: boolean;
}

export interface PageWish {
  size: number;
  cursor?: SearchCursor | undefined;
}

/** Finds rows by name; `values` are those that the filter takes. */
export type NameSearch<Row> = (source: Source, text: string, wish: PageWish, values: Values) => Promise<Page<Row>>;

/**
 * Rows whose name holds the text, best first: the exact name, names that start with it, names that hold it.
 * One statement, whose parts Postgres reads in turn until the page is full; one text for each form of it.
 */
export function searchByName<Row extends { id: string; nameKey: string }>(searched: Searched): NameSearch<Row> {
  const statements = new Map<string, Statement<Row>>();
  return async (source, text, { size, cursor }, values) => {
    const key = nameKey(text);
    const form: Form = { key: await kindOf(key, size, source, searched), tier: cursor?.tier, limit: size + 1 };
    const name = `${form.key} ${form.tier} ${form.limit}`;
    const find = statements.get(name) ?? statement<Row>(bodyOf(searched, form));
    statements.set(name, find);
    const rows = await find(source, {
      ...values,
      key,
      keyEnd: key + HIGHEST_CODE_POINT,
      pattern: patternOf(key),
      afterName: cursor?.nameKey,
      afterId: cursor?.id,
    });
    const page = rows.slice(0, size);
    const last = page.at(-1);
    if (rows.length <= size || !last) return { rows: page, next: null };
    const tier = last.nameKey.startsWith(key) ? "starts" : "holds";
    return { rows: page, next: { tier, nameKey: last.nameKey, id: last.id } };
  };
}

/** What a search's text depends on. */
interface Form {
  /** How names that hold the text behind their start are found: all do, in the order of names, or by trigrams. */
  key: "empty" | "inOrder" | "trigrams";
  tier: SearchCursor["tier"] | undefined;
  limit: number;
}

function bodyOf(searched: Searched, form: Form): SQL {
  const limit = sql.raw(String(form.limit));
  return sql`${searched.sets ? sql`with ${searched.sets} ` : sql``}${partsOf(searched, form, limit)}`;
}

function partsOf(searched: Searched, { key, tier }: Form, limit: SQL): SQL {
  const { nameKey: name } = searched.table;
  const after = tier && isAfterCursor(searched);
  if (key === "empty") return inOrder(searched, limit, after);
  if (searched.leaves === "few") return sorted(searched, limit, tier, after);
  const inside = insideParts(searched, key, limit, tier === "holds" ? after : undefined);
  if (tier === "holds") return sql`select * from ${inside} as found limit ${limit}`;
  const starts = sql`${name} >= ${given("key")} and ${name} < ${given("keyEnd")}`;
  return sql`(${inOrder(searched, limit, starts, after)}) union all ${inside} limit ${limit}`;
}

/** Rows in the order of their names. */
function inOrder(searched: Searched, limit: SQL, ...conditions: (SQL | undefined)[]): SQL {
  const { table, select, joins, among, filter } = searched;
  const { id, nameKey: name } = table;
  return sql`select ${select} from ${id.table} ${joins ?? sql``}
    where ${and(among, ...conditions, filter) ?? sql`true`} order by ${name}, ${id} limit ${limit}`;
}

/**
 * Names that hold the text behind their start. A text that few names hold is found by its trigrams, and the hits are
 * sorted; where one page is enough, the first hits are it. One that many hold is found by reading the names in their order.
 */
function insideParts(searched: Searched, key: Form["key"], limit: SQL, after: SQL | undefined): SQL {
  const { table, select, joins, among, filter, isOnePage } = searched;
  const { id, nameKey: name } = table;
  const isInside = sql`strpos(${name}, ${given("key")}) > 1`;
  if (key === "inOrder") return sql`(${insideInOrder(searched, limit, isInside, after)})`;
  const isHit = and(sql`${name} like ${given("pattern")}`, isInside, after, among, filter);
  const hits = sql`select ${select} from ${id.table} ${joins ?? sql``} where ${isHit}`;
  return isOnePage
    ? sql`(select * from (${hits} limit ${limit}) as found order by "nameKey", id)`
    : sql`(${hits} order by ${name}, ${id} limit ${limit})`;
}

/** Rows in the order of their names, of which hardly any fulfil the conditions: these are looked for in the index alone. */
function insideInOrder(searched: Searched, limit: SQL, ...conditions: (SQL | undefined)[]): SQL {
  const { table, select, joins, among, filter } = searched;
  const { id, nameKey: name } = table;
  return sql`select ${select} from (select ${id} as id, ${name} as name from ${id.table}
      where ${and(among, ...conditions)} order by ${name}, ${id}) as inside
    join ${id.table} on ${id} = inside.id ${joins ?? sql``}
    where ${filter ?? sql`true`} order by inside.name, inside.id limit ${limit}`;
}

/** All rows that fulfil the filter and hold the text, sorted. */
function sorted(
  { table, select, joins, among, filter }: Searched,
  limit: SQL,
  tier: Form["tier"],
  after: SQL | undefined,
): SQL {
  const at = sql`strpos(${table.nameKey}, ${given("key")})`;
  const rest = tier === "starts" ? sql`(${at} > 1 or ${after})` : after;
  const where = and(tier === "holds" ? sql`${at} > 1` : sql`${at} > 0`, rest, among, filter);
  return sql`select ${select} from ${table.id.table} ${joins ?? sql``}
    where ${where} order by ${at} > 1, ${table.nameKey}, ${table.id} limit ${limit}`;
}

const HIGHEST_CODE_POINT = "\u{10FFFF}";

function isAfterCursor({ table }: Searched): SQL {
  return sql`(${table.nameKey}, ${table.id}) > (${given("afterName")}, ${given("afterId")}::uuid)`;
}

/** A text that many names hold is soon found in their order; the index of trigrams gives all hits before the first. */
async function kindOf(
  key: string,
  size: number,
  source: Source,
  { table, leaves = "most" }: Searched,
): Promise<Form["key"]> {
  if (key === "") return "empty";
  if (!hasTrigram(key)) return "inOrder";
  return leaves === "most" && (await isCommon(source, table, key, size)) ? "inOrder" : "trigrams";
}

/** Three letters or digits in a row: fewer are no trigram, and the index would be read whole. */
export function hasTrigram(text: string): boolean {
  return /[\p{L}\p{N}]{3}/u.test(text);
}

/** So many letters at each end of a long text; every trigram that is asked for costs time. */
const END = 4;

/** By what the index of trigrams finds names that hold the text; null for a text too short for it. */
export function insidePattern(text: string): string | null {
  const key = nameKey(text);
  return hasTrigram(key) ? patternOf(key) : null;
}

/** What the hits are found by: of a long text only its ends, which hardly any other name has together. */
function patternOf(key: string): string {
  const letters = [...key];
  const ends = [letters.slice(0, END).join(""), letters.slice(-END).join("")];
  const parts = letters.length > 2 * END && ends.some(hasTrigram) ? ends : [key];
  return ["", ...parts.map(escapeLike), ""].join("%");
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}
