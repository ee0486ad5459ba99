import { createHmac } from "node:crypto";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createLogger } from "../../../src/lib/log.ts";
import { createBolt } from "../../../src/slack/bolt/create-bolt.ts";
import { answerFromBefore } from "../../../src/slack/from-before.ts";

const SECRET = "0123456789abcdef";
const acked: string[] = [];
let finish = () => {};

const bolt = createBolt({
  receive: { kind: "http", signingSecret: SECRET },
  routes: [{ path: "/healthz", method: "GET", handler: (_request, response) => response.end("alive") }],
  identity: { botToken: "xoxb-1", botId: "B1", botUserId: "U1" },
  clientOptions: { slackApiUrl: "http://127.0.0.1:1/api/" },
  log: createLogger("silent"),
  onAck: (listener) => acked.push(listener),
});
let url = "";

beforeAll(async () => {
  bolt.app.command("/access", ({ ack, body }) => ack(`hello ${body.user_id}`));
  bolt.app.action("slow", async ({ ack }) => {
    await ack();
    await new Promise<void>((resolve) => (finish = resolve));
  });
  answerFromBefore(bolt.app, createLogger("silent"));
  const server = await bolt.start({ port: 0, host: "127.0.0.1" });
  const { port } = (server as Server).address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  finish();
  await bolt.stop(0).catch(() => {});
});

function deliver(body: string, { secret = SECRET, secondsAgo = 0, isSigned = true } = {}): Promise<Response> {
  const timestamp = Math.floor(Date.now() / 1000) - secondsAgo;
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
  return fetch(`${url}/slack/events`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(isSigned && { "x-slack-signature": signature, "x-slack-request-timestamp": String(timestamp) }),
    },
    body,
  });
}

const command = (user: string) =>
  new URLSearchParams({ command: "/access", text: "help", user_id: user, team_id: "T1" }).toString();

test("a signed command is answered, and measured under its name", async () => {
  const response = await deliver(command("U2"));
  expect([response.status, await response.text()]).toEqual([200, "hello U2"]);
  expect(acked).toEqual(["command /access"]);
});

test("each request is its own person's", async () => {
  const answers = await Promise.all(["U3", "U4"].map(async (user) => (await deliver(command(user))).text()));
  expect(answers).toEqual(["hello U3", "hello U4"]);
});

test.each([
  ["a forged request", { secret: "somebody-elses-secret" }],
  ["a request that is over five minutes old", { secondsAgo: 301 }],
  ["an unsigned request", { isSigned: false }],
])("%s gets 401", async (_what, how) => {
  expect((await deliver(command("U2"), how)).status).toBe(401);
});

test("a body over 1 MB gets 413", async () => {
  expect((await deliver(`text=${"x".repeat(1024 * 1024)}`)).status).toBe(413);
});

test("operators' pages are served beside it", async () => {
  expect(await (await fetch(`${url}/healthz`)).text()).toBe("alive");
});

const interaction = (payload: object) =>
  new URLSearchParams({
    payload: JSON.stringify({ user: { id: "U2" }, team: { id: "T1" }, ...payload }),
  }).toString();

test("a window of which nothing is known any more is refused in words, with what was typed in it", async () => {
  const blocks = [{ type: "input", block_id: "name", label: { type: "plain_text", text: "Name" } }];
  const view = { callback_id: "of-another-time", title: { type: "plain_text", text: "Old" }, blocks };
  const answer: unknown = await (await deliver(interaction({ type: "view_submission", view }))).json();
  expect(answer).toMatchObject({ response_action: "update", view: { blocks: [{ block_id: "alert" }, ...blocks] } });
  expect(JSON.stringify(answer)).toContain("from before an update of this app");
});

test("a select of which nothing is known any more offers nothing", async () => {
  const search = interaction({ type: "block_suggestion", action_id: "of-another-time", block_id: "b", value: "" });
  expect(await (await deliver(search)).json()).toEqual({ options: [] });
});

test("a button of which nothing is known any more is answered in words, an input not at all", async () => {
  const said: [to: string, words: Promise<string>][] = [];
  const slack = createServer((request, response) => {
    said.push([request.url ?? "", text(request)]);
    response.end("{}");
  });
  await new Promise<void>((resolve) => slack.listen(0, "127.0.0.1", resolve));
  const { port } = slack.address() as AddressInfo;
  for (const type of ["static_select", "button"]) {
    const actions = [{ type, action_id: "of-another-time", block_id: "b" }];
    const click = interaction({ type: "block_actions", actions, response_url: `http://127.0.0.1:${port}/${type}` });
    expect((await deliver(click)).status).toBe(200);
  }
  await expect.poll(() => said.map(([to]) => to)).toEqual(["/button"]);
  expect(await said[0]?.[1]).toContain("This button is from before an update");
  slack.closeAllConnections();
  slack.close();
});

test("stopping waits for what goes on after its answer", async () => {
  const click = interaction({ type: "block_actions", actions: [{ type: "button", action_id: "slow" }] });
  expect((await deliver(click)).status).toBe(200);
  let isStopped = false;
  const stopped = bolt.stop(5_000).then(() => (isStopped = true));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isStopped).toBe(false);
  finish();
  await stopped;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
});
