import { App } from "@slack/bolt";
import type { Receiver } from "@slack/bolt";
import { beforeEach, expect, test } from "vitest";
import { routed } from "../../../src/slack/bolt/routed.ts";

const RECEIVER: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

/** What listened, in order. */
let heard: string[] = [];
let app: App;

beforeEach(() => {
  heard = [];
  app = new App({ receiver: RECEIVER, convoStore: false, authorize: async () => ({ botToken: "xoxb-1" }) });
  const listening = routed(app);
  const hear = (name: string) => async () => void heard.push(name);
  listening.command("/access", hear("command"));
  listening.action("page", hear("page"));
  listening.action({ type: "block_actions", action_id: /^choose:/ }, hear("choose"));
  listening.action({ block_id: "block" }, hear("block"));
  listening.options(/^catalog(:|$)/, hear("options"));
  listening.view({ callback_id: "basics", type: "view_submission" }, hear("submission"));
  listening.view({ callback_id: "basics", type: "view_closed" }, hear("closing"));
  listening.shortcut("new", hear("shortcut"));
  listening.event("team_join", hear("event"));
});

async function hears(body: object): Promise<string[]> {
  await app.processEvent({ body: { team: { id: "T1" }, user: { id: "U1" }, ...body }, ack: async () => {} });
  return heard;
}

const action = (action_id: string, block_id = "any") => ({ type: "block_actions", actions: [{ action_id, block_id }] });

test.each([
  ["a command, by its name", { command: "/access", user_id: "U1", team_id: "T1" }, "command"],
  ["an action, by its id", action("page"), "page"],
  ["an action, by the pattern of its id", action("choose:7"), "choose"],
  ["an action, by its block", action("other", "block"), "block"],
  ["a search, by the pattern of its id", { type: "block_suggestion", action_id: "catalog:1" }, "options"],
  ["a submission, by its view", { type: "view_submission", view: { callback_id: "basics" } }, "submission"],
  ["a closing, by its view", { type: "view_closed", view: { callback_id: "basics" } }, "closing"],
  ["a shortcut", { type: "shortcut", callback_id: "new" }, "shortcut"],
  ["an event", { type: "event_callback", team_id: "T1", event: { type: "team_join" } }, "event"],
])("%s is heard by its own listener alone", async (_, body, listener) => {
  expect(await hears(body)).toEqual([listener]);
});

test.each([
  ["a command", { command: "/other", user_id: "U1", team_id: "T1" }],
  ["an action", action("pages")],
  ["a submission", { type: "view_submission", view: { callback_id: "review" } }],
])("%s that nothing waits for is heard by nobody", async (_, body) => {
  expect(await hears(body)).toEqual([]);
});

test("what a listener throws reaches the handler of errors", async () => {
  routed(app).action("broken", async () => {
    throw new Error("out of order");
  });
  const said: string[] = [];
  app.error(async ({ message }) => void said.push(message));
  await hears(action("broken"));
  expect(said).toEqual(["out of order"]);
});
