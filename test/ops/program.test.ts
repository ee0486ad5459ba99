import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { start } from "../../src/compose.ts";
import type { Program } from "../../src/compose.ts";
import { readEnvironment } from "../../src/config/environment.ts";
import { createLogger } from "../../src/lib/log.ts";
import { visit } from "../../src/sandbox/visitor.ts";
import { useDataDirectories } from "../support/data-directory.ts";

// Each of them starts a whole program, on a database with files.
vi.setConfig({ testTimeout: 60_000 });

const dataDirectory = useDataDirectories();
const overrides = { log: createLogger("silent") };
let program: Program | undefined;

beforeAll(async () => {
  program = await start(readEnvironment({ PORT: "0", DATA_DIR: await dataDirectory("first") }), overrides);
});
afterAll(() => program?.stop());

const get = (path: string) => fetch(`${program?.url}${path}`);

test("with nothing set it serves the sandbox on the embedded database, and is ready", async () => {
  expect(program?.sandboxUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await get("/healthz")).text()).toBe("alive\n");
  const ready = await get("/readyz");
  expect([ready.status, await ready.json()]).toEqual([200, { database: "ok", queue: "ok", slack: "ok" }]);
});

test("a command in the sandbox comes to the bot, and to the metrics", async () => {
  const ada = await visit(program?.sandboxUrl ?? "", "Ada Lovelace");
  await ada.types("/access help");
  await expect
    .poll(async () => (await get("/metrics")).text())
    .toContain('access_packages_slack_ack_seconds_count{listener="command /access"} 1');
  expect(await (await get("/metrics")).text()).toContain(
    'access_packages_slack_calls_total{method="auth.test",result="ok"}',
  );
});

test("the port can be had once", async () => {
  const taken = new URL(program?.url ?? "").port;
  const second = start(readEnvironment({ PORT: taken, DATA_DIR: await dataDirectory("second") }), overrides);
  await expect(second).rejects.toThrow(`Port ${taken} cannot be used (EADDRINUSE)`);
});

test("a faulty directory file stops the start, with every fault by its line", async () => {
  const settings = { PORT: "0", DATA_DIR: await dataDirectory("third"), DIRECTORY_FILE: "manifest.yml" };
  await expect(start(readEnvironment(settings), overrides)).rejects.toThrow(
    /directory file cannot be used[^]*manifest\.yml:2/,
  );
});
