import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import type { Logger } from "../lib/log.ts";
import { addressWithoutPassword, StartFailure, untilItAnswers } from "../lib/start.ts";
import { innermost } from "../lib/temporary.ts";
import type { Database } from "./database.ts";
import { MIGRATIONS } from "./migrations.ts";
import { keepPrepared } from "./prepared.ts";
import { transactIn, untilOnDisk } from "./postgres-transaction.ts";

const OLDEST_VERSION = 15;
/** Any number will do, as long as every process of this program takes the same. */
const MIGRATION_LOCK = 4_170_226;

/**
 * How many connections there are for each kind of work. Look-ups lie in memory and take the processor: more of them at
 * once than processors only take turns, and what waits is sent ahead on a busy connection. Transactions wait for locks
 * and for the disk, and others can go on meanwhile.
 */
const CONNECTIONS = { lookUps: 4, transactions: 6 };

const POOL = {
  /** Slack waits three seconds for an answer; better a quick "try again" than no answer. */
  connect_timeout: 2,
  backoff: () => 0.2,
  onnotice: () => {},
} satisfies postgres.Options<Record<string, never>>;

/**
 * Every statement is planned once for each connection: planning a search takes longer than the search. Searches are
 * written so that one plan suits every text, and read their parts in turn, which parallel workers would not. What is
 * searched lies in memory, where reading here and there costs hardly more than reading on.
 */
const PLANNING = {
  plan_cache_mode: "force_generic_plan",
  max_parallel_workers_per_gather: 0,
  jit: false,
  random_page_cost: 1.1,
};

/** Opens a Postgres server's database, brings it up to date, and waits for it when it does not answer yet. */
export async function openPostgres(url: string, options: { log: Logger; patienceMs?: number }): Promise<Database> {
  const address = addressWithoutPassword(url);
  try {
    await untilItAnswers({ name: "Postgres", address, ...options }, () => bringUpToDate(url));
  } catch (error) {
    throw inWords(error, address);
  }
  return connectTo(url);
}

/** Opens a database as it stands: it is not waited for, and not brought up to date. For whoever may only read it. */
export function connectTo(url: string): Database {
  const lookUps = open(url, CONNECTIONS.lookUps);
  const transactions = open(url, CONNECTIONS.transactions);
  const db = drizzle(transactions);
  return {
    read: drizzle(lookUps),
    transact: transactIn(db),
    untilOnDisk: () => untilOnDisk(db),
    ping: async () => void (await lookUps`select 1`),
    close: async () => void (await Promise.all([lookUps, transactions].map((client) => client.end({ timeout: 2 })))),
  };
}

function open(url: string, max: number): postgres.Sql {
  const connection = {
    application_name: "access-packages",
    statement_timeout: 15_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 15_000,
    ...PLANNING,
  };
  return keepPrepared(postgres(url, { ...POOL, max, connection }));
}

/** Applies the migrations, one process at a time, on a connection of its own without time limits. */
async function bringUpToDate(url: string): Promise<void> {
  const client = postgres(url, { ...POOL, max: 1, connection: { application_name: "access-packages migration" } });
  try {
    await refuseOldServer(client);
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(client), MIGRATIONS);
  } finally {
    await client.end({ timeout: 2 });
  }
}

async function refuseOldServer(client: postgres.Sql): Promise<void> {
  const [row] = await client<{ number: number; version: string }[]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as version`;
  if (!row || row.number < OLDEST_VERSION * 10_000)
    throw new StartFailure(
      `This Postgres is version ${row?.version ?? "unknown"}; Access Packages needs ${OLDEST_VERSION} or later.`,
    );
}

function inWords(error: unknown, address: string): unknown {
  const inner = innermost(error);
  if (!(inner instanceof postgres.PostgresError)) return error;
  const what = inner === error ? "refuses" : "could not be brought up to date";
  return new StartFailure(
    `Postgres at ${address} ${what} (${inner.code}): ${inner.message}. Correct DATABASE_URL or the server.`,
    { cause: error },
  );
}
