import type { Clock } from "../lib/clock.ts";
import { later } from "../lib/duration.ts";
import type { Logger } from "../lib/log.ts";
import { briefly } from "../lib/temporary.ts";
import type { Database } from "../store/database.ts";
import { claimUnfinished, claimWaiting, markRelayed, waitingJobs } from "../store/query/outbox.ts";
import type { OutboxRow } from "../store/query/outbox.ts";
import { isJobName, jobCatalog, OWN_BACKOFF } from "./catalog.ts";
import type { JobDefinition } from "./catalog.ts";
import type { QueueConnection } from "./queue-connection.ts";

const BATCH = 200;
const DAY_S = 86_400;
const UNFINISHED_AFTER_S = 60;
/** A newer process promised them, and one of its workers may come by. */
const ATTEMPTS_AT_UNKNOWN_JOBS = 10;

/** Hands one batch of promised jobs to the queue; gives how many there were. */
export type RelayBatch = () => Promise<number>;

interface RelayDeps {
  database: Database;
  connection: QueueConnection;
  clock: Clock;
}

/**
 * For several processes: the rows stay locked until the queue has them, and others pass over them. Nothing is handed
 * over that is not on disk yet, so that nobody is told of what could still be lost.
 */
export function lockedBatches({ database, connection, clock }: RelayDeps): RelayBatch {
  return () =>
    database.transact(async (tx) => {
      const rows = await claimWaiting(tx, BATCH);
      if (rows.length === 0) return 0;
      await database.untilOnDisk();
      await enqueue(connection, rows);
      await markRelayed(tx, ids(rows), clock.now());
      return rows.length;
    });
}

/**
 * Hands over again what was handed over a minute ago or longer and is not done: a queue that lost its memory gets its
 * jobs back, and one that did not knows them by their ids. For the embedded pair there is no need: its queue lies in
 * the same database.
 */
export function unfinishedBatches({ database, connection, clock }: RelayDeps): RelayBatch {
  return () =>
    database.transact(async (tx) => {
      const now = clock.now();
      const rows = await claimUnfinished(tx, later(now, { seconds: -UNFINISHED_AFTER_S }), BATCH);
      if (rows.length === 0) return 0;
      await enqueue(connection, rows);
      await markRelayed(tx, ids(rows), now);
      return rows.length;
    });
}

/** For the embedded pair: one process, and the queue shares the database's only connection, so no transaction is held. */
export function unlockedBatches({ database, connection, clock }: RelayDeps): RelayBatch {
  return async () => {
    const rows = await waitingJobs(database.read, BATCH);
    if (rows.length === 0) return 0;
    await enqueue(connection, rows);
    await markRelayed(database.read, ids(rows), clock.now());
    return rows.length;
  };
}

/** A job that is added twice, because the mark was lost, is the same job: its id is the outbox row's. */
async function enqueue(connection: QueueConnection, rows: readonly OutboxRow[]): Promise<void> {
  await connection.queue.addBulk(
    rows.map(({ id, job, payload }) => {
      const {
        attempts,
        delayMs,
      }: Omit<JobDefinition<unknown>, "payload"> = isJobName(job)
        ? jobCatalog[job]
        : { attempts: ATTEMPTS_AT_UNKNOWN_JOBS };
      return {
        name: job,
        data: payload,
        opts: {
          jobId: id,
          attempts,
          ...(delayMs !== undefined && { delay: delayMs }),
          backoff: { type: OWN_BACKOFF },
          removeOnComplete: { age: DAY_S, count: 5_000 },
          removeOnFail: { age: 14 * DAY_S, count: 5_000 },
        },
      };
    }),
  );
}

function ids(rows: readonly OutboxRow[]): string[] {
  return rows.map(({ id }) => id);
}

export interface Relay {
  /** There may be something new. Never fails, never waits. */
  nudge: () => void;
  /** Hands over what waits and resolves when nothing does. */
  drain: () => Promise<void>;
  /** Stops after the batch under way. */
  stop: () => Promise<void>;
}

/** Hands over promised jobs at every nudge, and every few seconds in case a nudge was lost. */
export function startRelay(options: {
  batch: RelayBatch;
  /** Hands over what may have been lost; asked now and then. */
  unfinished?: RelayBatch;
  log: Logger;
  sweepMs?: number;
}): Relay {
  const { batch, unfinished, log, sweepMs = 3_000 } = options;
  let isStopped = false;
  let isNudged = false;
  let looksBack = false;
  let underWay: Promise<void> | undefined;

  async function run(): Promise<void> {
    do {
      isNudged = false;
      while (!isStopped && (await batch()) === BATCH);
      if (unfinished && looksBack && !isStopped) {
        looksBack = false;
        while (!isStopped && (await unfinished()) === BATCH);
      }
    } while (isNudged && !isStopped);
  }
  function drain(): Promise<void> {
    isNudged = true;
    underWay ??= run().finally(() => (underWay = undefined));
    return underWay;
  }
  const nudge = () => {
    if (isStopped) return;
    drain().catch((error: unknown) =>
      log.warn({ cause: briefly(error) }, "promised jobs wait: the queue or the database does not take them"),
    );
  };
  const sweep = setInterval(() => {
    looksBack = true;
    nudge();
  }, sweepMs);
  nudge();
  return {
    nudge,
    drain,
    stop: async () => {
      isStopped = true;
      clearInterval(sweep);
      await underWay?.catch(() => {});
    },
  };
}
