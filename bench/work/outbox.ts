import { randomUUID } from "node:crypto";
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import type { JobHandlers } from "../../src/jobs/catalog.ts";
import { openRedisQueue } from "../../src/jobs/redis-queue.ts";
import { lockedBatches, startRelay } from "../../src/jobs/relay.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { promisedJobs } from "../../src/store/query/outbox.ts";
import type { AppDeps } from "../../src/app/deps.ts";
import { median } from "../load/statistics.ts";
import { WORKER_OPTIONS } from "../../src/jobs/queue-connection.ts";
import { asShare, atLeast } from "./result.ts";
import type { WorkResult } from "./result.ts";

const JOBS = 2_000;

/** Jobs per second from the outbox to a worker that does nothing, beside BullMQ alone on the same Redis (issue 3, section 8). */
export async function measureOutbox(deps: AppDeps, redisUrl: string, rounds: number): Promise<WorkResult[]> {
  const shares: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bare = await bareJobsPerSecond(redisUrl, round);
    shares.push((await outboxJobsPerSecond(deps, redisUrl, round)) / bare);
  }
  return [atLeast("outbox to worker, beside BullMQ alone", median(shares), 0.7, asShare)];
}

/** Resolves when so many jobs have been done. */
function counter(): { done: () => void; all: Promise<void> } {
  let left = JOBS;
  let tell = () => {};
  const all = new Promise<void>((resolve) => (tell = resolve));
  return { all, done: () => (left -= 1) === 0 && tell() };
}

async function bareJobsPerSecond(redisUrl: string, round: number): Promise<number> {
  const prefix = `bench-bare-${round}`;
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue("bare", { connection: redis, prefix });
  const { done, all } = counter();
  const worker = new Worker("bare", async () => done(), { connection: redis, prefix, ...WORKER_OPTIONS });
  await worker.waitUntilReady();
  const since = performance.now();
  for (let at = 0; at < JOBS; at += 100)
    await queue.addBulk(
      Array.from({ length: 100 }, () => ({
        name: "nothing",
        data: { requestId: randomUUID() },
        opts: { jobId: randomUUID(), removeOnComplete: true },
      })),
    );
  await all;
  const perSecond = JOBS / ((performance.now() - since) / 1000);
  await worker.close();
  await queue.close();
  redis.disconnect();
  return perSecond;
}

async function outboxJobsPerSecond(deps: AppDeps, redisUrl: string, round: number): Promise<number> {
  const { database, clock, log } = deps;
  const connection = await openRedisQueue(redisUrl, { log, prefix: `bench-outbox-${round}`, patienceMs: 0 });
  const { done, all } = counter();
  const handlers = { "requestMessages.show": { run: async () => done(), giveUp: async () => {} } };
  const worker = startWorker({ connection, handlers: handlers as unknown as JobHandlers, log });
  const payloads = Array.from({ length: JOBS }, () => ({ requestId: randomUUID() }));
  const jobs = payloads.map((payload) => ({ id: randomUUID(), job: "requestMessages.show", payload }));
  await database.transact(
    async () => {},
    () => [promisedJobs(clock.now(), jobs)],
  );
  const since = performance.now();
  const relay = startRelay({ batch: lockedBatches({ database, connection, clock }), log });
  await all;
  const perSecond = JOBS / ((performance.now() - since) / 1000);
  await relay.stop();
  await worker.close();
  await connection.close();
  return perSecond;
}
