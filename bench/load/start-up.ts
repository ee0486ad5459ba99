import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBot, startEmbeddedBot } from "../engine/bot.ts";
import type { RunningProgram } from "../engine/program.ts";
import { median } from "./statistics.ts";

export interface StartUpResult {
  name: string;
  readyMs: number;
  goalMs: number;
}

/** From spawning the process to a good answer of /readyz, median of so many starts. */
export async function measureStartUp(places: Parameters<typeof startBot>[0], times: number): Promise<StartUpResult[]> {
  const onPostgres = await medianStart(times, () => startBot(places));
  const directory = await mkdtemp(join(tmpdir(), "access-packages-bench-"));
  try {
    const first = await medianStart(times, (i) => startEmbeddedBot(join(directory, `data-${i}`)));
    const again = await medianStart(times, () => startEmbeddedBot(join(directory, "data-0")));
    return [
      { name: "ready on Postgres", readyMs: onPostgres, goalMs: 2_000 },
      { name: "ready embedded, first start", readyMs: first, goalMs: 6_000 },
      { name: "ready embedded, later start", readyMs: again, goalMs: 6_000 },
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function medianStart(times: number, begin: (i: number) => Promise<RunningProgram>): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const program = await begin(i);
    taken.push(program.readyMs);
    await program.stop();
  }
  return median(taken);
}
