import { sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Reader } from "../database.ts";
import { rowsOf } from "./rows.ts";
import type { Source } from "./statement.ts";

/** A table whose rows have names. */
export interface NamedTable {
  id: AnyPgColumn;
  nameKey: AnyPgColumn;
}

/** So many names are looked at; what fewer of them hold may hold in hardly any other. */
const SAMPLE = { names: 100, fewest: 2 };
/** So many names are read in their order, to fill a page, before another way is better. */
const READ_IN_ORDER = 2_000;
/** So many searches are made with one sample. */
const KEPT_FOR = 1_000;

interface Sample {
  names: readonly string[];
  searchesLeft: number;
}

const samples = new WeakMap<Reader, Map<AnyPgColumn["table"], Sample>>();

/**
 * Whether so many of a table's names hold the text that reading them in their order soon fills a page of this size, by a
 * sample of them: ids are random, so the first of them are one. It decides how names are found, and never which, so it
 * may be old.
 */
export async function isCommon(source: Source, table: NamedTable, key: string, pageSize: number): Promise<boolean> {
  const { names } = await sampleFor(readerOf(source), table);
  const holding = names.filter((name) => name.includes(key)).length;
  return holding >= SAMPLE.fewest && (holding / names.length) * READ_IN_ORDER >= pageSize;
}

async function sampleFor(db: Reader, { id, nameKey }: NamedTable): Promise<Sample> {
  const byTable = samples.get(db) ?? new Map<AnyPgColumn["table"], Sample>();
  samples.set(db, byTable);
  const last = byTable.get(id.table);
  if (last && last.searchesLeft > 0) {
    last.searchesLeft -= 1;
    return last;
  }
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`select ${nameKey} as name from ${id.table} order by ${id} limit ${SAMPLE.names}`,
  );
  const sample = { names: rows.map(({ name }) => name), searchesLeft: KEPT_FOR };
  byTable.set(id.table, sample);
  return sample;
}

function readerOf(source: Source): Reader {
  if ("statements" in source) throw new Error("nothing is searched among the last writes of a transaction");
  return "premise" in source ? source.db : source;
}
