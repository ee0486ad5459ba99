import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { StartFailure } from "../lib/start.ts";
import { innermost } from "../lib/temporary.ts";
import { holdDataDirectory } from "./data-directory.ts";
import type { Database } from "./database.ts";
import { openTemplate } from "./embedded-template.ts";
import { MIGRATIONS } from "./migrations.ts";
import { runFilled } from "./query/statement.ts";

/** A Postgres inside this process; `engine` is for the queue, which lives in the same database. */
export interface EmbeddedDatabase extends Database {
  readonly engine: PGlite;
}

/** Opens the embedded database in a directory and brings it up to date. */
export async function openEmbedded(dataDir: string): Promise<EmbeddedDatabase> {
  const held = await holdDataDirectory(dataDir);
  try {
    if (!existsSync(held.databaseFiles)) await layOut(held.databaseFiles);
    const engine = await PGlite.create({ dataDir: held.databaseFiles, extensions: { pg_trgm } });
    const database = await embeddedDatabase(engine);
    const close = async () => {
      await database.close();
      await held.release();
    };
    return { ...database, close };
  } catch (error) {
    await held.release();
    throw new StartFailure(
      `The embedded database in ${held.databaseFiles} does not open: ${innermost(error).message}. Restore it from a backup, or move it away to begin anew.`,
      { cause: error },
    );
  }
}

/** Makes the files of a new database beside their place, so that a start that is killed leaves nothing by half. */
async function layOut(databaseFiles: string): Promise<void> {
  const preparing = `${databaseFiles}.preparing`;
  await rm(preparing, { recursive: true, force: true });
  const template = await openTemplate();
  const engine = await PGlite.create({
    dataDir: preparing,
    extensions: { pg_trgm },
    ...(template && { loadDataDir: template }),
  });
  await engine.close();
  await rename(preparing, databaseFiles);
}

/** Opens a database that lives in memory only, from a dump of an earlier one where there is one. */
export async function openInMemory(dump?: Blob): Promise<EmbeddedDatabase> {
  return embeddedDatabase(await PGlite.create({ extensions: { pg_trgm }, ...(dump && { loadDataDir: dump }) }));
}

async function embeddedDatabase(engine: PGlite): Promise<EmbeddedDatabase> {
  const db = drizzle(engine);
  await migrate(db, MIGRATIONS);
  return {
    engine,
    read: db,
    transact: (work, last) =>
      db.transaction(async (tx) => {
        const result = await work(tx);
        for (const statement of last?.(result) ?? []) await runFilled(tx, statement);
        return result;
      }),
    // A commit has waited for that.
    untilOnDisk: async () => {},
    ping: async () => void (await engine.query("select 1")),
    close: () => engine.close(),
  };
}
