import { setTimeout as pause } from "node:timers/promises";
import type postgres from "postgres";
import { startBot } from "../engine/bot.ts";
import { startStubSlack } from "../engine/stub-slack.ts";
import { runRound } from "../load/round.ts";
import { quantile } from "../load/statistics.ts";
import { FIRST_DRAFT_OWNER, slackIdOf } from "../seed/people.ts";
import { forgetRequests } from "../seed/requests.ts";
import { approveBody, submitBody } from "./clicks.ts";
import { asMilliseconds, atMost } from "./result.ts";
import type { WorkResult } from "./result.ts";

const SLACK_MS = 20;
const PATIENCE_MS = 30_000;

/**
 * From the click on `Approve` to the card that says so, one request after the other, with a Slack that takes 20 ms for
 * each call; and how many calls one request costs, from `Submit` to its delivery (issue 3, sections 4 and 8).
 */
export async function measureCards(
  places: { databaseUrl: string; redisUrl: string; sql: postgres.Sql },
  requests: number,
): Promise<WorkResult[]> {
  const calls = new Calls();
  const slack = await startStubSlack({ delayMs: SLACK_MS, onCall: ({ method }) => calls.note(method) });
  await forgetRequests(places.sql);
  const bot = await startBot({ ...places, apiUrl: slack.apiUrl });
  const times: number[] = [];
  const counts: number[] = [];
  try {
    for (let number = 0; number < requests; number += 1) {
      const before = calls.all;
      times.push(await oneRequest(bot.url, places.sql, calls, number));
      await isDelivered(places.sql, number);
      await calls.areQuiet();
      counts.push(calls.all - before);
    }
  } finally {
    await bot.stop();
    await slack.stop();
  }
  const sorted = times.toSorted((a, b) => a - b);
  const most = Math.max(...counts);
  return [
    atMost("click to updated card, Slack at 20 ms: p99", quantile(sorted, 0.99), 500, asMilliseconds),
    atMost("Slack calls of a request, two approvers in a channel", most, 6, (count) => `${count} calls`),
  ];
}

/** Asks, waits for the card, approves, and gives how long the card took to change. */
async function oneRequest(url: string, sql: postgres.Sql, calls: Calls, number: number): Promise<number> {
  const posted = calls.of("chat.postMessage");
  const one = { url, inFlight: 1, expects: "" };
  await runRound({ ...one, bodies: [submitBody(slackIdOf(FIRST_DRAFT_OWNER + number))] });
  await calls.reach("chat.postMessage", posted + 2);
  await calls.areQuiet();
  const [row] = await sql<{ id: string }[]>`select id from request where state = 'pendingApproval'`;
  const updated = calls.of("chat.update");
  const since = performance.now();
  await runRound({ ...one, bodies: [approveBody(row?.id ?? "")] });
  await calls.reach("chat.update", updated + 1);
  return performance.now() - since;
}

async function isDelivered(sql: postgres.Sql, number: number): Promise<void> {
  await until(async () => {
    const [row] = await sql<{ done: number }[]>`select count(*)::int as done from request where state = 'delivered'`;
    return row?.done === number + 1;
  });
}

async function until(isTrue: () => Promise<boolean> | boolean): Promise<void> {
  const since = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - since > PATIENCE_MS) throw new Error("The bot did not do in time what it was asked.");
    await pause(2);
  }
}

/** How often each method was called. */
class Calls {
  readonly #counts = new Map<string, number>();
  #lastAt = 0;

  note(method: string): void {
    this.#counts.set(method, this.of(method) + 1);
    this.#lastAt = performance.now();
  }

  of(method: string): number {
    return this.#counts.get(method) ?? 0;
  }

  get all(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  reach(method: string, count: number): Promise<void> {
    return until(() => this.of(method) >= count);
  }

  /** Nothing has been called for so long that nothing more will be. */
  areQuiet(): Promise<void> {
    return until(() => performance.now() - this.#lastAt > 250);
  }
}
