import type { BenchDatabase } from "../engine/bench-database.ts";
import { makeDatabase } from "../engine/bench-database.ts";
import { startBot } from "../engine/bot.ts";
import { startStubSlack } from "../engine/stub-slack.ts";
import { runRound } from "../load/round.ts";
import { median, quantile } from "../load/statistics.ts";
import { seedAssignments } from "../seed/assignments.ts";
import { seedAudit } from "../seed/journal.ts";
import { SCALE, SCALE_SMALL } from "../seed/size.ts";
import type { ScaleSize } from "../seed/size.ts";
import { COMMANDS, SCREENS } from "./figures.ts";
import type { ScaleFigure } from "./figures.ts";

const GOAL = 1.2;
const PATIENCE_MS = 10_000;

/** How long a command takes at the tenant's limits, beside a small database of the same shape; in milliseconds. */
export interface ScaleResult {
  name: string;
  full: { p50: number; p99: number };
  small: { p50: number; p99: number };
  /** The p99 of the one as a multiple of the other's, the median over the rounds. */
  ratio: number;
  isMet: boolean;
}

/** Every command and screen, one at a time, at the limits of domain.md 4.9 (issue 4, section 7). */
export async function measureScale(
  { redisUrl }: { redisUrl: string },
  plan: { rounds: number; requests: number },
  undo: (() => Promise<unknown>)[],
): Promise<ScaleResult[]> {
  const sides = [];
  const calls = new Calls();
  const slack = await startStubSlack({ onCall: ({ method }) => calls.note(method) });
  undo.push(slack.stop);
  for (const size of [SCALE, SCALE_SMALL]) {
    const database = await seeded(size);
    undo.push(database.drop);
    const bot = await startBot({ redisUrl, apiUrl: slack.apiUrl, databaseUrl: database.url, role: "web" });
    undo.push(bot.stop);
    sides.push({ url: bot.url, size });
  }
  const results: ScaleResult[] = [];
  for (const figure of [...COMMANDS, ...SCREENS]) {
    const result = await measure(figure, sides, calls, plan);
    results.push(result);
    console.log(scaleLine(result));
  }
  return results;
}

async function seeded(size: ScaleSize): Promise<BenchDatabase> {
  const since = performance.now();
  const database = await makeDatabase(`scale_${size.packages}`, size);
  await seedAssignments(database.sql, { ...size, due: 1 });
  await seedAudit(database.sql, { ...size, rows: size.auditRows });
  console.log(`seeded ${size.packages} packages in ${((performance.now() - since) / 1000).toFixed(1)} s`);
  return database;
}

/** Tells when the bot calls Slack. */
class Calls {
  readonly #waiting = new Map<string, (() => void)[]>();

  note(method: string): void {
    for (const tell of this.#waiting.get(method)?.splice(0) ?? []) tell();
  }

  /** Resolves with the next call of the method. */
  next(method: string): Promise<void> {
    const waiting = this.#waiting.get(method) ?? [];
    this.#waiting.set(method, waiting);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Slack's ${method} was not called.`)), PATIENCE_MS);
      waiting.push(() => {
        clearTimeout(late);
        resolve();
      });
    });
  }
}

/** What is shown by a call has no other answer. */
function isEmpty(answer: string): void {
  if (answer !== "") throw new Error(`It answered instead: ${answer.slice(0, 2_000)}`);
}

async function measure(
  { name, bodies: bodiesFor, expects = '"response_type":"ephemeral"', shownBy }: ScaleFigure,
  sides: readonly { url: string; size: ScaleSize }[],
  calls: Calls,
  { rounds, requests }: { rounds: number; requests: number },
): Promise<ScaleResult> {
  const times = sides.map((): { p50: number; p99: number }[] => []);
  // The first round is for the caches, and does not count.
  for (let round = 0; round <= rounds; round += 1)
    for (const [at, { url, size }] of sides.entries()) {
      const asked = { url, bodies: bodiesFor(requests, size), inFlight: 1 };
      const { times: sorted } = shownBy
        ? await runRound({ ...asked, expects: "", onAnswer: isEmpty, waitsFor: () => calls.next(shownBy) })
        : await runRound({ ...asked, expects });
      if (round > 0) times[at]?.push({ p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) });
    }
  const [full = [], small = []] = times;
  const of = (all: readonly { p50: number; p99: number }[]) => ({
    p50: median(all.map(({ p50 }) => p50)),
    p99: median(all.map(({ p99 }) => p99)),
  });
  const ratio = median(full.map(({ p99 }, round) => p99 / (small[round]?.p99 ?? Number.NaN)));
  return { name, full: of(full), small: of(small), ratio, isMet: ratio <= GOAL };
}

function scaleLine({ name, full, small, ratio, isMet }: ScaleResult): string {
  const time = ({ p50, p99 }: { p50: number; p99: number }) => `p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms`;
  const verdict = isMet ? `goal ${GOAL}` : `MISSES the goal ${GOAL}`;
  return `${name.padEnd(28)}  full ${time(full)}  small ${time(small)}  p99 ratio ${ratio.toFixed(2)} (${verdict})`;
}
