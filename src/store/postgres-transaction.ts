import { sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Database, FilledStatement } from "./database.ts";

const ABORTED = "25P02";

/**
 * Commits without waiting for the disk: the locks are free as soon as others can see what was written. Who commits
 * after that has what it wrote on disk behind it, as Postgres writes in the order of commits.
 */
const COMMIT_EARLY: FilledStatement = { text: "set local synchronous_commit = off", params: [] };

/**
 * Waits until all that was committed before is on disk. A transaction must have written something for that, so it
 * writes a message to nobody; many that wait at once share one write to the disk.
 */
export async function untilOnDisk(db: PostgresJsDatabase): Promise<void> {
  await db.execute(sql`select pg_logical_emit_message(true, 'access-packages', '')`);
}

/**
 * Transactions on a Postgres server, whose last statements go out together with the commit, in one round trip. All of
 * it is on disk when they end, but a lock that others wait for is not held until then: one after the other would wait
 * for the disk, where all could wait together.
 */
export function transactIn(db: PostgresJsDatabase): Database["transact"] {
  return async (work, last) => {
    const sent: Promise<unknown>[] = [];
    let isEarly = false;
    const result = await db.transaction(async (tx) => {
      const { client } = tx._.session as unknown as { client: postgres.TransactionSql };
      const rootOf = listenFor(client);
      try {
        const result = await work(tx);
        const statements = last?.(result) ?? [];
        isEarly = statements.some(({ isWaitedFor }) => isWaitedFor);
        // Not waited for: the driver commits as soon as this ends, and sends the commit right behind them.
        for (const statement of isEarly ? [COMMIT_EARLY, ...statements] : statements)
          sent.push(send(client, statement));
        return result;
      } catch (error) {
        throw rootOf(error);
      }
    });
    // Where one of them failed, the commit was answered with a rollback.
    await Promise.all(sent);
    if (isEarly) await untilOnDisk(db);
    return result;
  };
}

function send(client: postgres.TransactionSql, { text, params }: FilledStatement): Promise<unknown> {
  const query = client.unsafe(text, params as postgres.ParameterOrJSON<never>[]).execute();
  query.catch(() => {}); // It is waited for, but only after the commit.
  return query;
}

/**
 * Statements go out without waiting for each other, so those behind one that failed fail as well, saying only that the
 * transaction is aborted, and may be heard of first. Gives what leads from such an error to the first one.
 */
function listenFor(client: postgres.TransactionSql): (error: unknown) => unknown {
  const unsafe = client.unsafe.bind(client);
  let first: unknown;
  const heard = ((...statement) => {
    const query = unsafe(...statement);
    query.catch((error: unknown) => (first ??= error));
    return query;
  }) as typeof unsafe;
  Object.assign(client, { unsafe: heard });
  return (error) => (isAborted(error) ? (first ?? error) : error);
}

function isAborted(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ("code" in cause && cause.code === ABORTED) return true;
  return false;
}
