/** Where the time comes from. Everything below `main.ts` asks a clock, so that tests and time travel can move it. */
export interface Clock {
  now(): Date;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };
