import { setTimeout as pause } from "node:timers/promises";
import type postgres from "postgres";
import { runRound } from "../load/round.ts";
import { median, quantile } from "../load/statistics.ts";
import { FIRST_DRAFT_OWNER, slackIdOf } from "../seed/people.ts";
import { APPROVALS, forgetRequests } from "../seed/requests.ts";
import { approveBody, submitBody } from "./clicks.ts";
import { asShare, asTimes, atLeast, atMost } from "./result.ts";
import type { WorkResult } from "./result.ts";

const IN_FLIGHT = 16;

interface Sides {
  botUrl: string;
  baselineUrl: string;
  sql: postgres.Sql;
}

interface Played {
  /** Submissions and approvals that were done, each second. */
  perSecond: number;
  /** The slowest answer but one in a hundred, in milliseconds. */
  p99: number;
}

/**
 * Submitting and approving, beside a bare Bolt app that runs a transaction of three statements for each of the two
 * (issue 3, section 8). A click is answered before its work is done, so the time runs until every request is decided.
 */
export async function measureDecisions(
  sides: Sides,
  plan: { rounds: number; requests: number },
): Promise<WorkResult[]> {
  const shares: number[] = [];
  const times: number[] = [];
  await playedByBot(sides, plan.requests);
  await playedByBaseline(sides, plan.requests);
  for (let round = 0; round < plan.rounds; round += 1) {
    const bot = await playedByBot(sides, plan.requests);
    const bare = await playedByBaseline(sides, plan.requests);
    shares.push(bot.perSecond / bare.perSecond);
    times.push(bot.p99 / bare.p99);
  }
  return [
    atLeast(`submit and approve, ${IN_FLIGHT} in flight: throughput`, median(shares), 0.5, asShare),
    atMost(`submit and approve, ${IN_FLIGHT} in flight: p99`, median(times), 2, asTimes),
  ];
}

function submissions(count: number): string[] {
  return Array.from({ length: count }, (_, number) => submitBody(slackIdOf(FIRST_DRAFT_OWNER + number)));
}

async function playedByBot({ botUrl, sql }: Sides, count: number): Promise<Played> {
  await forgetRequests(sql);
  const since = performance.now();
  const submitted = await runRound({
    url: botUrl,
    bodies: submissions(count),
    inFlight: IN_FLIGHT,
    expects: '"response_action":"update"',
  });
  const between = performance.now();
  const pending = await sql<{ id: string }[]>`select id from request where state = 'pendingApproval'`;
  if (pending.length !== count) throw new Error(`${pending.length} of ${count} requests wait for approval.`);
  const looked = performance.now() - between;
  const bodies = pending.map(({ id }) => approveBody(id));
  const approved = await runRound({ url: botUrl, bodies, inFlight: IN_FLIGHT, expects: "" });
  await until(async () => {
    const [row] = await sql<
      { left: number }[]
    >`select count(*)::int as left from request where state = 'pendingApproval'`;
    return row?.left === 0;
  });
  const seconds = (performance.now() - since - looked) / 1000;
  return { perSecond: (2 * count) / seconds, p99: p99Of(submitted.times, approved.times) };
}

async function playedByBaseline({ baselineUrl, sql }: Sides, count: number): Promise<Played> {
  await forgetRequests(sql);
  const since = performance.now();
  const submitted = await runRound({
    url: baselineUrl,
    bodies: submissions(count),
    inFlight: IN_FLIGHT,
    expects: '"response_action":"update"',
  });
  const between = performance.now();
  const rows = await sql<{ id: string }[]>`select id from request where package_id = ${APPROVALS.packageId}`;
  const looked = performance.now() - between;
  const approved = await runRound({
    url: baselineUrl,
    bodies: rows.map(({ id }) => approveBody(id)),
    inFlight: IN_FLIGHT,
    expects: "",
  });
  const seconds = (performance.now() - since - looked) / 1000;
  return { perSecond: (2 * count) / seconds, p99: p99Of(submitted.times, approved.times) };
}

function p99Of(...rounds: readonly (readonly number[])[]): number {
  return quantile(
    rounds.flat().toSorted((a, b) => a - b),
    0.99,
  );
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const since = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - since > 60_000) throw new Error("The requests were not decided within a minute.");
    await pause(2);
  }
}
