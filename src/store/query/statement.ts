import { Placeholder, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { FilledStatement, LastWrites, Reader } from "../database.ts";
import { rowsIn } from "./rows.ts";

/** The values that a statement takes, by the names that `given` has in its text. */
export type Values = Readonly<Record<string, unknown>>;

/** A statement that can be run again and again. */
export interface Statement<Row> {
  (source: Source, values: Values): Promise<Row[]>;
  /** With its values, to be run later. */
  filled: (values: Values) => FilledStatement;
}

/** Where a statement is run: as it is, together with what its answer rests on (premise.ts), or last in its transaction. */
export type Source = Reader | PremisedReader | LastWrites;

/** Runs statements on a premise, which each of them reads in the same round trip. */
export interface PremisedReader {
  db: Reader;
  premise: SQL;
  values: Values;
  /** What the premise is taken to be. */
  believed: string;
  /** Told whether it is; throws when it is not. */
  check: (holds: boolean) => void;
}

/** The place of a value in a statement. */
export function given(name: string): Placeholder {
  return sql.placeholder(name);
}

/**
 * A statement for what every click asks. Its text is written once, when it is first run, and each run only fills in
 * the values: writing the text anew each time, as drizzle does, takes longer than running it.
 */
export function statement<Row>(body: SQL, decode = (row: Record<string, unknown>) => row as Row): Statement<Row> {
  const texts = new Map<SQL | null, Written>();
  const textFor = (premise: SQL | null): Written => {
    const text = texts.get(premise) ?? write(premise ? onPremise(body, premise) : body);
    texts.set(premise, text);
    return text;
  };
  const filled = (values: Values) => fill(textFor(null), values);
  const runIn = async (source: Source, values: Values): Promise<Row[]> => {
    if ("statements" in source) {
      source.statements.push(filled(values));
      return [];
    }
    if (!("premise" in source)) return (await runFilled<Found>(source, filled(values))).map(decode);
    const { db, premise, believed, check } = source;
    const rows = await runFilled<Found>(db, fill(textFor(premise), { ...values, ...source.values, believed }));
    check(rows[0]?.["holds"] === true);
    return rows.filter(({ isFound }) => isFound).map(decode);
  };
  return Object.assign(runIn, { filled });
}

type Found = Record<string, unknown>;

/**
 * The rows, if the premise is what it is believed to be; otherwise, or if there are none, one row that says so.
 * `offset 0` keeps Postgres from putting the premise in each place that reads `holds`, and reading it as often.
 */
function onPremise(body: SQL, premise: SQL): SQL {
  return sql`select found.*, on_premise.holds
    from (select (${premise}) = ${given("believed")} as holds offset 0) on_premise
    left join (select true as "isFound", row.* from (${body}) row) found on on_premise.holds`;
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

function fill({ text, params }: Written, values: Values): FilledStatement {
  const value = (param: unknown) => (param instanceof Placeholder ? (values[param.name as string] ?? null) : param);
  return { text, params: params.map(value) };
}

/** Runs a statement that has its values, and gives its rows. */
export async function runFilled<Row>(db: Reader, { text, params }: FilledStatement): Promise<Row[]> {
  return rowsIn(await db._.session.prepareQuery({ sql: text, params }, undefined, undefined, false).execute());
}
