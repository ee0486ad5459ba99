import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { start } from "../../src/compose.ts";
import type { Program } from "../../src/compose.ts";
import { readEnvironment } from "../../src/config/environment.ts";
import { GENERAL_CATALOG_ID } from "../../src/domain/catalog/catalog.ts";
import { later } from "../../src/lib/duration.ts";
import { createLogger } from "../../src/lib/log.ts";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { assignment, assignmentGrant } from "../../src/store/schema/assignment.ts";
import { BOT_TOKEN, startWorkspace } from "../sandbox/tiny-bot.ts";
import { App } from "../support/app.ts";
import { onRealEngines } from "../support/engines.ts";
import { emptyRedis } from "../support/killable-bot.ts";
import { administer, databaseUrl, realEngines } from "../support/real-engines.ts";

vi.setConfig({ testTimeout: 60_000 });

const START = new Date("2026-03-02T12:00:00Z");
const DAY_S = 86_400;

// The embedded database belongs to one process.
describe.runIf(onRealEngines)("time travel with a web and a worker process", () => {
  const name = `access_packages_travel_${randomUUID().replaceAll("-", "")}`;
  const overrides = { log: createLogger("silent"), clock: { now: () => START } };
  let workspace: RunningSandbox;
  let web: Program;
  let worker: Program;

  beforeAll(async () => {
    const real = realEngines();
    if (!real) throw new Error("There are no real engines.");
    await administer(real, (sql) => sql`create database ${sql(name)} template ${sql(inject("realTemplate"))}`);
    workspace = await startWorkspace("http://127.0.0.1:9/slack/events");
    const settings = {
      PORT: "0",
      DATABASE_URL: databaseUrl(real, name),
      REDIS_URL: real.redisUrl,
      REDIS_PREFIX: name,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: "secret",
      SLACK_API_URL: workspace.apiUrl,
      TIME_TRAVEL: "1",
    };
    web = await start(readEnvironment({ ...settings, ROLE: "web" }), overrides);
    worker = await start(readEnvironment({ ...settings, ROLE: "worker" }), overrides);
  });
  afterAll(async () => {
    const real = realEngines();
    await web?.stop();
    await worker?.stop();
    await workspace?.stop();
    if (!real) return;
    await emptyRedis(real.redisUrl, name);
    await administer(real, (sql) => sql`drop database ${sql(name)} with (force)`);
  });

  async function advance({ url }: Program, advanceSeconds: number): Promise<unknown> {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ advanceSeconds });
    return (await fetch(`${url}/time-travel`, { method: "POST", headers, body })).json();
  }

  it("ends what is due from the web process, which does no jobs itself, and takes the worker along", async () => {
    const app = new App(() => web.deps);
    const rosa = await app.person("Rosa");
    const packageId = await app.package("Timed", { catalogId: GENERAL_CATALOG_ID, createdBy: rosa });
    const endsAt = later(START, { hours: 30 });
    const whose = { packageId, catalogId: GENERAL_CATALOG_ID, personId: rosa.id };
    const assignmentId = randomUUID();
    const resourceId = await app.resource("Group");
    const grant = { assignmentId, resourceId, role: "Member", personId: rosa.id, changedAt: START };
    await app.db.insert(assignment).values({ id: assignmentId, ...whose, state: "delivered", startsAt: START, endsAt });
    await app.db.insert(assignmentGrant).values({ ...grant, state: "granted", heldBefore: false });

    expect(await advance(web, 2 * DAY_S)).toEqual({
      now: later(START, { days: 2 }).toISOString(),
      shiftSeconds: 2 * DAY_S,
      handled: 1,
    });
    expect(await app.db.select().from(assignment)).toMatchObject([{ state: "expired", endedAt: endsAt }]);
    // The worker has done it at that time too, though it has not been told of the time but by the database.
    expect(await app.db.select().from(assignmentGrant)).toMatchObject([{ state: "revoked", changedAt: endsAt }]);
    await expect.poll(() => worker.deps.clock.now(), { timeout: 5_000 }).toEqual(later(START, { days: 2 }));
    expect(await advance(worker, DAY_S)).toMatchObject({ shiftSeconds: 3 * DAY_S });
    await expect.poll(() => web.deps.clock.now(), { timeout: 5_000 }).toEqual(later(START, { days: 3 }));
  });
});
