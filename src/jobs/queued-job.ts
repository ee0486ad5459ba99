import { DelayedError } from "bullmq";
import type { Job } from "bullmq";
import type { QueuedJob } from "./queue-connection.ts";

/** `token`: by which BullMQ knows that this worker has the job. */
export function asQueuedJob(job: Job<unknown, unknown>, token: string | undefined): QueuedJob {
  const { id, name, data, attemptsMade, opts } = job;
  return {
    id: id ?? "",
    name,
    data,
    isLastAttempt: attemptsMade + 1 >= (opts.attempts ?? 1),
    putOff: async (ms) => {
      await job.moveToDelayed(Date.now() + Math.ceil(ms), token);
      return new DelayedError();
    },
  };
}
