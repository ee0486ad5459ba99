import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, inject } from "vitest";
import { openEmbeddedQueue } from "../../src/jobs/embedded-queue.ts";
import type { QueueConnection } from "../../src/jobs/queue-connection.ts";
import { openRedisQueue } from "../../src/jobs/redis-queue.ts";
import { lockedBatches, unlockedBatches } from "../../src/jobs/relay.ts";
import type { RelayBatch } from "../../src/jobs/relay.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { createLogger } from "../../src/lib/log.ts";
import type { Database } from "../../src/store/database.ts";
import { borrowEmbedded } from "./embedded-databases.ts";
import { openPostgres } from "../../src/store/open-postgres.ts";
import { administer, databaseUrl, realEngines } from "./real-engines.ts";

/** A database and a queue of a suite's own. */
export interface Engines {
  database: Database;
  /** Opens the queue; the first call makes it, later ones give the same. */
  queue(): Promise<QueueConnection>;
  /** The relay's way of taking promised jobs that suits these engines. */
  relayBatch(): Promise<RelayBatch>;
  close(): Promise<void>;
}

/** Races between connections can only be shown where there are several: `describe.runIf(onRealEngines)`. */
export const onRealEngines = realEngines() !== undefined;

const log = createLogger("silent");

/** Opens engines for one suite: the embedded pair in memory, or a new database and queue on the real services. */
export async function openEngines(): Promise<Engines> {
  return onRealEngines ? openReal() : openEmbedded();
}

/** Engines from before the suite's first test until after its last: `const engines = useEngines()`, then `engines().database`. */
export function useEngines(): () => Engines {
  let engines: Engines | undefined;
  beforeAll(async () => {
    engines = await openEngines();
  });
  afterAll(() => engines?.close());
  return () => {
    if (!engines) throw new Error("The engines are open only while tests run.");
    return engines;
  };
}

async function openEmbedded(): Promise<Engines> {
  const { database, giveBack } = await borrowEmbedded();
  const queue = once(() => openEmbeddedQueue(database.engine));
  return {
    database,
    queue,
    relayBatch: async () => unlockedBatches({ database, connection: await queue(), clock: systemClock }),
    close: async () => {
      await (await queue.made())?.close();
      await giveBack();
    },
  };
}

async function openReal(): Promise<Engines> {
  const real = realEngines();
  if (!real) throw new Error("There are no real engines.");
  const name = `access_packages_test_${randomUUID().replaceAll("-", "")}`;
  await administer(real, (sql) => sql`create database ${sql(name)} template ${sql(inject("realTemplate"))}`);
  const database = await openPostgres(databaseUrl(real, name), { log, patienceMs: 0 });
  const queue = once(() => openRedisQueue(real.redisUrl, { log, prefix: name, patienceMs: 0 }));
  return {
    database,
    queue,
    relayBatch: async () => lockedBatches({ database, connection: await queue(), clock: systemClock }),
    close: async () => {
      const made = await queue.made();
      await made?.queue.obliterate({ force: true });
      await made?.close();
      await database.close();
      await administer(real, (sql) => sql`drop database ${sql(name)} with (force)`);
    },
  };
}

/** Makes something at the first call; `made()` gives it without making it. */
function once<Thing>(make: () => Promise<Thing>): (() => Promise<Thing>) & { made: () => Promise<Thing> | undefined } {
  let made: Promise<Thing> | undefined;
  return Object.assign(() => (made ??= make()), { made: () => made });
}
