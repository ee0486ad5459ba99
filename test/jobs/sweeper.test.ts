import { afterEach, expect, test } from "vitest";
import type { AppDeps } from "../../src/app/deps.ts";
import type { Sweep } from "../../src/app/sweep/sweep.ts";
import { startSweeper } from "../../src/jobs/sweeper.ts";
import type { OnSweep, Sweeper } from "../../src/jobs/sweeper.ts";
import { createLogger } from "../../src/lib/log.ts";

const NEVER_MS = 1_000_000;
const log = createLogger("silent");
let sweeper: Sweeper | undefined;
afterEach(() => sweeper?.stop());

/** A sweep that finds these numbers of rows due, one after the other, and then nothing. */
function due(...batches: number[]): Sweep {
  return async () => batches.shift() ?? 0;
}

function begin(sweeps: Record<string, Sweep>, more: { everyMs?: number; onSweep?: OnSweep } = {}): Sweeper {
  // None of these sweeps looks at what it is given.
  sweeper = startSweeper({ sweeps, deps: {} as AppDeps, log, everyMs: NEVER_MS, ...more });
  return sweeper;
}

/** Something that a test lets happen when it is time. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

test("each sweep is run until nothing is due", async () => {
  const handled: [string, number][] = [];
  begin({ one: due(100, 100, 3), two: due(1) }, { onSweep: (sweep, rows) => handled.push([sweep, rows]) });
  await expect
    .poll(() => handled)
    .toEqual([
      ["one", 203],
      ["two", 1],
    ]);
});

test("a sweep that fails does not keep the others from their work, and is tried again", async () => {
  let tries = 0;
  const failsOnce: Sweep = async () => {
    tries += 1;
    if (tries === 1) throw new Error("out of reach");
    return tries === 2 ? 5 : 0;
  };
  const handled: [string, number][] = [];
  const { runDue } = begin({ failsOnce, other: due(7) }, { onSweep: (sweep, rows) => handled.push([sweep, rows]) });
  await expect
    .poll(() => handled)
    .toEqual([
      ["failsOnce", 0],
      ["other", 7],
    ]);
  expect(await runDue()).toBe(5);
});

test("it looks again and again", async () => {
  let looks = 0;
  begin({ counted: async () => ((looks += 1), 0) }, { everyMs: 5 });
  await expect.poll(() => looks).toBeGreaterThan(3);
});

test("all who ask during a run share the next one, which begins after they have asked", async () => {
  const { open, passed } = gate();
  let runs = 0;
  const counted: Sweep = async () => {
    runs += 1;
    if (runs === 1) await passed;
    return 0;
  };
  const { runDue } = begin({ counted });
  const asked = [runDue(), runDue(), runDue()];
  expect(runs).toBe(1);
  open();
  await Promise.all(asked);
  expect(runs).toBe(2);
});

test("stopping waits for the batch under way, and begins no further one", async () => {
  const { open, passed } = gate();
  let batches = 0;
  const endless: Sweep = async () => {
    batches += 1;
    await passed;
    return 1;
  };
  const { stop } = begin({ endless });
  const stopped = stop().then(() => batches);
  open();
  expect(await stopped).toBe(1);
});
