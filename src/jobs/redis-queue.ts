import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import type { Logger } from "../lib/log.ts";
import { addressWithoutPassword, StartFailure, untilItAnswers } from "../lib/start.ts";
import { isTemporary } from "../lib/temporary.ts";
import { QUEUE_NAME, WORKER_OPTIONS } from "./queue-connection.ts";
import type { QueueConnection } from "./queue-connection.ts";
import { asQueuedJob } from "./queued-job.ts";

const OLDEST_VERSION = [6, 2] as const;

/** The queue in Redis; waits for the server when it does not answer yet. `prefix` sets apart what shares a server. */
export async function openRedisQueue(
  url: string,
  options: { log: Logger; prefix: string; patienceMs?: number },
): Promise<QueueConnection> {
  const { log, prefix } = options;
  const address = addressWithoutPassword(url);
  await untilItAnswers({ name: "Redis", address, ...options }, () => lookAtServer(url, address, log));

  const connect = (maxRetriesPerRequest: number | null) => {
    const redis = new Redis(url, { maxRetriesPerRequest, retryStrategy: (times) => Math.min(times * 100, 2_000) });
    let isLost = false;
    redis.on("error", (error: Error) => {
      if (!isLost) log.warn({ address, code: error.message }, "Redis is out of reach; trying to reach it again");
      isLost = true;
    });
    redis.on("ready", () => {
      if (isLost) log.info({ address }, "Redis is back");
      isLost = false;
    });
    return redis;
  };
  const producer = connect(1);
  const queue = new Queue(QUEUE_NAME, { connection: producer, prefix });
  queue.on("error", () => {}); // Already logged, once for each loss.
  await queue.waitUntilReady();
  const consumers: Redis[] = [];
  return {
    queue,
    work: (process) => {
      const consumer = connect(null);
      consumers.push(consumer);
      return new Worker(QUEUE_NAME, (job, token) => process(asQueuedJob(job, token)), {
        connection: consumer,
        prefix,
        ...WORKER_OPTIONS,
      });
    },
    ping: async () => void (await producer.ping()),
    close: async () => {
      await queue.close();
      for (const redis of [producer, ...consumers]) redis.disconnect();
    },
  };
}

/** Connects once, refuses a server that is too old, and warns of one that may throw jobs away. */
async function lookAtServer(url: string, address: string, log: Logger): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: 2_000,
  });
  let reason: unknown;
  redis.on("error", (error) => (reason ??= error));
  try {
    await redis.connect();
    const info = await redis.info();
    const version = /^redis_version:(\S+)/m.exec(info)?.[1] ?? "0";
    if (isOlder(version))
      throw new StartFailure(`The Redis at ${address} is version ${version}; Access Packages needs 6.2 or later.`);
    const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? "noeviction";
    if (policy !== "noeviction")
      log.warn(
        { address, policy },
        "Redis may throw jobs away when its memory is full: set its maxmemory-policy to noeviction",
      );
  } catch (error) {
    const cause = error instanceof StartFailure ? error : (reason ?? error);
    throw isTemporary(cause) || cause instanceof StartFailure
      ? cause
      : new StartFailure(
          `Redis at ${address} refuses: ${cause instanceof Error ? cause.message : String(cause)}. Correct REDIS_URL or the server.`,
        );
  } finally {
    redis.disconnect();
  }
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < OLDEST_VERSION[0] || (major === OLDEST_VERSION[0] && minor < OLDEST_VERSION[1]);
}
