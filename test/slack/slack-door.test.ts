import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AnswerLost } from "../../src/app/message/message-door.ts";
import type { Address } from "../../src/app/message/message-door.ts";
import { createLogger } from "../../src/lib/log.ts";
import { PutOff } from "../../src/lib/put-off.ts";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { visit } from "../../src/sandbox/visitor.ts";
import { workerClient } from "../../src/slack/bolt/web-client.ts";
import { paragraph } from "../../src/slack/kit/block.ts";
import { Gate } from "../../src/slack/notify/gate.ts";
import { slackDoor } from "../../src/slack/notify/slack-door.ts";
import { BOT_TOKEN, startWorkspace } from "../sandbox/tiny-bot.ts";

const [GENERAL, HELP, RANDOM, ROSA] = ["C01GENERAL0", "C03ITHELP00", "C04RANDOM00", "U07ROSAPARK"] as const;
const says = (text: string) => ({ text, blocks: [paragraph(text)] });

let keys = 0;
/** An address there, with a key of its own. */
const at = (to: string): Address => ({ to, key: String((keys += 1)) });

let sandbox: RunningSandbox;
let calls: string[] = [];

beforeAll(async () => {
  sandbox = await startWorkspace("http://127.0.0.1:9/");
});
afterAll(() => sandbox.stop());
beforeEach(() => {
  calls = [];
  sandbox.faults.clear();
});

function open() {
  const onCall = (method: string, result: string) => calls.push(`${method} ${result}`);
  const client = workerClient({ apiUrl: sandbox.apiUrl, token: BOT_TOKEN, log: createLogger("silent"), onCall });
  return slackDoor(client, new Gate(() => performance.now()));
}

test("a message to a person's Slack id stands in their direct messages, and is changed there", async () => {
  const door = open();
  const posted = await door.post(at(ROSA), says("one"));
  await door.update(posted, says("two"));
  const messages = await (await visit(sandbox.url, "Rosa")).messages();
  expect(messages.join("\n")).toContain("two");
  expect(messages.join("\n")).not.toContain("one");
});

test("429 puts off the channel that it was about, without asking Slack again, and no other", async () => {
  const door = open();
  sandbox.faults.add({ on: "api", name: "chat.postMessage", does: { kind: "status", status: 429, retryAfter: 30 } });
  await expect(door.post(at(GENERAL), says("one"))).rejects.toMatchObject({ afterMs: 30_000 });
  await expect(door.post(at(GENERAL), says("one"))).rejects.toBeInstanceOf(PutOff);
  await door.post(at(HELP), says("one"));
  expect(calls).toEqual(["chat.postMessage http_429", "chat.postMessage ok"]);
});

test("429 for changing messages puts off all changes, and no posting", async () => {
  const door = open();
  const posted = await door.post(at(HELP), says("one"));
  sandbox.faults.add({ on: "api", name: "chat.update", does: { kind: "status", status: 429, retryAfter: 30 } });
  await expect(door.update(posted, says("two"))).rejects.toBeInstanceOf(PutOff);
  await expect(door.update(posted, says("two"))).rejects.toBeInstanceOf(PutOff);
  await door.post(at(HELP), says("three"));
  expect(calls).toEqual(["chat.postMessage ok", "chat.update http_429", "chat.postMessage ok"]);
});

test.each([
  ["a server error", { kind: "status", status: 500 }],
  ["a cut connection", { kind: "drop" }],
] as const)("%s leaves open whether the message is there", async (_, does) => {
  const door = open();
  sandbox.faults.add({ on: "api", does });
  const error: unknown = await door.post(at(HELP), says("one")).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AnswerLost);
  await door.post(at(HELP), says("one"));
});

test.each([GENERAL, ROSA])(
  "a message whose answer was lost is found again, in a channel or with a person: %s",
  async (to) => {
    const door = open();
    const [lost, other] = [at(to), at(to)];
    sandbox.faults.add({ on: "api", does: { kind: "drop", isDone: true } });
    await expect(door.post(lost, says("lost"))).rejects.toBeInstanceOf(AnswerLost);
    await door.post(other, says("another"));
    const found = await door.find(lost);
    await door.update(found ?? { channel: "", ts: "" }, says("found again"));
    expect((await (await visit(sandbox.url, "Rosa")).messages()).join("\n")).toContain("found again");
    expect(await door.find(at(to))).toBeNull();
  },
);

test("an answer in a thread is found there", async () => {
  const door = open();
  const { ts } = await door.post(at(HELP), says("above"));
  const below = { ...at(HELP), threadTs: ts };
  const posted = await door.post(below, says("below"));
  expect(await door.find(below)).toEqual(posted);
});

test("what cannot be read back is as good as empty; what passes is no answer", async () => {
  const door = open();
  expect(await door.find(at(RANDOM))).toBeNull();
  expect(await door.find(at("U0NOBODY"))).toBeNull();
  sandbox.faults.add({ on: "api", does: { kind: "status", status: 429, retryAfter: 30 } });
  await expect(door.find(at(HELP))).rejects.toBeInstanceOf(PutOff);
});

test("what cannot heal is a refusal with Slack's code", async () => {
  const door = open();
  await expect(door.post(at(RANDOM), says("one"))).rejects.toMatchObject({ code: "not_in_channel" });
  await expect(door.post(at("C0NOWHERE"), says("one"))).rejects.toMatchObject({ code: "channel_not_found" });
  await expect(door.update({ channel: HELP, ts: "1.0" }, says("one"))).rejects.toMatchObject({ isGoneMessage: true });
});
