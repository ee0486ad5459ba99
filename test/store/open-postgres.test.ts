import { randomUUID } from "node:crypto";
import { createServer, connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLogger } from "../../src/lib/log.ts";
import { isTemporary } from "../../src/lib/temporary.ts";
import { openPostgres } from "../../src/store/open-postgres.ts";
import { catalog } from "../../src/store/schema/catalog.ts";
import { administer, databaseUrl, realEngines } from "../support/real-engines.ts";

const log = createLogger("silent");
const real = realEngines();

test("a server that does not answer is named, without the password", async () => {
  const opening = openPostgres("postgres://app:pa55word@127.0.0.1:1/app", { log, patienceMs: 0 });
  await expect(opening).rejects.toThrow("Postgres at postgres://app@127.0.0.1:1/app did not answer");
});

describe.runIf(real)("on a real server", () => {
  const name = `access_packages_test_${randomUUID().replaceAll("-", "")}`;
  const settings = real ?? { databaseUrl: "", redisUrl: "" };
  beforeAll(() => administer(settings, (admin) => admin`create database ${admin(name)}`));
  afterAll(() => administer(settings, (admin) => admin`drop database ${admin(name)} with (force)`));
  const open = () => openPostgres(databaseUrl(settings, name), { log, patienceMs: 0 });

  test("two processes that start at once migrate the database once", async () => {
    const databases = await Promise.all([open(), open(), open()]);
    const [first] = databases;
    expect(await first?.read.select({ name: catalog.name }).from(catalog)).toEqual([{ name: "General" }]);
    for (const database of databases) await database.close();
  });

  test("a database that does not exist stops at once, with what to correct", async () => {
    const opening = openPostgres(databaseUrl(settings, "no_such_database"), { log });
    await expect(opening).rejects.toThrow(/refuses \(3D000\).*Correct DATABASE_URL/);
  });

  test("statements are kept prepared", async () => {
    const database = await open();
    await database.transact(async (tx) => {
      await tx.select().from(catalog).limit(1);
      const prepared = await tx.execute(
        sql`select count(*)::int as count from pg_prepared_statements where statement like '%from "catalog" limit%'`,
      );
      expect(prepared).toEqual([{ count: 1 }]);
    });
    await database.close();
  });

  test("a look-up does not wait for transactions that wait, however many there are", async () => {
    const database = await open();
    const LOCK = sql`select pg_advisory_xact_lock(1)`;
    const others = await database.transact(async (tx) => {
      await tx.execute(LOCK);
      const waiting = Array.from({ length: 20 }, () => database.transact((other) => other.execute(LOCK)));
      expect(await database.read.select({ name: catalog.name }).from(catalog)).toEqual([{ name: "General" }]);
      return waiting;
    });
    await Promise.all(others);
    await database.close();
  });

  test("a lost server fails what is under way at once, and is found again by itself", async () => {
    const proxy = await proxyTo(new URL(settings.databaseUrl));
    const url = new URL(databaseUrl(settings, name));
    url.host = `127.0.0.1:${proxy.port}`;
    const database = await openPostgres(url.href, { log });
    const look = () => database.read.select({ name: catalog.name }).from(catalog);
    await look();
    await proxy.cut();
    const failure: unknown = await look().catch((error: unknown) => error);
    expect(isTemporary(failure)).toBe(true);
    await proxy.restore();
    expect(await look()).toEqual([{ name: "General" }]);
    await database.close();
    await proxy.cut();
  });
});

/** A way to the server that can be cut and restored. */
async function proxyTo({ hostname, port: targetPort }: URL) {
  const sockets = new Set<Socket>();
  const server = createServer((incoming) => {
    const outgoing = connect(Number(targetPort || 5432), hostname);
    sockets.add(incoming);
    incoming.pipe(outgoing).pipe(incoming);
    incoming.on("error", () => {}).on("close", () => outgoing.destroy());
    outgoing.on("error", () => {}).on("close", () => incoming.destroy());
  });
  const listen = (on: number) => new Promise<void>((resolve) => server.listen(on, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await closed;
  };
  return { port, cut, restore: () => listen(port) };
}
