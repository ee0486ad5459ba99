import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** A name may come from outside; beyond this many, further ones are counted together. */
const MOST_NAMES = 300;

/** What waits in the queue, and since when. */
export interface QueueState {
  jobs: Record<string, number>;
  oldestSeconds: number;
}

/** What operators see of the program, in Prometheus' form. */
export interface Metrics {
  onAck: (listener: string, seconds: number) => void;
  onCommand: (name: string, outcome: string) => void;
  onSlackCall: (method: string, result: string) => void;
  onSweep: (sweep: string, rows: number, seconds: number) => void;
  /** Names whom to ask about the queue at each scrape. */
  watchQueue(look: () => Promise<QueueState>): void;
  text(): Promise<{ type: string; body: string }>;
}

export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const acks = new Histogram({
    name: "access_packages_slack_ack_seconds",
    help: "How long Slack waited for an answer, by listener.",
    labelNames: ["listener"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers,
  });
  const commands = new Counter({
    name: "access_packages_commands_total",
    help: "Commands, by how they ended.",
    labelNames: ["command", "outcome"],
    registers,
  });
  const calls = new Counter({
    name: "access_packages_slack_calls_total",
    help: "Calls of Slack's Web API, by method and result.",
    labelNames: ["method", "result"],
    registers,
  });
  const sweeps = new Histogram({
    name: "access_packages_sweep_seconds",
    help: "How long a look for what is due took, with all that was done about it, by sweep.",
    labelNames: ["sweep"],
    buckets: [0.005, 0.025, 0.1, 0.5, 1, 2, 5, 30],
    registers,
  });
  const swept = new Counter({
    name: "access_packages_swept_total",
    help: "What was due and has been handled, by sweep.",
    labelNames: ["sweep"],
    registers,
  });
  const known = new Set<string>();
  const bounded = (name: string): string => {
    if (known.size < MOST_NAMES) known.add(name);
    return known.has(name) ? name : "other";
  };
  return {
    onAck: (listener, seconds) => acks.observe({ listener: bounded(listener) }, seconds),
    onCommand: (command, outcome) => commands.inc({ command, outcome }),
    onSlackCall: (method, result) => calls.inc({ method: bounded(method), result: bounded(result) }),
    onSweep: (sweep, rows, seconds) => {
      sweeps.observe({ sweep }, seconds);
      swept.inc({ sweep }, rows);
    },
    watchQueue: (look) => watchQueue(registers, look),
    text: async () => ({ type: register.contentType, body: await register.metrics() }),
  };
}

function watchQueue(registers: Registry[], look: () => Promise<QueueState>): void {
  let underWay: Promise<QueueState | undefined> | undefined;
  // One look for both gauges. A queue that is down must not take the other figures with it: /readyz tells of it.
  const state = () =>
    (underWay ??= look()
      .catch(() => undefined)
      .finally(() => (underWay = undefined)));
  const age: Gauge = new Gauge({
    name: "access_packages_queue_oldest_seconds",
    help: "How long the oldest job waits, from the moment it was promised.",
    registers,
    collect: async () => age.set((await state())?.oldestSeconds ?? Number.NaN),
  });
  const depth: Gauge = new Gauge({
    name: "access_packages_queue_jobs",
    help: "Jobs, by state; promised ones have not reached the queue yet.",
    labelNames: ["state"],
    registers,
    collect: async () => {
      const jobs = (await state())?.jobs;
      depth.reset();
      for (const [name, count] of Object.entries(jobs ?? {})) depth.set({ state: name }, count);
    },
  });
}
