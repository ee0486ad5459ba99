import type { PGlite } from "@electric-sql/pglite";
import { createPostgresBackend, Queue, runMigrations, Worker } from "bullmq";
import { poolOver } from "./embedded-pool.ts";
import { asQueuedJob } from "./queued-job.ts";
import { QUEUE_NAME, WORKER_OPTIONS } from "./queue-connection.ts";
import type { QueueConnection } from "./queue-connection.ts";

const QUEUE_SCHEMA = "bullmq";

/**
 * The queue in the embedded database: BullMQ's tables, in a schema of their own. The database has one connection, so
 * never await this queue inside a transaction: it would wait for itself.
 */
export async function openEmbeddedQueue(engine: PGlite): Promise<QueueConnection> {
  const connection = poolOver(engine);
  await prepareQueueTables(engine);
  const queue = new Queue(QUEUE_NAME, { connection }, createPostgresBackend);
  await queue.waitUntilReady();
  // The database belongs to one process, so whoever had these jobs is dead.
  for (const job of await queue.getActive()) await job.moveToWait();
  return {
    queue,
    work: (process) =>
      new Worker(
        QUEUE_NAME,
        (job, token) => process(asQueuedJob(job, token)),
        { connection, ...WORKER_OPTIONS },
        createPostgresBackend,
      ),
    ping: async () => void (await engine.query("select 1")),
    close: () => queue.close(),
  };
}

/** Makes or updates BullMQ's tables, and lets this session find them behind ours. */
export async function prepareQueueTables(engine: PGlite): Promise<void> {
  const client = await poolOver(engine).connect();
  await runMigrations(client, QUEUE_SCHEMA);
  await engine.exec(`set search_path to public, ${QUEUE_SCHEMA}`);
}
