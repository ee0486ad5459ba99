/** `npm run bench`: what the bot costs beside a bare Bolt app that asks the database once. */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { makeDatabase } from "./engine/bench-database.ts";
import { build, startBaseline, startBot } from "./engine/bot.ts";
import { takeEmptyRedis } from "./engine/empty-redis.ts";
import { startStubSlack } from "./engine/stub-slack.ts";
import { FIGURES } from "./load/figures.ts";
import { measureFigure, oneRound, withRowCounts } from "./load/measure.ts";
import type { FigureResult, Side } from "./load/measure.ts";
import { measureStartUp } from "./load/start-up.ts";
import { figureLine, markdownTable, readReport, startUpLine, writeReport, writeResults } from "./report/report.ts";
import { EMPTY, FULL, WORK } from "./seed/size.ts";
import { measureScale } from "./scale/scale.ts";
import { measureWork } from "./work/work.ts";

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    /** Only figures whose name holds this; without start-up times. */
    only: { type: "string" },
    /** Only what is behind a request: deciding, messages, jobs and sweeps. */
    work: { type: "boolean", default: false },
    /** Only the commands at a tenant's limits, beside a small database. */
    scale: { type: "boolean", default: false },
    /** Prints the README's table from the latest results, and runs nothing. */
    table: { type: "boolean", default: false },
    /** A directory into which the bot writes a CPU profile. */
    profile: { type: "string" },
  },
});

const IN_FLIGHT = [1, 16] as const;
const { rounds, requests, warmUp, starts, work } = flags.quick
  ? { rounds: 3, requests: 140, warmUp: 140, starts: 1, work: { rounds: 3, requests: 140, cards: 20, sweeps: 1 } }
  : { rounds: 7, requests: 420, warmUp: 420, starts: 3, work: { rounds: 7, requests: 420, cards: 100, sweeps: 3 } };

/** Undone at the end, the last first. */
const undo: (() => Promise<unknown>)[] = [];

async function run(): Promise<void> {
  build();
  const slack = await startStubSlack();
  undo.push(slack.stop);
  const redis = await takeEmptyRedis();
  undo.push(redis.release);
  if (flags.scale) {
    const plan = flags.quick ? { rounds: 3, requests: 50 } : { rounds: 7, requests: 200 };
    const scale = await measureScale({ redisUrl: redis.url }, plan, undo);
    console.log(`written to ${await writeResults("scale", { at: new Date().toISOString(), scale })}`);
    return;
  }
  if (flags.work) {
    const database = await made("work", { ...WORK, drafts: requests });
    await measureWork({ database, redisUrl: redis.url, apiUrl: slack.apiUrl }, work);
    return;
  }
  const full = await made("full", { ...FULL, drafts: requests });
  const empty = await made("empty", { ...EMPTY, drafts: requests });

  const places = { redisUrl: redis.url, apiUrl: slack.apiUrl };
  const profiling = flags.profile ? ["--cpu-prof", `--cpu-prof-dir=${flags.profile}`] : [];
  const bot = await startBot({ ...places, databaseUrl: full.url }, profiling);
  undo.push(bot.stop);
  const baseline = await startBaseline({ ...places, databaseUrl: full.url });
  undo.push(baseline.stop);
  const botOnEmpty = await startBot({ ...places, databaseUrl: empty.url });
  undo.push(botOnEmpty.stop);
  const sides: Side[] = [
    { name: "bot", url: bot.url, database: full },
    { name: "baseline", url: baseline.url, database: full },
    { name: "empty", url: botOnEmpty.url, database: empty },
  ];

  const figures: FigureResult[] = [];
  for (const asked of FIGURES.filter(({ name }) => name.includes(flags.only ?? ""))) {
    const figure = await withRowCounts(
      asked,
      { name: "bot", url: bot.url, database: full },
      Math.max(requests, warmUp),
    );
    for (const side of sides) await oneRound(figure, side, { requests: warmUp, inFlight: 4 });
    for (const inFlight of IN_FLIGHT) {
      const result = await measureFigure(figure, sides, { rounds, requests, inFlight });
      figures.push(result);
      console.log(figureLine(result));
    }
  }
  if (flags.only !== undefined) return;
  const startUp = await measureStartUp({ ...places, databaseUrl: empty.url }, starts);
  for (const result of startUp) console.log(startUpLine(result));
  // Their workers would do the jobs that are to be measured.
  for (const side of [bot, botOnEmpty]) await side.stop();
  const behind = await measureWork({ database: full, redisUrl: redis.url, apiUrl: slack.apiUrl }, work);
  const at = new Date().toISOString();
  const machine = { cpus: availableParallelism() };
  console.log(
    `written to ${await writeReport({ at, isQuick: flags.quick, node: process.version, data: { ...FULL, ...machine }, figures, startUp, work: behind })}`,
  );
}

async function made(label: string, size: Parameters<typeof makeDatabase>[1]) {
  const since = performance.now();
  const database = await makeDatabase(label, size);
  undo.push(database.drop);
  console.log(`seeded the ${label} database in ${((performance.now() - since) / 1000).toFixed(1)} s`);
  return database;
}

async function tidyUp(): Promise<void> {
  for (const step of undo.splice(0).toReversed()) await step().catch((error: unknown) => console.error(error));
}

if (flags.table) console.log(markdownTable(await readReport()));
else {
  process.once("SIGINT", () => void tidyUp().finally(() => process.exit(130)));
  try {
    await run();
  } finally {
    await tidyUp();
  }
}
