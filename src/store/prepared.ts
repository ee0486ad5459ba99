import type postgres from "postgres";

/** Texts with long lists of values hardly recur, and would only fill the server's memory. */
const MOST_VALUES = 40;

/**
 * Has the client keep its statements prepared. Drizzle asks postgres.js not to, and postgres.js then spends two round
 * trips on every query that has values: this halves the time of each look-up.
 */
export function keepPrepared(client: postgres.Sql): postgres.Sql {
  prepareIn(client);
  const begin = client.begin.bind(client) as (work: (tx: postgres.TransactionSql) => unknown) => Promise<unknown>;
  return Object.assign(client, {
    begin: (work: (tx: postgres.TransactionSql) => unknown) => begin((tx) => work(prepareIn(tx))),
  });
}

function prepareIn<Client extends postgres.ISql>(client: Client): Client {
  const unsafe = client.unsafe.bind(client);
  const prepared: typeof client.unsafe = (text, values, options) =>
    unsafe(text, values, {
      ...options,
      prepare: values !== undefined && values.length > 0 && values.length <= MOST_VALUES,
    });
  return Object.assign(client, { unsafe: prepared });
}
