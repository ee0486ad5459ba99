import { RateLimitError, UnrecoverableError } from "bullmq";
import { z } from "zod";
import type { Logger } from "../lib/log.ts";
import { briefly } from "../lib/temporary.ts";
import { isJobName, jobCatalog } from "./catalog.ts";
import type { JobDefinition, JobHandler, JobHandlers, JobName, JobPayload } from "./catalog.ts";
import type { JobWorker, QueueConnection, QueuedJob } from "./queue-connection.ts";
import { judgeFailure } from "./slack-failure.ts";

/** Works off the queue until it is closed; closing waits for the jobs under way. */
export function startWorker(options: { connection: QueueConnection; handlers: JobHandlers; log: Logger }): JobWorker {
  const { connection, handlers, log } = options;

  async function perform<Name extends JobName>(name: Name, job: QueuedJob): Promise<void> {
    const definition: JobDefinition<JobPayload<Name>> = jobCatalog[name];
    const handler: JobHandler<JobPayload<Name>> = handlers[name];
    const payload = definition.payload.safeParse(job.data);
    if (!payload.success) throw new UnrecoverableError(`its payload is wrong: ${z.prettifyError(payload.error)}`);
    try {
      await handler.run(payload.data);
    } catch (error) {
      const failure = judgeFailure(error);
      if (failure.kind === "rateLimited") {
        await connection.queue.rateLimit(failure.retryAfterMs);
        throw new RateLimitError();
      }
      const { code } = failure;
      const isOver = failure.kind === "final" || job.isLastAttempt;
      log.warn({ job: name, id: job.id, code, cause: briefly(error), isOver }, "a job failed");
      if (!isOver) throw error;
      await handler.giveUp(payload.data, code);
      throw new UnrecoverableError(code);
    }
  }

  return connection.work(async (job) => {
    // A newer process may promise jobs that this one does not know yet; another attempt may meet a newer worker.
    if (!isJobName(job.name)) throw new Error(`no handler for the job ${job.name}`);
    await perform(job.name, job);
  });
}
