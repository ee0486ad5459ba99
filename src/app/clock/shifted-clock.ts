import type { Clock } from "../../lib/clock.ts";
import type { Database } from "../../store/database.ts";
import { readClockShift } from "../../store/query/clock.ts";

/** A clock that time travel moves ahead of another one. */
export interface ShiftedClock extends Clock {
  /** How far it is ahead, in milliseconds. */
  readonly shift: number;
  /** Sets how far it is ahead. It never goes back, so that an older reading does no harm. */
  moveTo(shift: number): void;
}

/** A clock that goes with `base` until it is moved. */
export function shiftedClock(base: Clock): ShiftedClock {
  let shift = 0;
  return {
    now: () => new Date(base.now().getTime() + shift),
    get shift() {
      return shift;
    },
    moveTo: (to) => {
      shift = Math.max(shift, to);
    },
  };
}

/** Brings the clock in line with what the database keeps: after a restart, or when another process has moved it. */
export async function takeOverShift(clock: ShiftedClock, database: Database): Promise<void> {
  clock.moveTo(await readClockShift(database.read));
}
