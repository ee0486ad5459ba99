import { setTimeout as pause } from "node:timers/promises";
import { advanceClock } from "../app/clock/advance-clock.ts";
import { takeOverShift } from "../app/clock/shifted-clock.ts";
import type { ShiftedClock } from "../app/clock/shifted-clock.ts";
import type { AppDeps } from "../app/deps.ts";
import type { Patience } from "../jobs/settle.ts";
import type { Sweeper } from "../jobs/sweeper.ts";
import { nextDeadline } from "../store/query/deadline.ts";

/** Where the bot's time is. */
export interface PointInTime {
  now: Date;
  shiftSeconds: number;
  /** When the next thing happens by itself. */
  nextDeadline: Date | null;
}

export interface Journey {
  now: Date;
  shiftSeconds: number;
  /** How many rows were due on the way. */
  handled: number;
}

export interface TimeTravel {
  where: () => Promise<PointInTime>;
  /** Moves the clock ahead and does all that is due on the way before it resolves. One journey at a time. */
  advance: (seconds: number) => Promise<Journey>;
  /** Breaks off the journey under way, wherever it is. */
  stop: () => Promise<void>;
}

export interface TimeTravelOptions {
  deps: AppDeps;
  clock: ShiftedClock;
  sweeper: Pick<Sweeper, "runDue">;
  /** Waits until what was promised has been done. */
  settle: (patience: Patience) => Promise<unknown>;
  /** After so many deadlines the rest of the way is one step, so that a journey through a large database ends. */
  mostSteps?: number;
}

/** How long one journey waits for jobs. */
const PATIENCE = { inAllMs: 30_000, forRetriesMs: 5_000 };
/** How often it looks whether what is due is still there, because another process is at it or because its sweep fails. */
const LOOKS = 100;
const LOOK_MS = 20;

/**
 * Time travel (words.md 7): the clock goes from deadline to deadline, and at each the sweeps and the jobs that follow do
 * their work, so that everything happens at its own time, as it would have without.
 */
export function createTimeTravel(options: TimeTravelOptions): TimeTravel {
  const { deps, clock, sweeper, settle, mostSteps = 500 } = options;
  const { database } = deps;
  const end = new AbortController();
  let journeys: Promise<unknown> = Promise.resolve();

  async function stepAhead(left: number, step: number): Promise<number> {
    const deadline = step <= mostSteps ? await nextDeadline(database.read, clock.now()) : null;
    const toDeadline = deadline === null ? left : Math.max(1, deadline.getTime() - clock.now().getTime());
    const milliseconds = Math.min(left, toDeadline);
    clock.moveTo(await advanceClock(deps, { milliseconds }));
    return milliseconds;
  }
  /** Does all that is due, and waits for what another process has claimed of it. */
  async function workOff(patience: { looks: number }): Promise<number> {
    for (let rows = await sweeper.runDue(); ; rows += await sweeper.runDue()) {
      if (patience.looks === 0 || !(await isOverdue())) return rows;
      patience.looks -= 1;
      await pause(LOOK_MS, undefined, { signal: end.signal });
    }
  }
  async function isOverdue(): Promise<boolean> {
    const first = await nextDeadline(database.read, new Date(0));
    return first !== null && first <= clock.now();
  }
  async function travel(seconds: number): Promise<Journey> {
    const since = performance.now();
    const settleSoon = () => settle({ ...remaining(performance.now() - since), until: end.signal });
    await takeOverShift(clock, database);
    const patience = { looks: LOOKS };
    let handled = 0;
    await settleSoon();
    for (let left = seconds * 1000, step = 1; ; step += 1) {
      end.signal.throwIfAborted();
      handled += await workOff(patience);
      await settleSoon();
      if (left <= 0) return { now: clock.now(), shiftSeconds: secondsOf(clock), handled };
      left -= await stepAhead(left, step);
    }
  }
  return {
    where: async () => ({
      now: clock.now(),
      shiftSeconds: secondsOf(clock),
      nextDeadline: await nextDeadline(database.read, clock.now()),
    }),
    advance: (seconds) => {
      const journey = journeys.then(() => travel(seconds));
      journeys = journey.catch(() => {}); // Its own caller learns of it.
      return journey;
    },
    stop: async () => {
      end.abort(new Error("the program stops"));
      await journeys;
    },
  };
}

function remaining(elapsedMs: number): Patience {
  return { inAllMs: PATIENCE.inAllMs - elapsedMs, forRetriesMs: PATIENCE.forRetriesMs - elapsedMs };
}

function secondsOf({ shift }: ShiftedClock): number {
  return shift / 1000;
}
