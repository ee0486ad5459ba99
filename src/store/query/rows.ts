import { getTableColumns, getTableName, Placeholder, sql } from "drizzle-orm";
import type { InferSelectModel, SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Reader } from "../database.ts";
import { UnderPremise } from "../premise.ts";

/** Runs a statement and gives its rows, which postgres.js hands out as a list and PGlite within an object. */
export async function rowsOf<Row>(db: Reader, statement: SQL): Promise<Row[]> {
  return rowsIn<Row>(await db.execute(statement));
}

function rowsIn<Row>(result: unknown): Row[] {
  return (Array.isArray(result) ? result : (result as { rows: unknown }).rows) as Row[];
}

/** Runs a statement that gives exactly one row. */
export async function oneRowOf<Row>(db: Reader, statement: SQL): Promise<Row> {
  const [row] = await rowsOf<Row>(db, statement);
  if (row === undefined) throw new Error("a statement that gives one row gave none");
  return row;
}

/** The values that a statement takes, by the names that `given` has in its text. */
export type Values = Readonly<Record<string, unknown>>;

/** Where a statement is run: as it is, or together with the premise on which its answer rests. */
export type Source = Reader | UnderPremise;

/** A statement that can be run again and again. */
export type Statement<Row> = (source: Source, values: Values) => Promise<Row[]>;

/** The place of a value in a statement. */
export function given(name: string): Placeholder {
  return sql.placeholder(name);
}

/** The ids as the value of an array: `any(${given("ids")}::text::uuid[])`. */
export function uuids(ids: readonly string[]): string {
  return `{${ids.join(",")}}`;
}

/**
 * A statement for what every click asks. Its text is written once, when it is first run, and each run only fills in
 * the values: writing the text anew each time, as drizzle does, takes longer than running it.
 */
export function statement<Row>(body: SQL, decode = (row: Record<string, unknown>) => row as Row): Statement<Row> {
  let plain: Written | undefined;
  const underPremises = new Map<SQL, Written>();
  return async (source, values) => {
    if (!(source instanceof UnderPremise)) {
      plain ??= write(body);
      return (await run<Record<string, unknown>>(source, plain, values)).map(decode);
    }
    const { premise } = source;
    const written = underPremises.get(premise.text) ?? write(withPremise(body, premise.text));
    underPremises.set(premise.text, written);
    const rows = await source.hold(() => run(source.db, written, { ...values, ...premise.values }));
    return rows.map(decode);
  };
}

/** One row: the premise as it is now, and the rows of the statement. */
function withPremise(body: SQL, premise: SQL): SQL {
  return sql`select (${premise}) as premise, (select coalesce(json_agg(found), '[]') from (${body}) found) as rows`;
}

interface Written {
  text: string;
  /** In their order: a value that is given by name, or a constant. */
  params: readonly unknown[];
}

const DIALECT = new PgDialect();

/** A value that is given by name is sent once, in however many places of the text it stands. */
function write(body: SQL): Written {
  const { sql: text, params } = DIALECT.sqlToQuery(body);
  const sent: unknown[] = [];
  const places = params.map((param) => {
    const isSame = (other: unknown) =>
      param instanceof Placeholder && other instanceof Placeholder && other.name === param.name;
    const at = sent.findIndex(isSame);
    return at === -1 ? sent.push(param) : at + 1;
  });
  return { text: text.replaceAll(/\$(\d+)/g, (_, number) => `$${places[Number(number) - 1]}`), params: sent };
}

async function run<Row>(db: Reader, { text, params }: Written, values: Values): Promise<Row[]> {
  const filled = params.map((param) => (param instanceof Placeholder ? (values[param.name as string] ?? null) : param));
  return rowsIn(await db._.session.prepareQuery({ sql: text, params: filled }, undefined, undefined, false).execute());
}

/**
 * A list as one parameter, for `json_to_recordset` and `json_array_elements_text`. It goes as text and is cast twice,
 * because the drivers disagree on who encodes a parameter of type json.
 */
export function asJson(list: readonly unknown[]): SQL {
  return sql`${JSON.stringify(list)}::text::json`;
}

/** Ids as one parameter, an array. */
export function asUuids(ids: readonly string[]): SQL {
  return sql`${uuids(ids)}::text::uuid[]`;
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
