import { endDueAssignments } from "../../src/app/sweep/end-due-assignments.ts";
import { makeDatabase } from "../engine/bench-database.ts";
import { median } from "../load/statistics.ts";
import { seedAssignments } from "../seed/assignments.ts";
import { openDeps } from "./in-process.ts";
import { asSeconds, asTimes, atMost } from "./result.ts";
import type { WorkResult } from "./result.ts";

const DUE = 1_000;
const PEOPLE = 5_000;
const SIZE = { packages: 60, catalogs: 10, resources: 1_000, people: PEOPLE, drafts: 0 };

/** The sweep that ends access: 1,000 due among 300,000 assignments, and among a tenth of them (issue 3, section 8). */
export async function measureSweep(rounds: number): Promise<WorkResult[]> {
  const large: number[] = [];
  const small: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    small.push(await timeOfSweep(30_000));
    large.push(await timeOfSweep(300_000));
  }
  const ratios = large.map((time, round) => time / (small[round] ?? Number.NaN));
  return [
    atMost("sweep, 1,000 due of 300,000 assignments", median(large), 2_000, asSeconds),
    atMost("the same, beside 1,000 due of 30,000", median(ratios), 1.2, asTimes),
  ];
}

async function timeOfSweep(assignments: number): Promise<number> {
  const made = await makeDatabase(`sweep_${assignments}`, SIZE);
  try {
    await seedAssignments(made.sql, { assignments, due: DUE, people: PEOPLE });
    const { deps, database } = await openDeps(made.url);
    try {
      const since = performance.now();
      let ended = 0;
      for (let batch = -1; batch !== 0; ended += batch) batch = await endDueAssignments(deps);
      const time = performance.now() - since;
      if (ended !== DUE) throw new Error(`The sweep ended ${ended} assignments, not ${DUE}.`);
      return time;
    } finally {
      await database.close();
    }
  } finally {
    await made.drop();
  }
}
