import type { BenchDatabase } from "../engine/bench-database.ts";
import { resetDrafts } from "../seed/drafts.ts";
import type { Asked, Figure } from "./figures.ts";
import { runRound } from "./round.ts";
import type { Round } from "./round.ts";
import { median, quantile } from "./statistics.ts";

/** A program that is asked, and the database that it works on. */
export interface Side {
  name: "bot" | "baseline" | "empty";
  url: string;
  database: BenchDatabase;
}

/** Medians over the rounds, in milliseconds. */
export interface Measured {
  p50: number;
  p99: number;
  perSecond: number;
}

export interface FigureResult {
  name: string;
  inFlight: number;
  goal: number | null;
  bot: Measured;
  baseline: Measured;
  /** The same on an empty database. */
  empty: Measured;
  /** The bot's median time as a multiple of the baseline's, by pairs of neighbouring rounds. */
  ratio: number;
  /** The p99 at full data as a multiple of the empty database's. */
  fullToEmpty: number;
}

export interface RoundPlan {
  rounds: number;
  requests: number;
  inFlight: number;
}

/** Measures one figure on every side, round by round in turn, so that what else the machine does hits all alike. */
export async function measureFigure(figure: Figure, sides: readonly Side[], plan: RoundPlan): Promise<FigureResult> {
  const rounds: Record<Side["name"], Round[]> = { bot: [], baseline: [], empty: [] };
  for (let round = 0; round < plan.rounds; round += 1) {
    const turned = sides.map((_, i) => sides[(i + round) % sides.length]).filter((side) => side !== undefined);
    for (const side of turned) rounds[side.name].push(await oneRound(figure, side, plan));
  }
  const of = (name: Side["name"]) => summary(rounds[name]);
  return {
    name: figure.name,
    inFlight: plan.inFlight,
    goal: figure.goal,
    bot: of("bot"),
    baseline: of("baseline"),
    empty: of("empty"),
    ratio: pairedRatio(rounds.bot, rounds.baseline, 0.5),
    fullToEmpty: pairedRatio(rounds.bot, rounds.empty, 0.99),
  };
}

/**
 * The figure, with requests to the baseline that say how many rows the bot answers with, so that both read and show as
 * many. The bot is asked everything once for that.
 */
export async function withRowCounts(figure: Figure, bot: Side, requests: number): Promise<Figure> {
  const asked = figure.requests(requests, bot.database.size);
  if (!asked.every(({ plain }) => plain)) return figure;
  const rows: number[] = [];
  const bodies = asked.map(({ body }) => body);
  const onAnswer = (answer: string, at: number) => (rows[at] = rowsIn(answer));
  await runRound({ url: bot.url, bodies, inFlight: 4, expects: figure.expects, onAnswer });
  return { ...figure, rows };
}

/** One round, from drafts that stand where the figure needs them. */
export async function oneRound(
  figure: Figure,
  side: Side,
  { requests, inFlight }: Omit<RoundPlan, "rounds">,
): Promise<Round> {
  const { size, sql } = side.database;
  if (figure.stage) await resetDrafts(sql, { drafts: requests, catalogs: size.catalogs, stage: figure.stage });
  const isBaseline = side.name === "baseline";
  const bodies = figure
    .requests(requests, size)
    .map(({ body, plain }: Asked, at) => (isBaseline && plain ? plain(figure.rows?.[at] ?? 0) : body));
  return runRound({ url: side.url, bodies, inFlight, expects: isBaseline ? "{" : figure.expects });
}

/** How many packages or options an answer lists: a package has a line under its name, and a card is one. */
function rowsIn(answer: string): number {
  const { options, blocks = [] } = JSON.parse(answer) as {
    options?: unknown[];
    blocks?: { type: string; text?: { text: string } }[];
  };
  if (options) return options.length;
  if (blocks.some(({ type }) => type === "header")) return 1;
  return blocks.filter(({ type, text }) => type === "section" && text?.text.includes("\n")).length;
}

function summary(rounds: readonly Round[]): Measured {
  return {
    p50: median(rounds.map(({ times }) => quantile(times, 0.5))),
    p99: median(rounds.map(({ times }) => quantile(times, 0.99))),
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
  };
}

function pairedRatio(of: readonly Round[], to: readonly Round[], share: number): number {
  return median(of.map(({ times }, i) => quantile(times, share) / quantile(to[i]?.times ?? [], share)));
}
