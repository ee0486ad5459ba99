import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { act, callApi, type FakeBot, screenOf, startFakeBot } from "./fake-bot.ts";
import * as p from "./payloads.ts";
import { BOT_TOKEN, SCOPES, startWorkspace } from "./tiny-bot.ts";

const ADA = "U01ADALOVEL";
const PAT = "U09PATPARTN";
const DORA = "U10DORAGONE";
const GENERAL = "C01GENERAL0";
const RANDOM = "C04RANDOM00";
const SECURITY = "C05SECURITY";

let bot: FakeBot;
let sandbox: RunningSandbox;
beforeAll(async () => {
  bot = await startFakeBot();
  sandbox = await startWorkspace(() => bot.url);
});
afterAll(async () => {
  await sandbox.stop();
  await bot.stop();
});
beforeEach(() => {
  bot.received.length = 0;
  sandbox.faults.clear();
});

const call = (method: string, args: Record<string, unknown> = {}) => callApi(sandbox.apiUrl, method, args, BOT_TOKEN);

/** A trigger, as a person's command gives the bot one. */
async function trigger(person = ADA): Promise<unknown> {
  await act(sandbox.url, person, { do: "command", conversation: GENERAL, text: "/access" });
  return bot.received.at(-1)?.payload["trigger_id"];
}

describe("who may call", () => {
  it.each([
    [null, "not_authed"],
    ["xoxb-other", "invalid_auth"],
  ])("with the token %s: %s", async (token, error) => {
    expect(await callApi(sandbox.apiUrl, "users.list", {}, token)).toMatchObject({ ok: false, error });
  });

  it("says which scope is missing", async () => {
    const bare = await startWorkspace(bot.url, { scopes: ["chat:write"] });
    const answer = await callApi(bare.apiUrl, "users.list", {}, BOT_TOKEN);
    expect(answer).toMatchObject({ ok: false, error: "missing_scope", needed: "users:read", provided: "chat:write" });
    await bare.stop();
  });

  it("takes forms with JSON inside, as the SDK sends them", async () => {
    const body = new URLSearchParams({ token: BOT_TOKEN, user_id: ADA, view: JSON.stringify(p.home(p.dividers(1))) });
    const response = await fetch(`${sandbox.apiUrl}views.publish`, { method: "POST", body });
    expect(await response.json()).toMatchObject({ ok: true, view: { type: "home" } });
  });

  it("warns of an argument that Slack does not know, and not of what the SDK adds by itself", async () => {
    const warned = await callApi(sandbox.apiUrl, "team.info", { colour: "red" }, BOT_TOKEN);
    expect(warned["response_metadata"]).toEqual({ warnings: ["unknown_argument: colour"] });
    const silent = await callApi(sandbox.apiUrl, "team.info", { team_id: "T01ACME" }, BOT_TOKEN);
    expect(silent["response_metadata"]).toBeUndefined();
  });

  it.each([
    ["no.such", {}, "unknown_method"],
    ["apps.connections.open", {}, "not_allowed_token_type"],
    ["users.info", {}, "invalid_arguments"],
    ["users.info", { user: "U0NOBODY" }, "user_not_found"],
    ["users.lookupByEmail", { email: "nobody@example.com" }, "users_not_found"],
    ["users.list", { cursor: "junk" }, "invalid_cursor"],
    ["users.list", { limit: 5_000 }, "invalid_limit"],
    ["usergroups.users.list", { usergroup: "S0" }, "no_such_subteam"],
    ["conversations.info", { channel: "C0" }, "channel_not_found"],
    ["conversations.info", { channel: SECURITY }, undefined],
    ["conversations.list", { types: "mpim" }, "missing_scope"],
    ["conversations.list", { types: "rooms" }, "invalid_types"],
    ["conversations.open", {}, "users_list_not_supplied"],
    ["conversations.open", { users: "U0NOBODY" }, "user_not_found"],
    ["conversations.open", { users: DORA }, "user_disabled"],
    ["chat.postMessage", { channel: "C0", text: "t" }, "channel_not_found"],
    ["chat.postMessage", { channel: RANDOM, text: "t" }, "not_in_channel"],
    ["chat.postMessage", { channel: GENERAL }, "no_text"],
    ["chat.postMessage", { channel: GENERAL, text: "t", blocks: [{ type: "nonsense" }] }, "invalid_blocks"],
    ["chat.postMessage", { channel: GENERAL, text: "t", blocks: "[" }, "invalid_blocks_format"],
    ["chat.postMessage", { channel: GENERAL, text: p.x(4_001) }, "msg_too_long"],
    ["chat.postEphemeral", { channel: GENERAL, user: PAT, text: "t" }, "user_not_in_channel"],
    ["chat.update", { channel: GENERAL, ts: "1.2", text: "t" }, "message_not_found"],
    ["chat.delete", { channel: GENERAL, ts: "1.2" }, "message_not_found"],
    ["views.publish", { user_id: ADA, view: p.modal([]) }, "invalid_arguments"],
    ["views.update", { view: p.modal([]) }, "invalid_arguments"],
    ["views.update", { view_id: "V0", view: p.modal([]) }, "not_found"],
    ["views.open", { view: p.modal([]) }, "invalid_arguments"],
    ["views.open", { trigger_id: "1.2.3", view: p.modal([]) }, "invalid_trigger_id"],
    ["blocks.validate", { view: p.modal([{ type: "nonsense" }]) }, "invalid_view"],
    ["blocks.validate", {}, "invalid_arguments"],
  ])("%s %j: %s", async (method, args, error) => {
    const answer = await call(method, args);
    expect(answer["error"]).toBe(error);
    expect(answer["ok"]).toBe(error === undefined);
  });
});

