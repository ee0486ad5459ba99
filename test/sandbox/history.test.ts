import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { callApi, screenOf } from "./fake-bot.ts";
import { BOT_TOKEN, SCOPES, startWorkspace } from "./tiny-bot.ts";

const ADA = "U01ADALOVEL";
const [GENERAL, HELP, RANDOM] = ["C01GENERAL0", "C03ITHELP00", "C04RANDOM00"];
const KEY = { event_type: "a_message", event_payload: { key: "k1" } };

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startWorkspace("http://127.0.0.1:9/");
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.faults.clear());

const call = (method: string, args: Record<string, unknown> = {}) => callApi(sandbox.apiUrl, method, args, BOT_TOKEN);

describe("reading back a conversation", () => {
  it("gives what was posted, the newest first, with its metadata where that is asked for", async () => {
    await call("chat.postMessage", { channel: HELP, text: "one", metadata: KEY });
    const { ts } = await call("chat.postMessage", { channel: HELP, text: "two" });
    await call("chat.postMessage", { channel: HELP, text: "an answer", thread_ts: ts });
    await call("chat.postEphemeral", { channel: HELP, user: ADA, text: "psst" });
    const bare = await call("conversations.history", { channel: HELP, limit: 2 });
    expect(bare["messages"]).toMatchObject([{ text: "two" }, { text: "one" }]);
    expect(JSON.stringify(bare)).not.toContain("event_payload");
    const whole = await call("conversations.history", { channel: HELP, include_all_metadata: true, latest: ts });
    expect(whole["messages"]).toMatchObject([{ text: "one", metadata: KEY }]);
  });

  it("gives a thread with the message above it, the oldest first", async () => {
    const { ts } = await call("chat.postMessage", { channel: HELP, text: "a question" });
    await call("chat.postMessage", { channel: HELP, text: "an answer", thread_ts: ts, metadata: KEY });
    const thread = await call("conversations.replies", { channel: HELP, ts, include_all_metadata: true });
    expect(thread["messages"]).toMatchObject([{ text: "a question" }, { text: "an answer", metadata: KEY }]);
  });

  it.each([
    ["conversations.history", { channel: RANDOM }, "not_in_channel"],
    ["conversations.history", { channel: "C0" }, "channel_not_found"],
    ["conversations.history", { channel: GENERAL, oldest: "yesterday" }, "invalid_ts_oldest"],
    ["conversations.history", {}, "invalid_arguments"],
    ["conversations.replies", { channel: GENERAL, ts: "1.2" }, "thread_not_found"],
    ["conversations.replies", { channel: GENERAL }, "invalid_arguments"],
  ])("%s %j: %s", async (method, args, error) => {
    expect(await call(method, args)).toMatchObject({ ok: false, error });
  });

  it("takes a scope for each type of conversation", async () => {
    const scopes = SCOPES.filter((scope) => scope !== "im:history");
    const bare = await startWorkspace("http://127.0.0.1:9/", { scopes });
    const { channel } = (await callApi(bare.apiUrl, "conversations.open", { users: ADA }, BOT_TOKEN)) as {
      channel: { id: string };
    };
    const history = (id: string) => callApi(bare.apiUrl, "conversations.history", { channel: id }, BOT_TOKEN);
    expect(await history(GENERAL)).toMatchObject({ ok: true });
    expect(await history(channel.id)).toMatchObject({ error: "missing_scope", needed: "im:history" });
    await bare.stop();
  });
});

describe("troubles that a test orders", () => {
  const textsIn = async () =>
    (await screenOf(sandbox.url, ADA)).conversations.find(({ id }) => id === GENERAL)?.messages.map(({ text }) => text);

  it("loses the answer to what was not done, or to what was", async () => {
    for (const isDone of [false, true]) {
      sandbox.faults.add({ on: "api", does: { kind: "drop", isDone } });
      const lost = call("chat.postMessage", { channel: GENERAL, text: `lost ${isDone}` });
      await expect(lost).rejects.toThrow("fetch failed");
    }
    expect(await textsIn()).toEqual(["lost true"]);
  });

  it("never answers a call, and tells that it came", async () => {
    sandbox.faults.add({ on: "api", does: { kind: "hang", isDone: true } });
    const hanging = call("chat.postMessage", { channel: GENERAL, text: "hangs" });
    await expect.poll(() => sandbox.faults.left).toBe(0);
    await expect.poll(textsIn).toContain("hangs");
    const outcome = await Promise.race([hanging, call("auth.test").then(() => "no answer")]);
    expect(outcome).toBe("no answer");
    hanging.catch(() => {});
  });
});
