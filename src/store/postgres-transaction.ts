import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Database, FilledStatement } from "./database.ts";

const ABORTED = "25P02";

/** Transactions on a Postgres server, whose last statements go out together with the commit, in one round trip. */
export function transactIn(db: PostgresJsDatabase): Database["transact"] {
  return (work, last) =>
    new Promise((resolve, reject) => {
      const whole = db.transaction(async (tx) => {
        const { client } = tx._.session as unknown as { client: postgres.TransactionSql };
        const rootOf = listenFor(client);
        try {
          const result = await work(tx);
          const statements = last?.(result) ?? [];
          if (statements.length === 0) return () => resolve(result);
          await commitWith(client, statements);
          // The driver ends the empty transaction that is chained to it: nobody need wait for that.
          resolve(result);
          return () => {};
        } catch (error) {
          throw rootOf(error);
        }
      });
      whole.then((end) => end(), reject);
    });
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

/** Sends statements and the commit without waiting in between; throws where one of them fails, and nothing is stored. */
async function commitWith(client: postgres.TransactionSql, statements: readonly FilledStatement[]): Promise<void> {
  const sent = statements.map(({ text, params }) =>
    client.unsafe(text, params as postgres.ParameterOrJSON<never>[]).execute(),
  );
  const committed = client.unsafe("commit and chain").execute();
  await Promise.all(sent);
  // A transaction in which a statement has failed answers a commit with a rollback.
  if ((await committed).command !== "COMMIT") throw new Error("the transaction was rolled back instead of committed");
}
