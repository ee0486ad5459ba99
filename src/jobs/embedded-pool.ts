import { EventEmitter } from "node:events";
import type { PGlite } from "@electric-sql/pglite";
import type { PgPool, PgPoolClient, PgQueryResult } from "bullmq";

const LISTEN = /^\s*(?:--.*\n\s*)*(UN)?LISTEN\s+"?(\w+)"?/i;

/** The embedded database in the shape in which BullMQ's Postgres backend knows a connection pool. */
export function poolOver(engine: PGlite): PgPool {
  const pool = new EventEmitter();
  return Object.assign(pool, {
    query: runnerOver(engine),
    connect: async () => clientOver(engine),
    end: async () => {},
    // Nothing lies between us and the database that could silently drop the connection.
    options: { keepAlive: true },
  });
}

function clientOver(engine: PGlite): PgPoolClient {
  const client = new EventEmitter();
  const run = runnerOver(engine);
  const listening = new Map<string, () => Promise<void>>();
  return Object.assign(client, {
    query: async <Row>(text: string, values?: readonly unknown[]): Promise<PgQueryResult<Row>> => {
      const [, un, channel] = LISTEN.exec(text) ?? [];
      if (channel === undefined) return run<Row>(text, values);
      await listening.get(channel)?.();
      listening.delete(channel);
      const announce = (payload: string) => client.emit("notification", { channel, payload });
      if (un === undefined) listening.set(channel, await engine.listen(channel, announce));
      return { rows: [] };
    },
    release: () => {
      for (const unlisten of listening.values()) unlisten().catch(() => {}); // The database may be closed by now.
      listening.clear();
    },
  });
}

/** Several statements in one text, as in migrations, only go without values. */
function runnerOver(engine: PGlite) {
  return async <Row>(text: string, values?: readonly unknown[]): Promise<PgQueryResult<Row>> => {
    if (values !== undefined) return engine.query<Row>(text, [...values]);
    const results = await engine.exec(text);
    return { rows: (results.at(-1)?.rows ?? []) as Row[] };
  };
}
