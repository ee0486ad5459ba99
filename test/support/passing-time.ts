/** A worker that does its jobs only while somebody waits for them, and time that passes as with time travel. */
import type { ShiftedClock } from "../../src/app/clock/shifted-clock.ts";
import type { AppDeps } from "../../src/app/deps.ts";
import type { Sweep } from "../../src/app/sweep/sweep.ts";
import { SWEEPS } from "../../src/app/sweep/sweeps.ts";
import { openLocalDirectory } from "../../src/ops/connectors.ts";
import { jobHandlers } from "../../src/jobs/job-handlers.ts";
import type { QueueConnection } from "../../src/jobs/queue-connection.ts";
import { settle } from "../../src/jobs/settle.ts";
import { startSweeper } from "../../src/jobs/sweeper.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { milliseconds } from "../../src/lib/duration.ts";
import type { Duration } from "../../src/lib/duration.ts";
import { createTimeTravel } from "../../src/ops/time-travel.ts";
import { workerClient } from "../../src/slack/bolt/web-client.ts";
import { BOT_TOKEN } from "../sandbox/tiny-bot.ts";
import type { Engines } from "./engines.ts";

const NEVER_MS = 2_147_483_647;
/** Less than a test may take, so that it says what was waited for. */
const PATIENCE = { inAllMs: 12_000, forRetriesMs: 12_000 };

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
  let running: Promise<PassingOfTime> | undefined;
  const begin = () => (running ??= start(options));
  return {
    settles: () => begin().then(({ settles }) => settles()),
    passes: (duration) => begin().then(({ passes }) => passes(duration)),
    stop: async () => (await running)?.stop(),
  };
}

async function start({ engines, deps, clock, apiUrl }: PassingOfTimeOptions): Promise<PassingOfTime> {
  const { database, log } = deps;
  const [connection, batch] = [await engines.queue(), await engines.relayBatch()];
  const client = workerClient({ apiUrl, token: BOT_TOKEN, log, onCall: () => {} });
  const worker = startWorker({
    connection,
    handlers: jobHandlers({ ...deps, connector: openLocalDirectory(deps) }, client),
    log,
  });
  const { sweeps, complain } = heard(SWEEPS);
  const sweeper = startSweeper({ sweeps, deps, log, everyMs: NEVER_MS });
  const drain = async () => {
    while ((await batch()) > 0);
  };
  const settles = async () => {
    if (!(await settle({ database, connection, drain }, PATIENCE)) || (await hasFailed(connection)))
      throw new Error(`The jobs were not done in time:\n${(await whatWaits(connection)).join("\n")}`);
  };
  const travel = createTimeTravel({ deps, clock, sweeper, settle: settles });
  return {
    settles,
    passes: async (duration) => {
      await travel.advance(milliseconds(duration) / 1000);
      complain();
    },
    stop: async () => {
      await sweeper.stop();
      await worker.close();
    },
  };
}

/** The sweeps, whose failures are told to the test: the sweeper itself only logs them. */
function heard(all: Readonly<Record<string, Sweep>>): { sweeps: Record<string, Sweep>; complain: () => void } {
  const failures: unknown[] = [];
  const listenTo = (sweep: Sweep) => (deps: AppDeps) =>
    sweep(deps).catch((error: unknown) => {
      failures.push(error);
      throw error;
    });
  return {
    sweeps: Object.fromEntries(Object.entries(all).map(([name, sweep]) => [name, listenTo(sweep)])),
    complain: () => {
      if (failures.length > 0) throw new AggregateError(failures.splice(0), "A sweep failed.");
    },
  };
}

/** Whether a job was given up: nothing that a test does takes so many attempts, so it is a mistake. */
async function hasFailed({ queue }: QueueConnection): Promise<boolean> {
  const { failed = 0 } = await queue.getJobCounts("failed");
  return failed > 0;
}

async function whatWaits({ queue }: QueueConnection): Promise<string[]> {
  const jobs = await queue.getJobs(["waiting", "active", "delayed", "failed"]);
  return jobs.map(({ name, data, failedReason }) => `${name} ${JSON.stringify(data)}: ${failedReason ?? "waits"}`);
}
