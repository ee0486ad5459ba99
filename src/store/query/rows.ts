import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Reader } from "../database.ts";

/** Runs a statement and gives its rows, which postgres.js hands out as a list and PGlite within an object. */
export async function rowsOf<Row>(db: Reader, statement: SQL): Promise<Row[]> {
  const result: unknown = await db.execute(statement);
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

/** A moment as a parameter of a hand-written statement, where drizzle encodes nothing. */
export function asMoment(moment: Date): SQL {
  return sql`${moment.toISOString()}::timestamptz`;
}
