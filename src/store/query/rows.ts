import { getTableColumns, getTableName, sql } from "drizzle-orm";
import type { InferSelectModel, SQL } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { storable } from "../../lib/text.ts";
import type { Reader } from "../database.ts";

/** Runs a statement and gives its rows, which postgres.js hands out as a list and PGlite within an object. */
export async function rowsOf<Row>(db: Reader, statement: SQL): Promise<Row[]> {
  return rowsIn<Row>(await db.execute(statement));
}

/** The rows of what a driver gives. */
export function rowsIn<Row>(result: unknown): Row[] {
  return (Array.isArray(result) ? result : (result as { rows: unknown }).rows) as Row[];
}

/** Runs a statement that gives exactly one row. */
export async function oneRowOf<Row>(db: Reader, statement: SQL): Promise<Row> {
  const [row] = await rowsOf<Row>(db, statement);
  if (row === undefined) throw new Error("a statement that gives one row gave none");
  return row;
}

/**
 * A list as one parameter, for `json_to_recordset` and `json_array_elements_text`. It goes as text and is cast twice,
 * because the drivers disagree on who encodes a parameter of type json.
 */
export function asJson(list: readonly unknown[]): SQL {
  return sql`${JSON.stringify(list)}::text::json`;
}

/** How JSON writes half of a character pair, and the character zero. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** JSON that Postgres takes: half of a character pair, and the character zero, cannot be stored, and become `\uFFFD`. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  // Looking at every value takes several times as long as writing all of them.
  if (!UNSTORABLE.test(text)) return text;
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "string" ? storable(inner) : inner));
}

/** The ids as the value of an array: `${given("ids")}::text::uuid[]`. */
export function uuids(ids: readonly string[]): string {
  return `{${ids.join(",")}}`;
}

/** Ids as one parameter, an array. */
export function asUuids(ids: readonly string[]): SQL {
  return sql`${uuids(ids)}::text::uuid[]`;
}

/** Whether the column is one of the ids: one text, and so one plan, however many there are. */
export function isAmong(column: AnyPgColumn, ids: readonly string[]): SQL {
  return sql`${column} = any(${asUuids(ids)})`;
}

/** A moment as a parameter of a hand-written statement, where drizzle encodes nothing. */
export function asMoment(moment: Date): SQL {
  return sql`${moment.toISOString()}::timestamptz`;
}

/** A table's rows, for statements. */
export interface WholeRows<Row> {
  /** All columns, by their names in the code: `select ${columns} from ...`. */
  columns: SQL;
  /** Such a row as the database gives it, made one of the table's. */
  decode: (row: Record<string, unknown>) => Row;
  /** Runs a text that is written for this one time. */
  read(db: Reader, text: SQL): Promise<Row[]>;
}

/** Whole rows of a table. */
export function wholeRows<Table extends PgTable>(table: Table): WholeRows<InferSelectModel<Table>> {
  const columns = Object.entries(getTableColumns(table));
  const name = getTableName(table);
  const decode = (row: Record<string, unknown>) => {
    for (const [key, column] of columns) if (row[key] !== null) row[key] = column.mapFromDriverValue(row[key]);
    return row as InferSelectModel<Table>;
  };
  return {
    columns: sql.raw(columns.map(([key, column]) => `"${name}"."${column.name}" as "${key}"`).join(", ")),
    decode,
    read: async (db, text) => (await rowsOf<Record<string, unknown>>(db, text)).map(decode),
  };
}
