import type { AppDeps } from "../app/deps.ts";
import type { QueueConnection } from "../jobs/queue-connection.ts";
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
  const now = clock.now().getTime();
  const since = Math.min(oldestQueued?.timestamp ?? now, promised[0]?.createdAt.getTime() ?? now);
  return { jobs: { ...jobs, promised: promised.length }, oldestSeconds: Math.max(0, (now - since) / 1000) };
}
