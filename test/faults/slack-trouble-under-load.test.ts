import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { FaultEffect } from "../../src/sandbox/faults.ts";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import { request } from "../../src/store/schema/request.ts";
import { decidedBy, offers } from "../spec/offers.ts";
import type { Home } from "../spec/offers.ts";
import { cardsOf, presses } from "../support/cards.ts";
import type { Card } from "../support/cards.ts";
import { onRealEngines } from "../support/engines.ts";
import { withKillableBot } from "../support/killable-bot.ts";
import type { KillableBot, TimedCall } from "../support/killable-bot.ts";

const REQUESTORS = ["Rosa", "Tim", "Pat", "Ada", "Carl"];
const APPROVERS = ["Olivia", "Max", "Grace", "Alan"];
/** Who decides on each package. The engines that a company runs get all of them; posting is what takes long, at one a second. */
const ALL_PACKAGES = [
  ["Kestrel", ["Olivia", "Max"]],
  ["Merlin", ["Grace", "Alan"]],
  ["Osprey", ["Olivia", "Grace"]],
  ["Harrier", ["Max", "Alan"]],
  ["Goshawk", ["Olivia", "Alan"]],
  ["Falcon", ["Max", "Grace"]],
  ["Buzzard", ["Olivia", "Max"]],
  ["Hobby", ["Grace", "Alan"]],
] as const;
const PACKAGES = new Map<string, readonly string[]>(onRealEngines ? ALL_PACKAGES : ALL_PACKAGES.slice(0, 3));
const REQUESTS = REQUESTORS.length * PACKAGES.size;
const PATIENT = { timeout: 150_000, interval: 1_000 };
const RETRY_AFTER_S = 4;
/** Calls that were on their way when Slack said to wait, from a bot that a busy machine holds up. */
const ON_THEIR_WAY_MS = 3_000;
/** Instead of for a minute: that would be some more, and the last of them wait for long. */
const TROUBLED_CALLS = 3 * REQUESTS;
const MOST_TIME_OUTS = 4;

/** Numbers between 0 and 1, the same at each run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** A third of the calls that post, change and look for messages go wrong, in one way or another. */
function troubles(): (on: string, method: string) => FaultEffect | undefined {
  const roll = dice(20_260_301);
  let calls = 0;
  let timeOuts = 0;
  return (on, method) => {
    if (on !== "api" || !/^(chat|conversations)\./.test(method)) return undefined;
    calls += 1;
    if (calls > TROUBLED_CALLS || roll() > 1 / 3) return undefined;
    const isDone = roll() < 0.5;
    const kind = roll();
    if (kind < 0.3) return { kind: "status", status: 429, retryAfter: RETRY_AFTER_S };
    if (kind < 0.6) return { kind: "status", status: 500 };
    if (kind < 0.8 || timeOuts === MOST_TIME_OUTS) return { kind: "drop", isDone };
    timeOuts += 1;
    return { kind: "hang", isDone };
  };
}

/** The calls that came while Slack had asked not to make them: for posting by channel, else by method. */
function tooEarly(calls: readonly TimedCall[]): string[] {
  const laneOf = ({ method, arguments: read }: TimedCall) =>
    method === "chat.postMessage" ? `${method} ${String(read()["channel"])}` : method;
  return calls
    .filter(({ status }) => status === 429)
    .flatMap((refused) => {
      const from = refused.at + ON_THEIR_WAY_MS;
      const until = refused.at + RETRY_AFTER_S * 1_000;
      const early = calls
        .filter(({ at }) => at > from && at < until)
        .filter((call) => laneOf(call) === laneOf(refused));
      return early.map(laneOf);
    });
}

const isAbout = (name: string) => (card: Card) => card.text.includes(name);

