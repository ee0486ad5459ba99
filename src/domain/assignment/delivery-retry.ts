import { later } from "../../lib/duration.ts";
import type { Duration } from "../../lib/duration.ts";

/** The pauses before each further attempt at what may pass by itself; after the last, staff are told (domain.md 5.2). */
const PAUSES: readonly Duration[] = [{ minutes: 1 }, { minutes: 5 }, { minutes: 30 }, { hours: 2 }, { hours: 6 }];

/** When to try again after so many failed attempts; null when it is given up. */
export function retryAt(failedAttempts: number, now: Date): Date | null {
  const pause = PAUSES[failedAttempts - 1];
  return pause ? later(now, pause) : null;
}

/** Longer than a promised job waits for its turn on an ordinary day; done twice, it is done once. */
const PATIENCE: Duration = { minutes: 15 };

/** When a delivery that was promised is taken for lost, as a queue may lose it; it is then promised anew. */
export function lostAfter(now: Date): Date {
  return later(now, PATIENCE);
}

const REPROCESS_DAYS = 14;

/** Whether what failed may still be tried again by staff: within 14 days of its end (domain.md C8, D2, D3). */
export function mayReprocess(completedAt: Date, now: Date): boolean {
  return now <= later(completedAt, { days: REPROCESS_DAYS });
}
