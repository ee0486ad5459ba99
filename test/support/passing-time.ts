/** A worker that does its jobs only while somebody waits for them, and time that passes as with time travel. */
import type { ShiftedClock } from "../../src/app/clock/shifted-clock.ts";
import type { AppDeps } from "../../src/app/deps.ts";
import { SWEEPS } from "../../src/app/sweep/sweeps.ts";
import { openLocalDirectory } from "../../src/ops/connectors.ts";
import { jobHandlers } from "../../src/jobs/job-handlers.ts";
import { settle } from "../../src/jobs/settle.ts";
import { startSweeper } from "../../src/jobs/sweeper.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { milliseconds } from "../../src/lib/duration.ts";
import type { Duration } from "../../src/lib/duration.ts";
import { createTimeTravel } from "../../src/ops/time-travel.ts";
import type { TimeTravel } from "../../src/ops/time-travel.ts";
import { workerClient } from "../../src/slack/bolt/web-client.ts";
import { BOT_TOKEN } from "../sandbox/tiny-bot.ts";
import type { Engines } from "./engines.ts";

const NEVER_MS = 2_147_483_647;
const PATIENCE = { inAllMs: 30_000, forRetriesMs: 5_000 };

export interface PassingOfTime {
  settles: () => Promise<void>;
  passes: (duration: Duration) => Promise<void>;
  stop: () => Promise<void>;
}

export interface PassingOfTimeOptions {
  engines: Engines;
  deps: AppDeps;
  clock: ShiftedClock;
  /** The workspace that the jobs speak to. */
  apiUrl: string;
}

/** Opens queue, worker and sweeps when they are first needed, so that suites without jobs do not pay for them. */
export function passingOfTime(options: PassingOfTimeOptions): PassingOfTime {
  let running: Promise<Running> | undefined;
  const begin = () => (running ??= start(options));
  return {
    settles: async () => {
      const { settles } = await begin();
      await settles();
    },
    passes: async (duration) => {
      const { travel } = await begin();
      await travel.advance(milliseconds(duration) / 1000);
    },
    stop: async () => (await running)?.stop(),
  };
}

interface Running {
  settles: () => Promise<void>;
  travel: TimeTravel;
  stop: () => Promise<void>;
}

async function start({ engines, deps, clock, apiUrl }: PassingOfTimeOptions): Promise<Running> {
  const { database, log } = deps;
  const [connection, batch] = [await engines.queue(), await engines.relayBatch()];
  const client = workerClient({ apiUrl, token: BOT_TOKEN, log, onCall: () => {} });
  const worker = startWorker({
    connection,
    handlers: jobHandlers({ ...deps, connector: openLocalDirectory(deps) }, client),
    log,
  });
  const sweeper = startSweeper({ sweeps: SWEEPS, deps, log, everyMs: NEVER_MS });
  const drain = async () => {
    while ((await batch()) > 0);
  };
  const settles = async (patience = PATIENCE) => {
    if (!(await settle({ database, connection, drain }, patience))) throw new Error("The jobs were not done in time.");
  };
  return {
    settles: () => settles(),
    travel: createTimeTravel({ deps, clock, sweeper, settle: settles }),
    stop: async () => {
      await sweeper.stop();
      await worker.close();
    },
  };
}
