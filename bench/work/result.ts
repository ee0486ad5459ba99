/** One figure of the work behind a request, with the goal that it is held to. */
export interface WorkResult {
  name: string;
  /** What was measured, with its unit. */
  measured: string;
  /** What it must be, in words; null: no goal. */
  goal: string | null;
  isMet: boolean | null;
  value: number;
}

export function atMost(name: string, value: number, most: number, show: (value: number) => string): WorkResult {
  return { name, measured: show(value), goal: `at most ${show(most)}`, isMet: value <= most, value };
}

export function atLeast(name: string, value: number, least: number, show: (value: number) => string): WorkResult {
  return { name, measured: show(value), goal: `at least ${show(least)}`, isMet: value >= least, value };
}

export const asMilliseconds = (value: number) => `${value.toFixed(0)} ms`;
export const asSeconds = (value: number) => `${(value / 1000).toFixed(2)} s`;
export const asShare = (value: number) => `${(value * 100).toFixed(0)}%`;
export const asTimes = (value: number) => `${value.toFixed(2)} times`;

export function workLine({ name, measured, goal, isMet }: WorkResult): string {
  const verdict = goal === null ? "" : isMet ? ` (goal: ${goal})` : ` (MISSES the goal: ${goal})`;
  return `${name.padEnd(52)}  ${measured}${verdict}`;
}
