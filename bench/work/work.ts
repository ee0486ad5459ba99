import type { BenchDatabase } from "../engine/bench-database.ts";
import { startBaseline, startBot } from "../engine/bot.ts";
import { seedApprovals } from "../seed/requests.ts";
import { measureCards } from "./card.ts";
import { measureDecisions } from "./decisions.ts";
import { openDeps } from "./in-process.ts";
import { measureOutbox } from "./outbox.ts";
import { workLine } from "./result.ts";
import type { WorkResult } from "./result.ts";
import { measureSweep } from "./sweep.ts";

export interface WorkPlan {
  rounds: number;
  requests: number;
  cards: number;
  sweeps: number;
}

/** What is done behind a request: deciding, messages, jobs and sweeps (issue 3, section 8). Prints each figure. */
export async function measureWork(
  places: { database: BenchDatabase; redisUrl: string; apiUrl: string },
  plan: WorkPlan,
): Promise<WorkResult[]> {
  const { database, redisUrl, apiUrl } = places;
  const { sql, url: databaseUrl } = database;
  const results: WorkResult[] = [];
  const add = (more: readonly WorkResult[]) => {
    for (const result of more) console.log(workLine(result));
    results.push(...more);
  };
  await seedApprovals(sql);
  // The jobs that follow are another process' work.
  const web = await startBot({ databaseUrl, redisUrl, apiUrl, role: "web" });
  const baseline = await startBaseline({ databaseUrl, redisUrl, apiUrl });
  try {
    add(await measureDecisions({ botUrl: web.url, baselineUrl: baseline.url, sql }, plan));
  } finally {
    await web.stop();
    await baseline.stop();
  }
  add(await measureCards({ databaseUrl, redisUrl, sql }, plan.cards));
  const { deps, database: opened } = await openDeps(databaseUrl);
  try {
    add(await measureOutbox(deps, redisUrl, plan.rounds));
  } finally {
    await opened.close();
  }
  add(await measureSweep(plan.sweeps));
  return results;
}
