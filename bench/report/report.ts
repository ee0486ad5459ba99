import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { FigureResult } from "../load/measure.ts";
import type { StartUpResult } from "../load/start-up.ts";
import type { WorkResult } from "../work/result.ts";

const LATEST = fileURLToPath(new URL("../results/latest.json", import.meta.url));
const EMPTY_GOAL = 1.2;

/** All that one run of the benchmark found. */
export interface Report {
  at: string;
  isQuick: boolean;
  node: string;
  data: Readonly<Record<string, number>>;
  figures: FigureResult[];
  startUp: StartUpResult[];
  work: WorkResult[];
}

export async function writeReport(report: Report): Promise<string> {
  return writeResults("latest", report);
}

/** Writes what a run found, as JSON; gives the file's path. */
export async function writeResults(name: string, results: unknown): Promise<string> {
  const path = fileURLToPath(new URL(`../results/${name}.json`, import.meta.url));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(results, undefined, 2)}\n`);
  return path;
}

export async function readReport(): Promise<Report> {
  return JSON.parse(await readFile(LATEST, "utf8")) as Report;
}

/** One figure in one line. */
export function figureLine({ name, inFlight, goal, bot, baseline, ratio, fullToEmpty }: FigureResult): string {
  const columns = [
    name.padEnd(34),
    `${inFlight} in flight`.padStart(12),
    `p50 ${ms(bot.p50)}`,
    `p99 ${ms(bot.p99)}`,
    `${bot.perSecond.toFixed(0).padStart(5)}/s`,
    `baseline ${ms(baseline.p50)} ${ms(baseline.p99)} ${baseline.perSecond.toFixed(0).padStart(5)}/s`,
    `ratio ${ratio.toFixed(2)}${verdict(ratio, goal)}`,
    `p99 full/empty ${fullToEmpty.toFixed(2)}${verdict(fullToEmpty, EMPTY_GOAL)}`,
  ];
  return columns.join("  ");
}

export function startUpLine({ name, readyMs, goalMs }: StartUpResult): string {
  return `${name.padEnd(34)}  ${(readyMs / 1000).toFixed(2)} s${verdict(readyMs / 1000, goalMs / 1000)}`;
}

/** The README's table. */
export function markdownTable({ figures, startUp, work }: Report): string {
  const rows = figures.map(({ name, inFlight, goal, bot, baseline, ratio }) => [
    name,
    String(inFlight),
    `${bot.p50.toFixed(1)} ms`,
    `${bot.p99.toFixed(1)} ms`,
    bot.perSecond.toFixed(0),
    `${baseline.p50.toFixed(1)} ms`,
    `${ratio.toFixed(2)}${goal === null ? "" : ` (${ratio <= goal ? "goal" : "misses"} ${goal})`}`,
  ]);
  const head = ["", "in flight", "p50", "p99", "answers/s", "baseline p50", "ratio"];
  const starts = startUp.map(
    ({ name, readyMs, goalMs }) => `| ${name} | ${(readyMs / 1000).toFixed(1)} s | ${(goalMs / 1000).toFixed(0)} s |`,
  );
  return [
    tableRow(head),
    tableRow(["---", ...head.slice(1).map(() => "---:")]),
    ...rows.map(tableRow),
    "",
    "| start | takes | goal |",
    "| --- | ---: | ---: |",
    ...starts,
    "",
    "| behind a request | measured | goal |",
    "| --- | ---: | ---: |",
    ...work.map(({ name, measured, goal, isMet }) =>
      tableRow([name, measured, `${goal ?? ""}${isMet === false ? " (missed)" : ""}`]),
    ),
  ].join("\n");
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function ms(time: number): string {
  return `${time.toFixed(2).padStart(6)} ms`;
}

function verdict(value: number, goal: number | null): string {
  if (goal === null) return "";
  return value <= goal ? ` (goal ${goal})` : ` (MISSES the goal ${goal})`;
}
