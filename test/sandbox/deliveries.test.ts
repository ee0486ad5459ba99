import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { act, callApi, type FakeBot, screenOf, startFakeBot } from "./fake-bot.ts";
import * as p from "./payloads.ts";
import { BOT_TOKEN, SIGNING_SECRET, startWorkspace } from "./tiny-bot.ts";

const ADA = "U01ADALOVEL";
const GENERAL = "C01GENERAL0";
const ACK_MS = 150;

let bot: FakeBot;
let sandbox: RunningSandbox;
beforeAll(async () => {
  bot = await startFakeBot();
  sandbox = await startWorkspace(() => bot.url, { ackMs: ACK_MS, eventRetriesMs: [0, 20] });
});
afterAll(async () => {
  await sandbox.stop();
  await bot.stop();
});
afterEach(() => {
  bot.received.length = 0;
  bot.reply = () => ({});
  sandbox.faults.clear();
});

const types = (text: string) => act(sandbox.url, ADA, { do: "command", conversation: GENERAL, text });
const screen = () => screenOf(sandbox.url, ADA);
const notice = async () => (await screen()).notices.at(-1)?.text;
const last = () => bot.received.at(-1)?.payload ?? {};
const general = async () => (await screen()).conversations.find(({ id }) => id === GENERAL)?.messages ?? [];

