import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { start } from "../../src/compose.ts";
import type { Program } from "../../src/compose.ts";
import { readEnvironment } from "../../src/config/environment.ts";
import { createLogger } from "../../src/lib/log.ts";
import { visit } from "../../src/sandbox/visitor.ts";
import { BOT_TOKEN, startWorkspace } from "../sandbox/tiny-bot.ts";
import { useDataDirectories } from "../support/data-directory.ts";

// Each of them starts a whole program, on a database with files.
vi.setConfig({ testTimeout: 60_000 });

const dataDirectory = useDataDirectories();
const overrides = { log: createLogger("silent"), clock: { now: () => new Date("2026-03-02T12:00:00Z") } };
const DAY_S = 86_400;

const startIn = (directory: string, more: Record<string, string> = {}) =>
  start(readEnvironment({ PORT: "0", DATA_DIR: directory, ...more }), overrides);

function send(program: Program, body: string, contentType = "application/json"): Promise<Response> {
  return fetch(`${program.url}/time-travel`, { method: "POST", headers: { "content-type": contentType }, body });
}

const where = async (program: Program): Promise<unknown> => (await fetch(`${program.url}/time-travel`)).json();

describe("POST /time-travel", () => {
  let directory: string;
  let program: Program;
  beforeAll(async () => {
    directory = await dataDirectory("sandbox");
    program = await startIn(directory);
  });
  afterAll(() => program?.stop());

  test.each([
    ["no JSON", "a day"],
    ["no seconds", "{}"],
    ["no number", '{"advanceSeconds": "60"}'],
    ["no whole number", '{"advanceSeconds": 0.5}'],
    ["no time at all", '{"advanceSeconds": 0}'],
    ["back in time", '{"advanceSeconds": -60}'],
    ["more than ten years", '{"advanceSeconds": 315360001}'],
    ["far too much", `{"advanceSeconds": 60, "why": "${"x".repeat(2_000)}"}`],
  ])("refuses %s", async (_, body) => {
    const answer = await send(program, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      error: 'Send {"advanceSeconds": N} with N a whole number from 1 to 315,360,000, ten years.',
    });
  });

  test("refuses what a page of another origin could send", async () => {
    const answer = await send(program, '{"advanceSeconds": 60}', "text/plain");
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: "Send JSON, with the header content-type: application/json." });
    expect(await where(program)).toMatchObject({ shiftSeconds: 0 });
  });

  test("moves the clock, which outlives a restart; the page's menu moves the same one", async () => {
    const answer = await send(program, '{"advanceSeconds": 60}', "application/json; charset=utf-8");
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { now: "2026-03-02T12:01:00.000Z", shiftSeconds: 60, handled: 0 },
    ]);
    await (await visit(program.sandboxUrl ?? "", "Ada Lovelace")).waits("A day");
    expect(program.deps.clock.now()).toEqual(new Date("2026-03-03T12:01:00Z"));
    await program.stop();
    program = await startIn(directory);
    expect(await where(program)).toEqual({
      now: "2026-03-03T12:01:00.000Z",
      shiftSeconds: 60 + DAY_S,
      nextDeadline: null,
    });
  });
});

describe("without time travel there is no such address", () => {
  test("where it is switched off in the sandbox", async () => {
    const program = await startIn(await dataDirectory("off"), { TIME_TRAVEL: "0" });
    expect((await send(program, '{"advanceSeconds": 60}')).status).toBe(404);
    await program.stop();
  });

  test("where a workspace is set, unless asked for", async () => {
    const workspace = await startWorkspace("http://127.0.0.1:9/slack/events");
    const slack = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: "secret", SLACK_API_URL: workspace.apiUrl };
    const program = await startIn(await dataDirectory("workspace"), slack);
    expect((await send(program, '{"advanceSeconds": 60}')).status).toBe(404);
    await program.stop();
    await workspace.stop();
  });
});
