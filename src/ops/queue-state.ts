import type { AppDeps } from "../app/deps.ts";
import type { QueueConnection } from "../jobs/queue-connection.ts";
import { systemClock } from "../lib/clock.ts";
import { waitingJobs } from "../store/query/outbox.ts";
import type { QueueState } from "./metrics.ts";

/** More promised jobs than this are shown as this many. */
const MOST_PROMISED = 1_000;

/** How many jobs wait, and how long the oldest does: in the queue, or still to be handed to it. */
export async function lookAtQueue({ database, clock }: AppDeps, { queue }: QueueConnection): Promise<QueueState> {
  const [jobs, [oldestQueued], promised] = await Promise.all([
    queue.getJobCounts("waiting", "active", "delayed", "failed"),
    queue.getWaiting(0, 0),
    waitingJobs(database.read, MOST_PROMISED),
  ]);
  // The queue goes by the machine's clock, whatever time travel makes of ours.
  const queuedMs = oldestQueued ? systemClock.now().getTime() - oldestQueued.timestamp : 0;
  const promisedMs = promised[0] ? clock.now().getTime() - promised[0].createdAt.getTime() : 0;
  return {
    jobs: { ...jobs, promised: promised.length },
    oldestSeconds: Math.max(0, queuedMs, promisedMs) / 1000,
  };
}
