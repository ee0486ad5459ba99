import type { Job } from "bullmq";
import type { QueuedJob } from "./queue-connection.ts";

export function asQueuedJob({ id, name, data, attemptsMade, opts }: Job<unknown, unknown>): QueuedJob {
  return { id: id ?? "", name, data, isLastAttempt: attemptsMade + 1 >= (opts.attempts ?? 1) };
}
