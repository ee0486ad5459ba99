import type { Queue, Worker } from "bullmq";
import { pauseAfter } from "./catalog.ts";

/** What a worker does with one job, as BullMQ hands it over. */
export interface QueuedJob {
  id: string;
  name: string;
  data: unknown;
  /** Whether no further attempt follows when this one fails. */
  isLastAttempt: boolean;
  /** Puts the job back for so long; that costs no attempt. Whoever calls it throws what it gives, and is done. */
  putOff: (ms: number) => Promise<Error>;
}

/** Where jobs wait between the process that promised them and the one that does them: Redis, or the embedded database. */
export interface QueueConnection {
  /** For adding jobs and looking at them. Fails fast, so that nobody waits for a queue that is down. */
  readonly queue: JobQueue;
  /** Starts to work. Waits as long as it takes when the queue is down. */
  work: (process: (job: QueuedJob) => Promise<void>) => JobWorker;
  ping: () => Promise<void>;
  /** Closes the queue; workers are closed before, by whoever started them. */
  close: () => Promise<void>;
}

/** What we use of BullMQ's queue and worker, the same over both of its backends. */
export type JobQueue = Pick<Queue, "addBulk" | "getJobCounts" | "getJobs" | "getWaiting" | "obliterate">;
export type JobWorker = Pick<Worker, "close" | "isRunning">;

export const QUEUE_NAME = "access-packages";

/**
 * Jobs wait for Slack and the database most of the time, so a worker does several at once. Those of a worker that was
 * killed are taken over after a quarter of a minute, however often that happens: a kill is not the job's fault.
 */
export const WORKER_OPTIONS = {
  concurrency: 8,
  lockDuration: 10_000,
  stalledInterval: 5_000,
  maxStalledCount: 1_000,
  settings: { backoffStrategy: pauseAfter },
};