describe("looking up", () => {
  it("pages through people, with addresses and traits", async () => {
    const first = await call("users.list", { limit: 6 });
    const cursor = (first["response_metadata"] as { next_cursor: string }).next_cursor;
    const second = await call("users.list", { limit: 6, cursor });
    const members = [...(first["members"] as object[]), ...(second["members"] as object[])];
    expect(members).toHaveLength(11);
    expect(second["response_metadata"]).toEqual({ next_cursor: "" });
    expect(members).toContainEqual(expect.objectContaining({ id: PAT, is_restricted: true, deleted: false }));
    expect(members).toContainEqual(expect.objectContaining({ id: DORA, deleted: true }));
    expect(await call("users.lookupByEmail", { email: "ADA@example.com" })).toMatchObject({ user: { id: ADA } });
  });

  it("shows addresses only to those who may read them", async () => {
    const shy = await startWorkspace(bot.url, { scopes: SCOPES.filter((scope) => scope !== "users:read.email") });
    const answer = await callApi(shy.apiUrl, "users.info", { user: ADA }, BOT_TOKEN);
    expect(answer["user"]).not.toHaveProperty("profile.email");
    expect(await call("users.info", { user: ADA })).toHaveProperty("user.profile.email", "ada@example.com");
    await shy.stop();
  });

  it("gives one direct conversation to each person", async () => {
    const first = await call("conversations.open", { users: ADA });
    expect(first).toEqual(await call("conversations.open", { users: ADA }));
    expect(first).toHaveProperty("channel.id", expect.stringMatching(/^D/u));
  });

  it("lists groups and members", async () => {
    expect(await call("usergroups.list")).toHaveProperty("usergroups.0.handle", "marketing");
    const members = await call("conversations.members", { channel: GENERAL, limit: 100 });
    expect(members["members"]).toHaveLength(9);
    expect(await call("team.info")).toHaveProperty("team.name", "Sandbox");
  });
});

