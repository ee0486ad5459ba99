import type { Clock } from "../lib/clock.ts";
import type { Logger } from "../lib/log.ts";
import { briefly } from "../lib/temporary.ts";
import type { Database } from "../store/database.ts";
import { markDone } from "../store/query/outbox.ts";

export interface DoneNotes {
  /** Notes soon that the job is done. Never fails, never waits. */
  note: (id: string) => void;
  /** Writes what is not written yet, and takes no more. */
  stop: () => Promise<void>;
}

/**
 * Notes in the outbox which jobs are done, many at a time. A note that is lost is no harm: the job is then handed over
 * again, where the queue knows it already, or it changes nothing when it is done twice.
 */
export function startDoneNotes(options: {
  database: Database;
  clock: Clock;
  log: Logger;
  everyMs?: number;
}): DoneNotes {
  const { database, clock, log, everyMs = 200 } = options;
  let ids: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function write(): Promise<void> {
    timer = undefined;
    const done = ids;
    ids = [];
    try {
      if (done.length > 0) await markDone(database.read, done, clock.now());
    } catch (error) {
      log.warn({ jobs: done.length, cause: briefly(error) }, "jobs that are done could not be noted as done");
    }
  }
  return {
    note: (id) => {
      ids.push(id);
      timer ??= setTimeout(() => void write(), everyMs);
    },
    stop: async () => {
      clearTimeout(timer);
      await write();
    },
  };
}