describe("a delivery", () => {
  it("is signed as Slack signs, over the very body", async () => {
    await types("/access help");
    const { headers = {}, body = "" } = bot.received[0] ?? {};
    const timestamp = String(headers["x-slack-request-timestamp"]);
    const digest = createHmac("sha256", SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest("hex");
    expect(headers["x-slack-signature"]).toBe(`v0=${digest}`);
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(10);
    expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
  });

  it("of a command carries what was typed, with ids for names and entities for signs", async () => {
    await types("/access who @Grace Hopper in #general & <b> @nobody");
    expect(last()).toMatchObject({
      command: "/access",
      text: "who <@U05GRACEHOP|grace> in <#C01GENERAL0|general> &amp; &lt;b&gt; @nobody",
      user_id: ADA,
      user_name: "ada",
      channel_id: GENERAL,
      channel_name: "general",
    });
  });

  it("that is not answered in time is told to the person in Slack's words", async () => {
    bot.reply = () => ({ afterMs: ACK_MS * 3 });
    await types("/access help");
    expect(await notice()).toBe('/access failed with the error "operation_timeout"');
  });

  it("that fails or gets lost is told too", async () => {
    bot.reply = () => ({ status: 500 });
    await types("/access help");
    expect(await notice()).toBe('/access failed with the error "dispatch_failed"');
    sandbox.faults.add({ on: "delivery", name: "command", does: { kind: "drop" } });
    await types("/access help");
    expect(bot.received).toHaveLength(1);
  });

  it("may arrive twice", async () => {
    sandbox.faults.add({ on: "delivery", does: { kind: "duplicate" } });
    await types("/access help");
    await sleep(50);
    expect(bot.received.map(({ body }) => body)).toEqual([bot.received[0]?.body, bot.received[0]?.body]);
  });

  it("may arrive late", async () => {
    sandbox.faults.add({ on: "delivery", does: { kind: "slow", ms: ACK_MS * 2 } });
    await types("/access help");
    expect(bot.received).toHaveLength(0);
    expect(await notice()).toContain("operation_timeout");
    await sleep(ACK_MS * 2);
    expect(bot.received).toHaveLength(1);
  });
});

describe("the answer to a command", () => {
  it.each([
    ["text", "Just text", true],
    ["JSON", { text: "Some JSON" }, true],
    ["JSON for all", { response_type: "in_channel", text: "For all" }, false],
  ])("in %s is posted", async (_form, body, ephemeral) => {
    bot.reply = () => ({ body });
    await types("/access help");
    const text = typeof body === "string" ? body : body.text;
    expect((await general()).at(-1)).toMatchObject({ text, ephemeral });
  });

  it("is refused when Slack could not show it", async () => {
    bot.reply = () => ({ body: { text: "t", blocks: [{ type: "alert", text: p.plain(3) }] } });
    await types("/access help");
    expect(await notice()).toMatch(/failed with the error "invalid_blocks .*\/blocks\/0\/type/u);
  });

  it("may come later by its response URL, and be replaced from its buttons", async () => {
    await types("/access help");
    const url = String(last()["response_url"]);
    const respond = (to: string, body: object) => fetch(to, { method: "POST", body: JSON.stringify(body) });
    const blocks = [{ type: "actions", block_id: "b", elements: [p.button({ action_id: "a", value: "v" })] }];
    expect((await respond(url, { text: "Later", blocks })).status).toBe(200);
    const message = (await general()).at(-1);
    expect(message).toMatchObject({ text: "Later", ephemeral: true });

    const place = { conversation: GENERAL, message: message?.ts ?? "" };
    await act(sandbox.url, ADA, { do: "press", at: { place, blockId: "b", actionId: "a" } });
    expect(last()).toMatchObject({
      type: "block_actions",
      container: { is_ephemeral: true },
      actions: [{ value: "v" }],
    });
    expect(last()).not.toHaveProperty("message");
    await respond(String(last()["response_url"]), { replace_original: true, text: "Replaced" });
    expect((await general()).at(-1)).toMatchObject({ text: "Replaced", blocks: [] });
    await respond(String(last()["response_url"]), { delete_original: true });
    expect((await general()).some(({ ts }) => ts === message?.ts)).toBe(false);
    expect((await respond(`${url}x`, { text: "t" })).status).toBe(404);
  });
});

describe("an event", () => {
  it("is sent again while it is not taken, with the reason", async () => {
    bot.reply = () => ({ status: bot.received.length < 3 ? 500 : 200 });
    await act(sandbox.url, ADA, { do: "openHome" });
    await expect.poll(() => bot.received.length).toBe(3);
    expect(bot.received.map(({ headers }) => [headers["x-slack-retry-num"], headers["x-slack-retry-reason"]])).toEqual([
      [undefined, undefined],
      ["1", "http_error"],
      ["2", "http_error"],
    ]);
    expect(new Set(bot.received.map(({ payload }) => payload["event_id"])).size).toBe(1);
    expect(last()).toMatchObject({
      type: "event_callback",
      event: { type: "app_home_opened", user: ADA, tab: "home" },
    });
  });

  it("is not sent again where the app asks not to", async () => {
    bot.reply = () => ({ status: 500, headers: { "x-slack-no-retry": "1" } });
    await act(sandbox.url, ADA, { do: "openHome" });
    await sleep(60);
    expect(bot.received).toHaveLength(1);
  });

  it("tells of people who change or join, and carries the Home tab that is there", async () => {
    await sandbox.changePerson("U08TIMLEE00", { deactivated: true });
    expect(last()).toMatchObject({ event: { type: "user_change", user: { id: "U08TIMLEE00", deleted: true } } });
    expect(await act(sandbox.url, "U08TIMLEE00", { do: "openHome" })).toMatchObject({ ok: false });
    await sandbox.addPerson({
      id: "U11NEWCOMER",
      name: "Nina New",
      email: "nina@example.com",
      part: "New",
      guest: false,
      deactivated: false,
    });
    expect(last()).toMatchObject({ event: { type: "team_join", user: { profile: { email: "nina@example.com" } } } });
    await callApi(sandbox.apiUrl, "views.publish", { user_id: ADA, view: p.home(p.dividers(1)) }, BOT_TOKEN);
    await act(sandbox.url, ADA, { do: "openHome" });
    expect(last()).toMatchObject({ event: { type: "app_home_opened", view: { type: "home" } } });
  });

  it("tells of user groups that are made and changed, and lists them as they are then", async () => {
    await sandbox.addUserGroup({ id: "S09EDITORS0", handle: "editors", name: "Editors", people: [ADA] });
    expect(last()).toMatchObject({ event: { type: "subteam_created", subteam: { id: "S09EDITORS0", users: [ADA] } } });
    await sandbox.changeUserGroup("editors", { people: ["U08TIMLEE00"] });
    expect(last()).toMatchObject({
      event: {
        type: "subteam_members_changed",
        subteam_id: "S09EDITORS0",
        added_users: ["U08TIMLEE00"],
        removed_users: [ADA],
      },
    });
    await sandbox.changeUserGroup("editors", { isDisabled: true });
    expect(last()).toMatchObject({
      event: { type: "subteam_updated", subteam: { id: "S09EDITORS0", date_delete: 1 } },
    });
    const { usergroups } = await callApi(sandbox.apiUrl, "usergroups.list", {}, BOT_TOKEN);
    expect(JSON.stringify(usergroups)).not.toMatch(/Editors/);
  });
});
