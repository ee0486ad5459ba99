import { asc, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { verifyAudit } from "../../src/app/audit/verify-audit.ts";
import type { AuditProof } from "../../src/app/audit/verify-audit.ts";
import { systemCommand } from "../../src/app/system-command.ts";
import type { DomainEvent } from "../../src/domain/event.ts";
import { audit } from "../../src/store/schema/journal.ts";
import { unknownId, useApp } from "../support/app.ts";
import { onRealEngines } from "../support/engines.ts";

const app = useApp();

/** Several rows of one change, with what a text can hold. */
const changesSomething = systemCommand<{ count: number }, undefined>({
  name: "test.change",
  run: async ({ input: { count } }) => ({ result: undefined, events: Array.from({ length: count }, anEvent) }),
});

function anEvent(_: unknown, number = 0): DomainEvent {
  return {
    type: "policy.created",
    target: { kind: "policy", id: unknownId() },
    catalogId: unknownId(),
    packageId: unknownId(),
    after: { number, name: 'Größe 😀 "x", 3:abc,', none: null },
    ...(number % 2 === 0 && { reason: "Because -,\n" }),
  };
}

const ids = async () => (await app.db.select({ id: audit.id }).from(audit).orderBy(asc(audit.id))).map(({ id }) => id);

describe("the chain holds", () => {
  test("over rows that are written one by one, together, and by many at once", async () => {
    expect(await verifyAudit(app.db)).toEqual({ proven: 0, lastHash: null, broken: null, hasExpected: false });
    await changesSomething(app.deps, { count: 1 });
    const first = await verifyAudit(app.db);
    expect(first).toMatchObject({ proven: 1, lastHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await changesSomething(app.deps, { count: 2_500 });
    await Promise.all(Array.from({ length: 20 }, (_, at) => changesSomething(app.deps, { count: (at % 3) + 1 })));
    const all = await verifyAudit(app.db, first.lastHash ?? "");
    expect(all).toMatchObject({ proven: 1 + 2_500 + 39, broken: null, hasExpected: true });
    expect(all.lastHash).not.toBe(first.lastHash);
  });

  test("over a change that is undone: the next continues from the row before it, without a gap in the ids", async () => {
    const before = await ids();
    const undone = app.deps.database.transact(async (tx) => {
      await tx.execute(insertion());
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await changesSomething(app.deps, { count: 1 });
    expect((await ids()).at(-1)).toBe((before.at(-1) ?? 0) + 1);
    expect((await verifyAudit(app.db)).broken).toBeNull();
  });

  test.runIf(onRealEngines)(
    "while a change is under way, the next waits for its end and continues from it",
    async () => {
      const order: string[] = [];
      let finish = () => {};
      const finished = new Promise<void>((resolve) => (finish = resolve));
      let begun = () => {};
      const hasBegun = new Promise<void>((resolve) => (begun = resolve));
      const slow = app.deps.database.transact(async (tx) => {
        await tx.execute(insertion());
        begun();
        await finished;
        order.push("slow");
      });
      await hasBegun;
      const next = changesSomething(app.deps, { count: 1 }).then(() => order.push("next"));
      await waitsForALock();
      finish();
      await Promise.all([slow, next]);
      expect(order).toEqual(["slow", "next"]);
      expect((await verifyAudit(app.db)).broken).toBeNull();
    },
  );

  test("whatever id and hashes a writer gives", async () => {
    const [last = 0] = (await ids()).slice(-1);
    await app.db
      .execute(sql`insert into audit (id, at, actor_kind, actor_id, action, target_kind, target_id, hash, previous_hash)
      overriding system value values (1, now(), 'person', 'x', 'forged', 'package', gen_random_uuid(), 'mine', 'mine')`);
    expect((await ids()).at(-1)).toBe(last + 1);
    expect((await verifyAudit(app.db)).broken).toBeNull();
  });

  test("and nobody changes or removes a row", async () => {
    for (const attempt of [sql`update audit set reason = ''`, sql`delete from audit`, sql`truncate audit`])
      await expect(app.db.execute(attempt)).rejects.toMatchObject({
        cause: { message: expect.stringContaining("append-only") },
      });
  });
});

describe("a forged row is the first that is named, when", () => {
  beforeAll(() => changesSomething(app.deps, { count: 10 }));

  /** What is found after a forgery by somebody who owns the database; it is undone afterwards. */
  async function after(forgeries: readonly SQL[], kept?: string): Promise<AuditProof> {
    let proof: AuditProof | undefined;
    const forged = app.deps.database.transact(async (tx) => {
      await tx.execute(sql`alter table audit disable trigger user, alter column id drop identity`);
      for (const forgery of forgeries) await tx.execute(forgery);
      proof = await verifyAudit(tx, kept);
      tx.rollback();
    });
    await expect(forged).rejects.toThrow(/rollback/i);
    if (!proof) throw new Error("Nothing was forged.");
    return proof;
  }

  const breaks = (id: number, because: string) => ({ proven: id - 1, broken: { row: { id: String(id) }, because } });

  test.each(
    ["at", "actor_kind", "actor_id", "action", "target_kind", "target_id", "catalog_id", "package_id"].concat([
      "before",
      "after",
      "reason",
      "previous_hash",
      "hash",
    ]),
  )("its %s was changed", async (column) => {
    const forged = sql.raw(
      { at: "now()", target_id: "gen_random_uuid()", catalog_id: "null", package_id: "null" }[column] ??
        (column === "before" || column === "after" ? "'{}'::jsonb" : "'forged'"),
    );
    const change = sql`update audit set ${sql.identifier(column)} = ${forged} where id = 7`;
    expect(await after([change])).toMatchObject(breaks(7, "altered"));
  });

  test("it was changed and hashed anew: the one after it no longer continues from it", async () => {
    const change = sql`update audit set reason = 'forged' where id = 7`;
    const rehash = sql`update audit set hash = audit_hash(audit) where id = 7`;
    expect(await after([change, rehash])).toMatchObject(breaks(8, "missingBefore"));
  });

  test.each([1, 7])("the one before it was deleted (%i)", async (id) => {
    const { broken } = await after([sql`delete from audit where id = ${id}`]);
    expect(broken).toMatchObject({ row: { id: String(id + 1) }, because: "missingBefore" });
  });

  test("two have changed places", async () => {
    const moves = [
      [7, -1],
      [8, 7],
      [-1, 8],
    ].map(([from, to]) => sql`update audit set id = ${to} where id = ${from}`);
    expect(await after(moves)).toMatchObject(breaks(7, "altered"));
  });

  test("it was put in between", async () => {
    const room = sql`update audit set id = id + 1000000 where id > 7`;
    const insertion = sql`insert into audit (id, at, actor_kind, actor_id, action, target_kind, target_id)
      values (8, now(), 'person', 'x', 'forged', 'package', gen_random_uuid())`;
    expect(await after([room, insertion])).toMatchObject(breaks(8, "altered"));
  });

  test("the end was cut off: only a hash that was kept shows it", async () => {
    const { lastHash, proven } = await verifyAudit(app.db);
    const cut = await after([sql`delete from audit where id = ${proven}`], lastHash ?? "");
    expect(cut).toMatchObject({ proven: proven - 1, broken: null, hasExpected: false });
  });
});

function insertion(): SQL {
  return sql`insert into audit (at, actor_kind, actor_id, action, target_kind, target_id)
    values (now(), 'system', 'test', 'test.done', 'package', gen_random_uuid())`;
}

/** Returns once some connection waits for an advisory lock. */
async function waitsForALock(): Promise<void> {
  for (;;) {
    const waiting = await app.db.execute(sql`select 1 from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`);
    if (Array.isArray(waiting) && waiting.length > 0) return;
  }
}
