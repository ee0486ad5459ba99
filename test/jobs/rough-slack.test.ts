import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jobHandlers } from "../../src/jobs/job-handlers.ts";
import type { JobWorker } from "../../src/jobs/queue-connection.ts";
import { startRelay } from "../../src/jobs/relay.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { createLogger } from "../../src/lib/log.ts";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { visit } from "../../src/sandbox/visitor.ts";
import { workerClient } from "../../src/slack/bolt/web-client.ts";
import { catalog } from "../../src/store/schema/catalog.ts";
import { BOT_TOKEN, startWorkspace } from "../sandbox/tiny-bot.ts";
import { App } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { useEngines } from "../support/engines.ts";
import { Outside } from "../support/outside.ts";
import { asks, decides, offered, policyWith, stageOf } from "../support/requesting.ts";

const engines = useEngines();
const app = new App(engines);
const log = createLogger("silent");
const CHANNELS = ["C02MKTAPPRO", "C03ITHELP00", "C06FABRIKAM"] as const;

let sandbox: RunningSandbox;
let worker: JobWorker | undefined;

beforeAll(async () => {
  sandbox = await startWorkspace("http://127.0.0.1:9/");
});
afterAll(async () => {
  await worker?.close();
  await sandbox.stop();
});

/** Somebody of the workspace. */
async function somebody(words: string, slackUserId: string): Promise<Someone> {
  return { ...(await app.person(words, { slackUserId })), slackUserId };
}

test("Slack answers 429, 500 and nothing at all: every message is right in the end, and none is there twice", async () => {
  const [rosa, grace] = [await somebody("Rosa", "U07ROSAPARK"), await somebody("Grace", "U05GRACEHOP")];
  const requests: string[] = [];
  for (const channel of CHANNELS) {
    const { packageId, catalogId } = await offered(app, policyWith({ stages: [stageOf([grace])] }));
    await app.db.update(catalog).set({ approvalsChannel: channel }).where(eq(catalog.id, catalogId));
    requests.push((await asks(app, rosa, packageId, { justification: `For ${channel}` })).requestId);
  }
  const troubles = [
    { kind: "status", status: 500 },
    { kind: "drop" },
    { kind: "status", status: 429, retryAfter: 1 },
  ] as const;
  for (const does of [...troubles, ...troubles]) sandbox.faults.add({ on: "api", does });

  const client = workerClient({ apiUrl: sandbox.apiUrl, token: BOT_TOKEN, log, onCall: () => {} });
  worker = startWorker({
    connection: await engines().queue(),
    handlers: jobHandlers({ ...app.deps, connector: new Outside() }, client),
    log,
  });
  const relay = startRelay({ batch: await engines().relayBatch(), log });
  const visitor = await visit(sandbox.url, "Grace");
  const aboutChannels = async () => (await visitor.messages()).filter((text) => text.includes("requests Package"));
  await expect.poll(async () => (await aboutChannels()).length, { timeout: 14_000, interval: 100 }).toBe(3);
  for (const requestId of requests) await decides(app, grace, requestId, "approve", { reason: "Fine" });
  await relay.drain();
  const closed = async () =>
    (await aboutChannels()).filter((text) => /Approved by Grace \d+: “Fine”/.test(text) && !text.includes("[Approve]"));
  await expect.poll(async () => (await closed()).length, { timeout: 14_000, interval: 100 }).toBe(3);
  expect(await aboutChannels()).toHaveLength(3);
  await relay.stop();
}, 30_000);
