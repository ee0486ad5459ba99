import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ElementAddress } from "../../src/sandbox/contract.ts";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { act, callApi, type FakeBot, screenOf, startFakeBot } from "./fake-bot.ts";
import * as p from "./payloads.ts";
import { BOT_TOKEN, startWorkspace } from "./tiny-bot.ts";

const ADA = "U01ADALOVEL";
const GENERAL = "C01GENERAL0";
const ACK_MS = 150;

let bot: FakeBot;
let sandbox: RunningSandbox;
beforeAll(async () => {
  bot = await startFakeBot();
  sandbox = await startWorkspace(() => bot.url, { ackMs: ACK_MS });
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

/** Opens a modal before Ada, as the answer to a command. */
async function opened(blocks: object[], more: object = {}): Promise<string> {
  await types("/access");
  const args = { trigger_id: last()["trigger_id"], view: p.modal(blocks, more) };
  const { view } = (await callApi(sandbox.apiUrl, "views.open", args, BOT_TOKEN)) as { view?: { id: string } };
  return view?.id ?? "none";
}

const field = (block_id: string, element: object, more: object = {}) =>
  p.input({ action_id: "a", ...element }, { block_id, ...more });
const at = (view: string, blockId: string): ElementAddress => ({ place: { view }, blockId, actionId: "a" });

describe("a modal", () => {
  it("is submitted with every input's value, and closes on an empty answer", async () => {
    const view = await opened([
      field("name", { type: "plain_text_input" }),
      field("who", { type: "multi_users_select" }, { optional: true }),
    ]);
    await act(sandbox.url, ADA, { do: "enter", at: at(view, "name"), value: "Typed" });
    await act(sandbox.url, ADA, { do: "submit", view });
    expect(last()).toMatchObject({
      type: "view_submission",
      view: {
        id: view,
        state: {
          values: {
            name: { a: { type: "plain_text_input", value: "Typed" } },
            who: { a: { type: "multi_users_select", selected_users: [] } },
          },
        },
      },
    });
    expect((await screen()).modals).toEqual([]);
  });

  it("is not sent before Slack's own checks pass", async () => {
    const view = await opened([
      field("mail", { type: "email_text_input" }),
      field("name", { type: "plain_text_input", max_length: 3 }),
    ]);
    await act(sandbox.url, ADA, { do: "enter", at: at(view, "mail"), value: "nowhere" });
    await act(sandbox.url, ADA, { do: "enter", at: at(view, "name"), value: "long" });
    await act(sandbox.url, ADA, { do: "submit", view });
    expect(last()["type"]).toBeUndefined();
    expect((await screen()).modals[0]?.errors).toEqual({
      mail: "Please enter a valid email address.",
      name: "Please enter no more than 3 characters.",
    });
  });

  it("stays, with a notice, when the app's answer cannot be carried out", async () => {
    const view = await opened([field("name", { type: "plain_text_input" }, { optional: true })]);
    for (const body of [
      { response_action: "update", view: p.modal([], { title: p.plain(25) }) },
      { response_action: "errors", errors: { nowhere: "No such field" } },
      { response_action: "dance" },
      "not JSON",
    ]) {
      bot.reply = () => ({ body });
      await act(sandbox.url, ADA, { do: "submit", view });
      expect(await notice()).toMatch(/^We had some trouble connecting/u);
      expect((await screen()).modals.map(({ id }) => id)).toEqual([view]);
    }
  });

  it("follows errors, update, push and clear", async () => {
    const view = await opened([field("name", { type: "plain_text_input", initial_value: "kept" })]);
    const submit = async (body: object) => {
      bot.reply = () => ({ body });
      await act(sandbox.url, ADA, { do: "submit", view: (await screen()).modals.at(-1)?.id ?? "" });
      return (await screen()).modals;
    };
    expect((await submit({ response_action: "errors", errors: { name: "No." } }))[0]?.errors).toEqual({ name: "No." });
    const next = p.modal([field("name", { type: "plain_text_input", initial_value: "other" })]);
    const [updated] = await submit({ response_action: "update", view: next });
    expect(updated).toMatchObject({ id: view, errors: {}, values: { name: { a: { value: "kept" } } } });
    expect(await submit({ response_action: "push", view: p.modal([]) })).toHaveLength(2);
    expect(await submit({ response_action: "clear" })).toEqual([]);
  });

  it("tells of its closing only on request: Cancel by its own id, the X by the root's", async () => {
    const silent = await opened([]);
    await act(sandbox.url, ADA, { do: "close", view: silent, all: false });
    expect(last()["type"]).toBeUndefined();

    const root = await opened([{ type: "actions", block_id: "b", elements: [p.button({ action_id: "a" })] }], {
      notify_on_close: true,
    });
    await act(sandbox.url, ADA, { do: "press", at: at(root, "b") });
    const pushed = { trigger_id: last()["trigger_id"], view: p.modal([], { notify_on_close: true }) };
    const { view } = (await callApi(sandbox.apiUrl, "views.push", pushed, BOT_TOKEN)) as unknown as {
      view: { id: string };
    };
    await act(sandbox.url, ADA, { do: "close", view: view.id, all: false });
    expect(last()).toMatchObject({ type: "view_closed", is_cleared: false, view: { id: view.id, root_view_id: root } });
    await act(sandbox.url, ADA, { do: "close", view: root, all: true });
    expect(last()).toMatchObject({ type: "view_closed", is_cleared: true, view: { id: root } });
  });

  it("reports a choice at once only where the block says so", async () => {
    const offered = { type: "static_select", options: p.options(2) };
    const view = await opened([field("quiet", offered), field("loud", offered, { dispatch_action: true })]);
    await act(sandbox.url, ADA, { do: "enter", at: at(view, "quiet"), value: "o1" });
    expect(last()["type"]).toBeUndefined();
    await act(sandbox.url, ADA, { do: "enter", at: at(view, "loud"), value: "o1" });
    expect(last()).toMatchObject({
      type: "block_actions",
      container: { type: "view", view_id: view },
      actions: [{ block_id: "loud", action_id: "a", selected_option: { value: "o1" } }],
      view: { state: { values: { loud: { a: { selected_option: { value: "o1" } } } } } },
    });
  });

  it("takes only what is on offer", async () => {
    const view = await opened([
      field("one", { type: "static_select", options: p.options(1) }),
      field("two", { type: "users_select" }),
    ]);
    const enter = (block: string, value: string) => act(sandbox.url, ADA, { do: "enter", at: at(view, block), value });
    expect(await enter("one", "o7")).toMatchObject({ ok: false, error: '"o7" is not offered here' });
    expect(await enter("two", "U10DORAGONE")).toMatchObject({ ok: false });
    expect(await enter("nowhere", "x")).toMatchObject({
      ok: false,
      error: "That element is not on the screen any more",
    });
  });
});

describe("an external select", () => {
  const search = async (view: string, query: string) => {
    const asked = new URLSearchParams({ person: ADA, view, blockId: "b", actionId: "a", query });
    return (await (await fetch(`${sandbox.url}/workspace/options?${asked.toString()}`)).json()) as {
      options: unknown[];
    };
  };

  it("asks the app for what is typed, and lets one of the answers be chosen", async () => {
    const view = await opened([field("b", { type: "external_select", min_query_length: 2 })]);
    bot.reply = () => ({ body: { option_groups: [{ label: p.plain(3), options: [p.option("Sales")] }] } });
    expect(await search(view, "s")).toEqual({ options: [] });
    expect(await search(view, "sa")).toEqual({ options: [{ text: "Sales", value: "Sales" }] });
    expect(last()).toMatchObject({
      type: "block_suggestion",
      block_id: "b",
      action_id: "a",
      value: "sa",
      view: { id: view },
    });
    expect(await act(sandbox.url, ADA, { do: "enter", at: at(view, "b"), value: "Sales" })).toMatchObject({ ok: true });
    expect(await act(sandbox.url, ADA, { do: "enter", at: at(view, "b"), value: "Other" })).toMatchObject({
      ok: false,
    });
  });

  it("offers nothing, with a notice, when the answer is late or too long", async () => {
    const view = await opened([field("b", { type: "multi_external_select", min_query_length: 0 })]);
    bot.reply = () => ({ body: { options: p.options(101) } });
    expect(await search(view, "")).toEqual({ options: [] });
    expect(await notice()).toContain("no more than 100 items allowed [/options]");
    bot.reply = () => ({ body: { options: [] }, afterMs: ACK_MS * 2 });
    expect(await search(view, "")).toEqual({ options: [] });
    expect(await notice()).toContain("did not respond in time");
  });
});
