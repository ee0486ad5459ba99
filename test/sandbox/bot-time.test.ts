import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { BotTime, WaitResult } from "../../src/sandbox/contract.ts";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { visit } from "../../src/sandbox/visitor.ts";
import { startFakeBot } from "./fake-bot.ts";
import type { FakeBot } from "./fake-bot.ts";
import { startWorkspace } from "./tiny-bot.ts";

const NOON = "2026-03-02T12:00:00.000Z";
const QUARTER_PAST = "2026-03-02T12:15:00.500Z";

let bot: FakeBot;
let sandbox: RunningSandbox;

beforeAll(async () => {
  bot = await startFakeBot();
  sandbox = await startWorkspace(bot.url);
});
beforeEach(() => (bot.received.length = 0));
afterAll(async () => {
  await sandbox.stop();
  await bot.stop();
});

/** A bot that has time travel, and says how it answers a wish. */
function travels(nextDeadline: string | null, answer: { status?: number; body: unknown } = { body: { handled: 2 } }) {
  bot.reply = (_, line) =>
    line === "GET /time-travel" ? { body: { now: NOON, shiftSeconds: 0, nextDeadline } } : answer;
}

const time = async () => (await (await fetch(`${sandbox.url}/workspace/time`)).json()) as BotTime;
const wishes = () => bot.received.filter(({ line }) => line === "POST /time-travel").map(({ payload }) => payload);

async function waits(wait: string): Promise<WaitResult> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ wait });
  return (await (await fetch(`${sandbox.url}/workspace/wait`, { method: "POST", headers, body })).json()) as WaitResult;
}

test("the sandbox asks the bot where its time is", async () => {
  travels(QUARTER_PAST);
  expect(await time()).toEqual({ now: NOON, nextDeadline: QUARTER_PAST });
});

test("a bot without time travel has no time to show, and none to let pass", async () => {
  bot.reply = () => ({ status: 404 });
  expect(await time()).toBeNull();
  expect(await waits("A day")).toEqual({ ok: false, error: "The bot has no time travel." });
});

test.each([
  ["A day", 86_400],
  ["A week", 604_800],
  ["To the next deadline", 901],
])("%s is %i seconds, and never ends before the deadline", async (wait, advanceSeconds) => {
  travels(QUARTER_PAST);
  expect(await waits(wait)).toEqual({ ok: true, time: { now: NOON, nextDeadline: QUARTER_PAST }, handled: 2 });
  expect(wishes()).toEqual([{ advanceSeconds }]);
});

test("without a deadline there is none to go to", async () => {
  travels(null);
  expect(await waits("To the next deadline")).toEqual({
    ok: false,
    error: "Nothing will happen by itself: no deadline is ahead.",
  });
  expect(wishes()).toEqual([]);
});

test("what the bot says against it is passed on, also to a visitor", async () => {
  travels(null, { status: 500, body: { error: "It failed on the way." } });
  const ada = await visit(sandbox.url, "Ada Lovelace");
  await expect(ada.waits("A week")).rejects.toThrow("Time does not pass: It failed on the way.");
});

test("another span is no act of this page", async () => {
  travels(null);
  expect(await waits("A century")).toMatchObject({ ok: false });
  expect(wishes()).toEqual([]);
});
