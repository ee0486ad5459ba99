import { sql } from "drizzle-orm";
import type { SQL, SQLWrapper } from "drizzle-orm";
import { nameKey } from "../../lib/text.ts";
import type { NamedTable } from "./name-sample.ts";
import { hasTrigram } from "./search.ts";
import type { Searched } from "./search.ts";
import { given, statement } from "./statement.ts";
import type { Source, Values } from "./statement.ts";

/** How much a part of a name is like what was typed: the trigrams that they share, of all that they have, from 0 to 1. */
export interface Likeness {
  likeness: number;
}

/** Finds rows whose names are most alike to a text in letters; `values` are those that the filter takes. */
export type AlikeSearch<Row> = (
  source: Source,
  text: string,
  limit: number,
  values: Values,
) => Promise<(Row & Likeness)[]>;

/** The rows that a mistyped name may have meant, the most alike first; for where none holds the text. */
export function alikeByName<Row>({ table, select, joins, sets, among, filter }: Searched): AlikeSearch<Row> {
  const likely = { spellings: given("spellings"), variants: given("variants"), from: given("from") };
  const { asked, alike, order } = alikeIn(table, likely, among);
  const find = statement<Row & Likeness>(sql`with ${sets ? sql`${sets}, ` : sql``}${asked}
    select ${select}, likeness from ${alike} ${joins ?? sql``}
    where ${filter ?? sql`true`} order by ${order} limit ${given("limit")}`);
  return async (source, text, limit, values) => {
    const likely = likelyOf(text);
    return likely === null ? [] : find(source, { ...values, ...likely, limit });
  };
}

/** The parts of a statement that finds, of a table, what is most alike to the spellings of a text; `among` as for a search. */
export function alikeIn(
  { id, nameKey: name }: NamedTable,
  { spellings, variants, from }: Record<keyof Likely, SQLWrapper>,
  among: SQL = sql`true`,
): Record<"asked" | "alike" | "order", SQL> {
  return {
    // The spellings are read through the setting, so that it stands before the index is asked; it ends with the statement.
    // The hits stand apart from their limit, for which Postgres would rather read the table.
    asked: sql`asked as materialized (select string_to_array(${spellings}, chr(10)) as spellings,
      string_to_array(${variants}, chr(10)) as variants,
      set_config('pg_trgm.word_similarity_threshold', ${from}, true) as setting),
    hit as materialized (select ${id} as id, ${name} as name, true as is_variant from ${id.table}
      where ${among} and ${name} = any((select variants from asked)::text[])
      union all select ${id}, ${name}, false from ${id.table}
      where ${name} %> any((select spellings from asked where setting is not null)::text[])
        and ${name} <> all((select variants from asked)::text[]))`,
    alike: sql`(select id, case when is_variant then 1 else
        (select max(word_similarity(spelling, name)) from asked, unnest(spellings) as spelling) end as likeness
      from hit limit ${HITS_MAX}) as alike join ${id.table} on ${id} = alike.id`,
    order: sql`likeness desc, length(${name}), ${name}, ${id}`,
  };
}

/** So many of the names that are alike are compared, seen or not; more than these share a word that many names have. */
const HITS_MAX = 300;
/**
 * How alike a name must be. A wrong letter costs a short word half of its trigrams; of a longer text, more that is only
 * somewhat alike would be compared than one can wait for.
 */
const ALIKE_FROM = { short: 0.45, longer: 0.65 };
const SHORT_UP_TO = 8;
/** A short text with two letters swapped is looked for by the likeness of parts of names; a longer one as a whole name. */
const SWAPPED_UP_TO = 10;
/** Longer names are hardly typed by hand, and everything that is asked for costs time. */
const LONGEST = 18;
/** No name has one inside. */
const SEPARATOR = "\n";

/** What is asked for instead of a text. */
export interface Likely {
  /** What a part of a name must be like. */
  spellings: string;
  /** What a whole name may be. */
  variants: string;
  /** How alike to one of the spellings a part of a name must be. */
  from: string;
}

/** What somebody may have meant who typed the text; null for one that nothing is alike to. */
export function likelyOf(text: string): Likely | null {
  const key = nameKey(text);
  const letters = [...key];
  if (!hasTrigram(key) || letters.length > LONGEST) return null;
  const swaps = letters.slice(1).map((_, at) => swapped(letters, at));
  const isShort = letters.length <= SWAPPED_UP_TO;
  const spellings = [key, ...(isShort ? swaps : [])];
  const variants = isShort ? [] : [...swaps, ...letters.map((_, at) => letters.toSpliced(at, 1).join(""))];
  const from = letters.length > SHORT_UP_TO ? ALIKE_FROM.longer : ALIKE_FROM.short;
  return { spellings: spellings.join(SEPARATOR), variants: variants.join(SEPARATOR), from: String(from) };
}

function swapped(letters: readonly string[], at: number): string {
  const [first = "", second = ""] = letters.slice(at);
  return [...letters.slice(0, at), second, first, ...letters.slice(at + 2)].join("");
}
