import { takeOverShift } from "../app/clock/shifted-clock.ts";
import type { ShiftedClock } from "../app/clock/shifted-clock.ts";
import type { AppDeps } from "../app/deps.ts";
import { HOUSEKEEPING, SWEEPS } from "../app/sweep/sweeps.ts";
import type { Environment } from "../config/environment.ts";
import type { QueueConnection } from "../jobs/queue-connection.ts";
import type { Relay } from "../jobs/relay.ts";
import { settle } from "../jobs/settle.ts";
import { startSweeper } from "../jobs/sweeper.ts";
import type { Closers } from "../lib/closers.ts";
import { briefly } from "../lib/temporary.ts";
import { readClockShift } from "../store/query/clock.ts";
import type { Database } from "../store/database.ts";
import type { Metrics } from "./metrics.ts";
import { createTimeTravel } from "./time-travel.ts";
import type { TimeTravel } from "./time-travel.ts";

const SWEEP_MS = 5_000;
const HOUSEKEEPING_MS = 3_600_000;
/** How soon a process notices that another has moved the clock, if no job tells it before. */
const LOOK_AT_CLOCK_MS = 500;

/** What of the environment says how time passes. */
type TimeSettings = Pick<Environment, "timeTravel" | "role" | "engines">;

/**
 * Keeps the clock where the database says it is; gives the queue, whose jobs look at the clock first, so that none runs
 * at a time that another process has left. Without time travel nothing is looked up, and the clock is the machine's.
 */
export async function keepTime(
  { timeTravel, engines }: TimeSettings,
  parts: {
    clock: ShiftedClock;
    database: Database;
    connection: QueueConnection;
    log: AppDeps["log"];
    closers: Closers;
  },
): Promise<QueueConnection> {
  const { clock, database, connection, log, closers } = parts;
  if (!timeTravel) {
    if ((await readClockShift(database.read)) > 0)
      log.warn("time travel has moved this database's clock ahead; without it, what is stored lies in the future");
    return connection;
  }
  const look = () => takeOverShift(clock, database);
  await look();
  if (engines.kind === "embedded") return connection; // This process alone can have moved it.
  const timer = setInterval(
    () => void look().catch((error: unknown) => log.warn({ cause: briefly(error) }, "the clock was not looked up")),
    LOOK_AT_CLOCK_MS,
  );
  closers.add(async () => clearInterval(timer));
  return { ...connection, work: (process) => connection.work((job) => look().then(() => process(job))) };
}

/** Starts what happens by time alone, where the role has that; and gives time travel, where it is on. */
export function startSweeps(
  { timeTravel, role }: TimeSettings,
  parts: {
    deps: AppDeps;
    clock: ShiftedClock;
    connection: QueueConnection;
    relay: Relay;
    metrics: Metrics;
    closers: Closers;
  },
): TimeTravel | undefined {
  const { deps, clock, connection, relay, metrics, closers } = parts;
  // A web process that moves the clock answers only when all that was due is done, so it helps.
  if (role === "web" && !timeTravel) return undefined;
  const { database, log } = deps;
  const sweeper = startSweeper({ sweeps: SWEEPS, deps, log, everyMs: SWEEP_MS, onSweep: metrics.onSweep });
  closers.add(sweeper.stop);
  if (role !== "web") closers.add(startSweeper({ sweeps: HOUSEKEEPING, deps, log, everyMs: HOUSEKEEPING_MS }).stop);
  if (!timeTravel) return undefined;
  const { drain } = relay;
  const travel = createTimeTravel({
    deps,
    clock,
    sweeper,
    settle: (patience) => settle({ database, connection, drain }, patience),
  });
  closers.add(travel.stop);
  return travel;
}
