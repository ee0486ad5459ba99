import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../store/database.ts";
import { countPromised } from "../store/query/outbox.ts";
import { isJobName, jobCatalog } from "./catalog.ts";
import type { JobDefinition } from "./catalog.ts";
import type { QueueConnection } from "./queue-connection.ts";

const LOOK_MS = 25;

export interface Settling {
  database: Database;
  connection: QueueConnection;
  /** Hands what was promised to the queue. */
  drain: () => Promise<unknown>;
}

export interface Patience {
  inAllMs: number;
  /** How long of it jobs are waited for that have failed and will be tried again. */
  forRetriesMs: number;
  /** Ends the waiting at once. */
  until?: AbortSignal;
}

/**
 * Waits until all promised jobs have been done, and those that were promised by them, by whichever process; false when
 * the patience was over first. What still fails after the patience for retries is left to its further attempts.
 */
export async function settle({ database, connection, drain }: Settling, patience: Patience): Promise<boolean> {
  const since = performance.now();
  const isWithin = (ms: number) => performance.now() - since < ms;
  let promisedBefore = -1;
  do {
    const { promised, waiting } = await countPromised(database.read);
    if (waiting > 0) await drain();
    // Nothing was promised since the queue was found empty, so no job can have been there in between.
    if (waiting === 0 && promised === promisedBefore) return true;
    const isQuiet = waiting === 0 && (await isIdle(connection, isWithin(patience.forRetriesMs)));
    promisedBefore = isQuiet ? promised : -1;
    if (!isQuiet) await pause(LOOK_MS);
  } while (isWithin(patience.inAllMs) && !patience.until?.aborted);
  return false;
}

/** Whether such a job waits by itself, so that nobody need wait for it. */
function isUnhurried(name: string): boolean {
  const definition: JobDefinition<unknown> | undefined = isJobName(name) ? jobCatalog[name] : undefined;
  return definition?.delayMs !== undefined;
}

async function isIdle({ queue }: QueueConnection, waitsForRetries: boolean): Promise<boolean> {
  const { delayed = 0, ...now } = await queue.getJobCounts("waiting", "active", "prioritized", "delayed");
  if (Object.values(now).some((count) => count > 0)) return false;
  if (delayed === 0) return true;
  const waiting = await queue.getJobs(["delayed"]);
  if (waiting.length < delayed) return false; // The time of one of them came while they were read.
  // Jobs that Slack has asked to put off have not failed yet: their time comes soon.
  const awaited = waiting.filter(({ name, attemptsMade }) => attemptsMade > 0 || !isUnhurried(name));
  return awaited.length === 0 || (!waitsForRetries && awaited.every(({ attemptsMade }) => attemptsMade > 0));
}
