import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { rowsOf } from "../../src/store/query/rows.ts";
import { statement, given } from "../../src/store/query/statement.ts";
import { catalog } from "../../src/store/schema/catalog.ts";
import { useApp } from "../support/app.ts";

const app = useApp();
const RENAMED = statement(
  sql`update ${catalog} set description = ${given("description")}::text where id = ${given("id")}::uuid`,
);
const FAILING = statement(sql`select 1 / ${given("zero")}::int`);

describe("what is written last in a transaction", () => {
  const descriptionOf = async (id: string) => {
    const rows = await app.db.select().from(catalog);
    return rows.find((row) => row.id === id)?.description;
  };
  const describes = (id: string, description: string) => RENAMED.filled({ id, description });

  test("is stored with the rest, in its order", async () => {
    const { id } = await app.catalog("Written");
    const result = await app.deps.database.transact(
      async (tx) => {
        await tx.execute(sql`update catalog set description = 'first' where id = ${id}`);
        return "done";
      },
      (done) => [describes(id, "second"), describes(id, `third, ${done}`)],
    );
    expect(result).toBe("done");
    expect(await descriptionOf(id)).toBe("third, done");
  });

  test("takes everything back where it fails, and says why", async () => {
    const { id } = await app.catalog("Kept");
    for (const last of [
      [FAILING.filled({ zero: 0 }), describes(id, "after")],
      [describes(id, "before"), FAILING.filled({ zero: 0 })],
    ]) {
      const failing = app.deps.database.transact(
        async (tx) => tx.execute(sql`update catalog set description = 'lost' where id = ${id}`),
        () => last,
      );
      await expect(failing).rejects.toThrow(/division by zero|Failed query/);
      expect(await descriptionOf(id)).toBe("About it");
    }
  });

  test("is not taken for stored where an earlier statement failed unheard", async () => {
    const { id } = await app.catalog("Unheard");
    const failing = app.deps.database.transact(
      async (tx) => void (await tx.execute(sql`select 1 / 0`).catch(() => {})),
      () => [describes(id, "never")],
    );
    await expect(failing).rejects.toThrow(/aborted|rolled back|division by zero|Failed query/);
    expect(await descriptionOf(id)).toBe("About it");
  });

  test("ends each transaction, however many follow on one connection", async () => {
    const { id } = await app.catalog("Again");
    const all = Array.from({ length: 30 }, (_, number) =>
      app.deps.database.transact(
        async () => number,
        () => [describes(id, "again")],
      ),
    );
    expect(await Promise.all(all)).toEqual(all.map((_, number) => number));
  });

  test("is on disk when the transaction ends, also where its lock is let go before", async () => {
    const { id } = await app.catalog("On disk");
    for (const isWaitedFor of [true, false]) {
      const { written } = await app.deps.database.transact(
        async (tx) => {
          await tx.execute(sql`update catalog set description = 'written' where id = ${id}`);
          const [row] = await rowsOf<{ written: string }>(tx, sql`select pg_current_wal_insert_lsn()::text as written`);
          return { written: row?.written ?? "" };
        },
        () => [{ ...describes(id, `last, ${isWaitedFor}`), isWaitedFor }],
      );
      const [on] = await rowsOf<{ disk: boolean }>(
        app.db,
        sql`select pg_current_wal_flush_lsn() > ${written}::pg_lsn as disk`,
      );
      expect(on).toEqual({ disk: true });
      expect(await descriptionOf(id)).toBe(`last, ${isWaitedFor}`);
    }
  });
});
