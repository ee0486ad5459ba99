/** Embedded databases that suites use one after the other: making one takes as long as many a suite. */
import { openAsBlob } from "node:fs";
import type { PGlite } from "@electric-sql/pglite";
import { makeEmbeddedTemplate } from "../../src/ops/make-embedded-template.ts";
import { openInMemory } from "../../src/store/open-embedded.ts";
import type { EmbeddedDatabase } from "../../src/store/open-embedded.ts";

/** A table, and the rows that it has in a new database. */
interface Table {
  name: string;
  rows: string;
}

interface Kept {
  database: EmbeddedDatabase;
  tables: readonly Table[];
}

const free: Kept[] = [];

/** A database as it is when it is new, and what gives it back. */
export async function borrowEmbedded(): Promise<{ database: EmbeddedDatabase; giveBack: () => Promise<void> }> {
  const kept = free.pop() ?? (await make());
  const { database } = kept;
  return {
    database,
    giveBack: async () => {
      if (database.engine.closed) return;
      await makeNew(database.engine, kept.tables);
      free.push(kept);
    },
  };
}

async function make(): Promise<Kept> {
  const database = await openInMemory(await openAsBlob(await makeEmbeddedTemplate()));
  const { rows: found } = await database.engine.query<{ name: string }>(`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'bullmq') and table_type = 'BASE TABLE'`);
  const tables: Table[] = [];
  for (const { name } of found) {
    const { rows } = await database.engine.query<{ rows: string }>(
      `select coalesce(json_agg(t), '[]')::text as rows from ${name} as t`,
    );
    tables.push({ name, rows: rows[0]?.rows ?? "[]" });
  }
  return { database, tables };
}

/** Empties all tables and puts back what a new database has in them; triggers would forbid both. */
async function makeNew(engine: PGlite, tables: readonly Table[]): Promise<void> {
  await engine.transaction(async (tx) => {
    await tx.exec(`set local session_replication_role = replica;
      truncate ${tables.map(({ name }) => name).join(", ")} restart identity`);
    for (const { name, rows } of tables.filter((table) => table.rows !== "[]"))
      await tx.query(`insert into ${name} select * from json_populate_recordset(null::${name}, $1::text::json)`, [
        rows,
      ]);
  });
}
