import { UnrecoverableError } from "bullmq";
import { z } from "zod";
import type { Logger } from "../lib/log.ts";
import { PutOff } from "../lib/put-off.ts";
import { briefly } from "../lib/temporary.ts";
import { isJobName, jobCatalog } from "./catalog.ts";
import type { JobDefinition, JobHandler, JobHandlers, JobName, JobPayload } from "./catalog.ts";
import type { JobWorker, QueueConnection, QueuedJob } from "./queue-connection.ts";

export interface WorkerOptions {
  connection: QueueConnection;
  handlers: JobHandlers;
  log: Logger;
  /** Told which job will not be tried again, because it is done or given up. Never fails, never waits. */
  onDone?: (id: string) => void;
}

/** Works off the queue until it is closed; closing waits for the jobs under way. */
export function startWorker({ connection, handlers, log, onDone = () => {} }: WorkerOptions): JobWorker {
  async function perform<Name extends JobName>(name: Name, job: QueuedJob): Promise<void> {
    const definition: JobDefinition<JobPayload<Name>> = jobCatalog[name];
    const handler: JobHandler<JobPayload<Name>> = handlers[name];
    const payload = definition.payload.safeParse(job.data);
    if (!payload.success) throw new UnrecoverableError(`its payload is wrong: ${z.prettifyError(payload.error)}`);
    try {
      await handler.run(payload.data);
    } catch (error) {
      if (error instanceof PutOff) throw await job.putOff(error.afterMs);
      const code = briefly(error);
      if (!job.isLastAttempt) {
        log.warn({ job: name, id: job.id, cause: code }, "a job failed; it is tried again");
        throw error;
      }
      log.error({ job: name, id: job.id, cause: code, payload: payload.data }, "a job failed for the last time");
      await handler.giveUp(payload.data, code);
      throw new UnrecoverableError(code);
    }
  }

  function withoutHandler({ id, name, isLastAttempt }: QueuedJob): Error {
    const error = new Error(`no handler for the job ${name}`);
    if (!isLastAttempt) return error;
    log.error({ job: name, id }, "a job that no version here knows failed for the last time");
    onDone(id);
    return new UnrecoverableError(error.message);
  }

  return connection.work(async (job) => {
    // A newer process may promise jobs that this one does not know yet; another attempt may meet a newer worker.
    if (!isJobName(job.name)) throw withoutHandler(job);
    try {
      await perform(job.name, job);
      onDone(job.id);
    } catch (error) {
      if (error instanceof UnrecoverableError) onDone(job.id);
      throw error;
    }
  });
}
