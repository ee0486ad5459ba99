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

/** The earlier of two instants. */
export function earliest(one: Date, other: Date): Date {
  return one <= other ? one : other;
}

/** The later of two instants. */
export function latest(one: Date, other: Date): Date {
  return one >= other ? one : other;
}

/** The instant in the middle of two. */
export function halfWay(from: Date, to: Date): Date {
  return new Date((from.getTime() + to.getTime()) / 2);
}
