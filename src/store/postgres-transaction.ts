import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Database } from "./database.ts";
import type { FilledStatement } from "./query/statement.ts";

/** Transactions on a Postgres server, whose last statements go out together with the commit, in one round trip. */
export function transactIn(db: PostgresJsDatabase): Database["transact"] {
  return (work, last) =>
    new Promise((resolve, reject) => {
      const whole = db.transaction(async (tx) => {
        const result = await work(tx);
        const statements = last?.(result) ?? [];
        if (statements.length === 0) return () => resolve(result);
        await commitWith((tx._.session as unknown as { client: postgres.TransactionSql }).client, statements);
        // The driver ends the empty transaction that is chained to it: nobody need wait for that.
        resolve(result);
        return () => {};
      });
      whole.then((end) => end(), reject);
    });
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
