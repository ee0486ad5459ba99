/** Statements that write rows of a table, whose texts are written once (statement.ts). */
import { getTableColumns, sql } from "drizzle-orm";
import type { InferInsertModel, InferSelectModel, SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Writing } from "../database.ts";
import { jsonText } from "./rows.ts";
import { given, statement } from "./statement.ts";
import type { Statement, Values } from "./statement.ts";

/** Inserts rows, given under a name, that have values for these columns; the others get their defaults. */
export function insertInto<Table extends PgTable>(
  table: Table,
  keys: readonly (keyof InferInsertModel<Table> & string)[],
  rows: string,
  onConflict: SQL = sql``,
): SQL {
  const columns = columnsOf(table, keys);
  const names = sql.raw(columns.map(({ name }) => `"${name}"`).join(", "));
  const read = sql.raw(columns.map(({ key }) => `"${key}"`).join(", "));
  const types = sql.raw(columns.map(({ key, column }) => `"${key}" ${column.getSQLType()}`).join(", "));
  return sql`insert into ${table} (${names}) select ${read}
    from json_to_recordset(${given(rows)}::text::json) as row(${types}) ${onConflict}`;
}

/** The same as a statement of its own. `onConflict`: what follows. */
export function insertion<Table extends PgTable, Key extends keyof InferInsertModel<Table> & string>(
  table: Table,
  keys: readonly Key[],
  onConflict?: SQL,
): (writing: Writing, rows: readonly Pick<InferInsertModel<Table>, Key>[]) => Promise<void> {
  const insert = statement(insertInto(table, keys, "rows", onConflict));
  return async (writing, rows) => {
    if (rows.length > 0) await insert(writing, { rows: jsonText(rows) });
  };
}

/** Changes columns of the rows for which `where` holds; which columns may differ from one time to the next. */
export function change<Table extends PgTable>(
  table: Table,
  where: SQL,
): (writing: Writing, of: Values, change: Partial<InferSelectModel<Table>>) => Promise<void> {
  const statements = new Map<string, Statement<unknown>>();
  const statementFor = (keys: readonly string[]) => {
    const known = statements.get(keys.join());
    if (known) return known;
    const sets = columnsOf(table, keys).map(({ key, name }) => sql`${sql.identifier(name)} = ${given(`new.${key}`)}`);
    const made = statement(sql`update ${table} set ${sql.join(sets, sql`, `)} where ${where}`);
    statements.set(keys.join(), made);
    return made;
  };
  return async (writing, of, change) => {
    const entries = Object.entries<unknown>(change).filter(([, value]) => value !== undefined);
    const columns = columnsOf(
      table,
      entries.map(([key]) => key),
    );
    const values = entries.map(([, value], at) =>
      value === null ? null : columns[at]?.column.mapToDriverValue(value),
    );
    const named = columns.map(({ key }, at) => [`new.${key}`, values[at]] as const);
    await statementFor(columns.map(({ key }) => key))(writing, { ...of, ...Object.fromEntries(named) });
  };
}

function columnsOf(table: PgTable, keys: readonly string[]): { key: string; name: string; column: PgColumn }[] {
  const columns: Record<string, PgColumn> = getTableColumns(table);
  return keys.map((key) => {
    const column = columns[key];
    if (!column) throw new Error(`the table has no column ${key}`);
    return { key, name: column.name, column };
  });
}
