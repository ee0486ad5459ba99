const MILLISECONDS = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1_000 };

/** A span of time; its parts are added. */
export type Duration = Partial<Record<keyof typeof MILLISECONDS, number>>;

/** The duration in milliseconds. */
export function milliseconds(duration: Duration): number {
  return Object.entries(duration).reduce(
    (sum, [unit, amount]) => sum + amount * MILLISECONDS[unit as keyof typeof MILLISECONDS],
    0,
  );
}

/** The instant so much later. */
export function later(instant: Date, duration: Duration): Date {
  return new Date(instant.getTime() + milliseconds(duration));
}
