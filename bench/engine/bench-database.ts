import postgres from "postgres";
import { createLogger } from "../../src/lib/log.ts";
import { openPostgres } from "../../src/store/open-postgres.ts";
import { makeAskersDrafts } from "../seed/drafts.ts";
import { seed } from "../seed/seed.ts";
import type { SeedSize } from "../seed/size.ts";

const LOCAL = "postgres://postgres@127.0.0.1:5432/postgres";

/** A database of the benchmark's own. */
export interface BenchDatabase {
  url: string;
  size: SeedSize;
  sql: postgres.Sql;
  drop: () => Promise<void>;
}

/** Makes a new database on the server, migrates it as the bot does, and seeds it. */
export async function makeDatabase(label: string, size: SeedSize): Promise<BenchDatabase> {
  const server = process.env["TEST_DATABASE_URL"] ?? process.env["DATABASE_URL"] ?? LOCAL;
  const name = `access_packages_bench_${label}_${process.pid}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await administer(server, (admin) => admin`create database ${admin(name)}`);
  const sql = postgres(url.href, { max: 2, onnotice: () => {} });
  const drop = async () => {
    await sql.end({ timeout: 5 });
    await administer(server, (admin) => admin`drop database if exists ${admin(name)} with (force)`);
  };
  try {
    await (await openPostgres(url.href, { log: createLogger("warn"), patienceMs: 0 })).close();
    await seed(sql, size);
    await makeAskersDrafts(sql);
  } catch (error) {
    await drop();
    throw error;
  }
  return { url: url.href, size, sql, drop };
}

async function administer(
  url: string,
  statement: (sql: postgres.Sql) => postgres.PendingQuery<postgres.Row[]>,
): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await statement(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