/** What is not right yet, or never will be: a request without its one card that says that it is delivered. */
async function undelivered({ sandbox }: KillableBot): Promise<string[]> {
  const wrong = REQUESTORS.map(async (person) => {
    const cards = await cardsOf(sandbox, person, "");
    const isRight = (name: string) =>
      cards
        .filter(isAbout(name))
        .map(({ standing }) => standing)
        .join() === "delivered";
    return [...PACKAGES.keys()].filter((name) => !isRight(name)).map((name) => `${person}, ${name}`);
  });
  return (await Promise.all(wrong)).flat();
}

/** The cards that approvers have more than once, and those that still ask although all is decided. */
async function wrongWithApprovers({ sandbox }: KillableBot): Promise<string[]> {
  const wrong = APPROVERS.map(async (person) => {
    const cards = await cardsOf(sandbox, person, "");
    const asking = cards.filter(({ standing }) => standing === "asks").map(({ text }) => `${person} is asked: ${text}`);
    const requestsFor = [...PACKAGES.keys()].flatMap((name) =>
      REQUESTORS.map((requestor) => [name, requestor] as const),
    );
    const doubled = requestsFor.filter(
      ([name, requestor]) => cards.filter(isAbout(name)).filter(isAbout(requestor)).length > 1,
    );
    return [...asking, ...doubled.map((pair) => `${person} has twice: ${pair.join(", ")}`)];
  });
  return (await Promise.all(wrong)).flat();
}

/** Asks as often as it takes: on a busy machine the bot may answer too late for Slack, which tells the person so. */
async function asks(visitor: Visitor, packageName: string): Promise<void> {
  let seen = "";
  while (!/Request submitted|You have asked for this access package already/.test(seen)) {
    if ((await visitor.title()) === undefined) await visitor.types(`/access request ${packageName}`);
    else await visitor.clicks("Submit");
    seen = await visitor.sees();
  }
  await visitor.closesAllModals();
}

/** Approves whatever waits for the person, as it comes, until all is decided. */
async function approvesAll({ sandbox }: KillableBot, person: string, isDecided: () => boolean): Promise<void> {
  while (!isDecided()) {
    await presses(sandbox, person, "", "Approve");
    await pause(500);
  }
}

describe(`${REQUESTS} requests, made and approved by several people at once`, () => {
  it(`while a third of ${TROUBLED_CALLS} calls meets 429, 500, a time-out or a cut connection: every card is right in the end`, async () => {
    const prepare = async (home: Home) => {
      for (const [name, approvers] of PACKAGES)
        await offers(home, name, { policies: [decidedBy(home, [...approvers])] });
    };
    await withKillableBot({ prepare }, async (bot) => {
      await bot.starts();
      bot.sandbox.faults.byChance = troubles();
      await Promise.all(
        REQUESTORS.map(async (name) => {
          const visitor = await bot.visit(name);
          await visitor.goesTo("the app");
          for (const packageName of PACKAGES.keys()) await asks(visitor, packageName);
        }),
      );
      let isDecided = false;
      const approving = APPROVERS.map((name) => approvesAll(bot, name, () => isDecided));
      try {
        await expect.poll(() => undelivered(bot), PATIENT).toEqual([]);
      } finally {
        isDecided = true;
        await Promise.all(approving);
      }
      await expect.poll(() => wrongWithApprovers(bot), PATIENT).toEqual([]);
      // Waits for the jobs that are left.
      await bot.timePasses(1);
      expect([...(await undelivered(bot)), ...(await wrongWithApprovers(bot))]).toEqual([]);
      expect(tooEarly(bot.calls)).toEqual([]);
      await bot.isKilled();
      const stored = await bot.inDatabase(({ read }) => read.select({ state: request.state }).from(request));
      expect(stored.map(({ state }) => state)).toEqual(Array.from({ length: REQUESTS }, () => "delivered"));
      expect(bot.calls.filter(({ status }) => status !== 200).length).toBeGreaterThan(TROUBLED_CALLS / 4);
    });
  }, 240_000);
});
