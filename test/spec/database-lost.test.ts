import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createLogger } from "../../src/lib/log.ts";
import type { Database } from "../../src/store/database.ts";
import { openPostgres } from "../../src/store/open-postgres.ts";
import { accessPackage } from "../../src/store/schema/package.ts";
import { startBotOn } from "../support/bot.ts";
import type { RunningBot } from "../support/bot.ts";
import { cuttableProxy } from "../support/cuttable-proxy.ts";
import type { CuttableProxy } from "../support/cuttable-proxy.ts";
import { onRealEngines } from "../support/engines.ts";
import { administer, databaseUrl, realEngines } from "../support/real-engines.ts";
import { reachesReview } from "./wizard.ts";

// The embedded database is part of the process: it cannot be lost while the process runs.
describe.runIf(onRealEngines)("a database that is lost while the bot runs", () => {
  const name = `access_packages_lost_${randomUUID().replaceAll("-", "")}`;
  let proxy: CuttableProxy;
  let database: Database;
  let bot: RunningBot;

  beforeAll(async () => {
    const real = realEngines();
    if (!real) throw new Error("There are no real engines.");
    await administer(real, (sql) => sql`create database ${sql(name)} template ${sql(inject("realTemplate"))}`);
    const server = new URL(databaseUrl(real, name));
    proxy = await cuttableProxy(server.hostname, Number(server.port || 5432));
    server.hostname = "127.0.0.1";
    server.port = String(proxy.port);
    database = await openPostgres(server.href, { log: createLogger("silent"), patienceMs: 0 });
    bot = await startBotOn(database);
  });

  afterAll(async () => {
    const real = realEngines();
    await bot.stop();
    await database.close();
    await proxy.close();
    if (real) await administer(real, (sql) => sql`drop database ${sql(name)} with (force)`);
  });

  it("tells the person to try again, stores nothing by half, and recovers by itself", async () => {
    const ada = await bot.visit("Ada");
    await reachesReview(ada, { name: "Outlives the outage" });
    await proxy.cut();
    await ada.clicks("Create");
    expect(await ada.waitsToSee(/does not answer at the moment/)).toContain("Review + create");
    await ada.types("/access find outage");
    await ada.hasMessage(/try again in a minute/);

    await proxy.mend();
    expect(await database.read.select().from(accessPackage)).toEqual([]);
    await ada.clicks("Create");
    expect(await ada.waitsToSee(/Access package created/)).toContain("Outlives the outage");
  });

  it("takes a database that is closed to connections for one that is lost", async () => {
    const real = realEngines();
    if (!real) throw new Error("There are no real engines.");
    const ada = await bot.visit("Ada");
    await administer(real, (sql) => sql`alter database ${sql(name)} allow_connections false`);
    await administer(
      real,
      (sql) => sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`,
    );
    for (const text of ["/access find outage", "/access catalogs", "/access find outage"]) {
      await ada.types(text);
      expect((await ada.messages()).at(-1)).toMatch(/does not answer at the moment/);
    }
    await administer(real, (sql) => sql`alter database ${sql(name)} allow_connections true`);
    await ada.types("/access find outage");
    expect((await ada.messages()).at(-1)).toContain("Outlives the outage");
  });
});
