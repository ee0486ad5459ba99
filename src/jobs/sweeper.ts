import type { AppDeps } from "../app/deps.ts";
import type { Sweep } from "../app/sweep/sweep.ts";
import type { Logger } from "../lib/log.ts";
import { briefly } from "../lib/temporary.ts";

/** Told what each run of a sweep has handled, for the metrics. */
export type OnSweep = (sweep: string, rows: number, seconds: number) => void;

export interface Sweeper {
  /**
   * Handles all that is due by now and gives how many rows that were. What becomes due while a run is under way is
   * handled by one more run, which all who have asked meanwhile share.
   */
  runDue: () => Promise<number>;
  /** Begins no further batch and waits for the one under way. */
  stop: () => Promise<void>;
}

export interface SweeperOptions {
  sweeps: Readonly<Record<string, Sweep>>;
  deps: AppDeps;
  log: Logger;
  /** The pause between two looks for what is due. */
  everyMs: number;
  onSweep?: OnSweep;
}

/** Sees to all that happens by time alone. Several processes share the work: each batch is claimed by one of them. */
export function startSweeper({ sweeps, deps, log, everyMs, onSweep = () => {} }: SweeperOptions): Sweeper {
  let isStopped = false;
  let underWay: Promise<number> | undefined;
  let next: Promise<number> | undefined;

  /** Runs one sweep until nothing is due. A failing one must not keep the others from their work. */
  async function sweepUp(name: string, sweep: Sweep): Promise<number> {
    const since = performance.now();
    let rows = 0;
    try {
      for (let batch = 1; batch > 0 && !isStopped; rows += batch) batch = await sweep(deps);
    } catch (error) {
      log.error({ sweep: name, cause: briefly(error) }, "a sweep failed; it is tried again");
    }
    onSweep(name, rows, (performance.now() - since) / 1000);
    return rows;
  }
  async function run(): Promise<number> {
    let rows = 0;
    for (const [name, sweep] of Object.entries(sweeps)) rows += await sweepUp(name, sweep);
    return rows;
  }
  function begin(): Promise<number> {
    underWay = run().finally(() => (underWay = undefined));
    return underWay;
  }
  function runDue(): Promise<number> {
    if (underWay === undefined) return begin();
    next ??= underWay.then(() => {
      next = undefined;
      return begin();
    });
    return next;
  }
  const look = () => void (underWay ?? runDue());
  const timer = setInterval(look, everyMs);
  look();
  return {
    runDue,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await (next ?? underWay);
    },
  };
}
