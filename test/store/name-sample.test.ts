import { sql } from "drizzle-orm";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isCommon } from "../../src/store/query/name-sample.ts";
import { useApp } from "../support/app.ts";

const app = useApp();

/** Tables of the test's own, as other tests may have left packages in the database. */
const tableOf = (name: string) =>
  pgTable(name, { id: uuid().primaryKey().defaultRandom(), nameKey: text("name_key").notNull() });
const [teams, nothing] = [tableOf("sampled_team"), tableOf("sampled_nothing")];

beforeAll(async () => {
  for (const table of [teams, nothing])
    await app.db.execute(
      sql`create table ${table} (id uuid primary key default gen_random_uuid(), name_key text not null)`,
    );
  const numbers = Array.from({ length: 40 }, (_, number) => String(number).padStart(2, "0"));
  await app.db.insert(teams).values(numbers.map((number) => ({ nameKey: `team ${number} access` })));
});

afterAll(async () => {
  for (const table of [teams, nothing]) await app.db.execute(sql`drop table ${table}`);
});

const isCommonAmong = (table: typeof teams, words: string, pageSize = 10) =>
  isCommon(app.deps.database.read, table, words, pageSize);

test("a text is common that many names hold, and rare that hardly any does", async () => {
  expect(await isCommonAmong(teams, "access")).toBe(true);
  expect(await isCommonAmong(teams, "team 17")).toBe(false);
  expect(await isCommonAmong(teams, "nothing of this")).toBe(false);
});

test("the longer a page, the more names must hold the text, so that reading them in order fills it", async () => {
  expect(await isCommonAmong(teams, "team 1", 100)).toBe(true);
  expect(await isCommonAmong(teams, "team 1", 1_000)).toBe(false);
});

test("nothing is common where there are no names", async () => {
  expect(await isCommonAmong(nothing, "access")).toBe(false);
});