describe("views", () => {
  it("says where a view breaks a limit, and leaves its trigger unused", async () => {
    const trigger_id = await trigger();
    const refused = await call("views.open", { trigger_id, view: p.modal([], { title: p.plain(25) }) });
    expect(refused).toMatchObject({
      error: "invalid_arguments",
      response_metadata: { messages: ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"] },
    });
    expect(await call("views.open", { trigger_id, view: p.modal([]) })).toMatchObject({ ok: true });
    expect(await call("views.open", { trigger_id, view: p.modal([]) })).toMatchObject({
      error: "exchanged_trigger_id",
    });
  });

  it("opens for the person who acted, and no one else", async () => {
    await call("views.open", { trigger_id: await trigger(), view: p.modal([]) });
    expect((await screenOf(sandbox.url, ADA)).modals).toHaveLength(1);
    expect((await screenOf(sandbox.url, PAT)).modals).toHaveLength(0);
  });

  it("refuses what is too large, too deep or out of date", async () => {
    const { view } = (await call("views.open", { trigger_id: await trigger(), view: p.modal([]) })) as {
      view: { id: string; hash: string };
    };
    const large = p.modal(p.times(100, () => p.section({ text: p.mrkdwn(2_900) })));
    expect(await call("views.update", { view_id: view.id, view: large })).toMatchObject({ error: "view_too_large" });
    await call("views.update", { view_id: view.id, hash: view.hash, view: p.modal([]) });
    const late = await call("views.update", { view_id: view.id, hash: view.hash, view: p.modal([]) });
    expect(late).toMatchObject({ error: "hash_conflict" });
    await call("views.push", { trigger_id: await trigger(), view: p.modal([]) });
    await call("views.push", { trigger_id: await trigger(), view: p.modal([]) });
    const fourth = await call("views.push", { trigger_id: await trigger(), view: p.modal([]) });
    expect(fourth).toMatchObject({ error: "push_limit_reached" });
  });
});

describe("messages", () => {
  it("are posted, edited and deleted by their author", async () => {
    const { ts } = await call("chat.postMessage", { channel: GENERAL, text: "one", blocks: p.dividers(1) });
    await call("chat.update", { channel: GENERAL, ts, text: "two" });
    const posted = async () =>
      (await screenOf(sandbox.url, ADA)).conversations
        .find(({ id }) => id === GENERAL)
        ?.messages.find((one) => one.ts === ts);
    expect(await posted()).toMatchObject({ text: "two", edited: true, blocks: [] });
    await call("chat.delete", { channel: GENERAL, ts });
    expect(await posted()).toBeUndefined();
  });

  it("that answer another stand below it, whatever was said in between", async () => {
    const { ts } = await call("chat.postMessage", { channel: GENERAL, text: "a question" });
    await call("chat.postMessage", { channel: GENERAL, text: "something else" });
    await call("chat.postMessage", { channel: GENERAL, text: "an answer", thread_ts: ts });
    const { conversations } = await screenOf(sandbox.url, ADA);
    const messages = conversations.find(({ id }) => id === GENERAL)?.messages.slice(-3) ?? [];
    expect(messages.map(({ text, isReply }) => [text, isReply])).toEqual([
      ["a question", false],
      ["an answer", true],
      ["something else", false],
    ]);
  });

  it("for one person's eyes are seen by nobody else, and cannot be updated", async () => {
    const { message_ts } = await call("chat.postEphemeral", { channel: GENERAL, user: ADA, text: "psst" });
    const texts = async (person: string) => JSON.stringify((await screenOf(sandbox.url, person)).conversations);
    expect(await texts(ADA)).toContain("psst");
    expect(await texts("U02CARLSAGA")).not.toContain("psst");
    expect(await call("chat.update", { channel: GENERAL, ts: message_ts, text: "t" })).toMatchObject({
      error: "message_not_found",
    });
  });

  it("of other people are not the bot's to change", async () => {
    await act(sandbox.url, ADA, { do: "command", conversation: GENERAL, text: "hello" });
    const general = (await screenOf(sandbox.url, ADA)).conversations.find(({ id }) => id === GENERAL);
    const args = { channel: GENERAL, ts: general?.messages.at(-1)?.ts, text: "t" };
    expect(await call("chat.update", args)).toMatchObject({ error: "cant_update_message" });
    expect(await call("chat.delete", args)).toMatchObject({ error: "cant_delete_message" });
  });

  it("go to a person by their id", async () => {
    const { channel } = await call("chat.postMessage", { channel: ADA, text: "to you" });
    expect(channel).toMatch(/^D/u);
    expect(await call("chat.postMessage", { channel: DORA, text: "to nobody" })).toMatchObject({
      error: "channel_not_found",
    });
  });
});

describe("troubles that a test orders", () => {
  it("answers 429 with Retry-After, then as usual", async () => {
    sandbox.faults.add({ on: "api", name: "auth.test", does: { kind: "status", status: 429, retryAfter: 7 } });
    expect(await call("auth.test")).toMatchObject({ httpStatus: 429, retryAfter: "7", error: "ratelimited" });
    expect(await call("auth.test")).toMatchObject({ httpStatus: 200, ok: true });
  });

  it("fails, and breaks connections", async () => {
    const body = JSON.stringify({
      add: [
        { on: "api", does: { kind: "status", status: 500 } },
        { on: "api", does: { kind: "drop" } },
      ],
    });
    await fetch(`${sandbox.url}/workspace/faults`, { method: "POST", body });
    expect(await call("auth.test")).toMatchObject({ httpStatus: 500 });
    await expect(call("auth.test")).rejects.toThrow("fetch failed");
  });

  it("holds the bot to Slack's rates", async () => {
    const strict = await startWorkspace(bot.url, { rates: "slack" });
    const answers = await Promise.all(p.times(21, () => callApi(strict.apiUrl, "users.list", {}, BOT_TOKEN)));
    const refused = answers.filter(({ httpStatus }) => httpStatus === 429);
    expect(refused).toEqual([
      expect.objectContaining({ error: "ratelimited", retryAfter: expect.stringMatching(/^\d+$/u) }),
    ]);
    await strict.stop();
  });
});
