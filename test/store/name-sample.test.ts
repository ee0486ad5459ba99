import { beforeAll, expect, test } from "vitest";
import { isCommon } from "../../src/store/query/name-sample.ts";
import { resource } from "../../src/store/schema/resource.ts";
import { accessPackage } from "../../src/store/schema/package.ts";
import { useApp } from "../support/app.ts";

const app = useApp();

beforeAll(async () => {
  const maker = await app.person("Maker");
  const { id: catalogId } = await app.catalog("Marketing");
  const numbers = Array.from({ length: 40 }, (_, number) => String(number).padStart(2, "0"));
  for (const number of numbers) await app.package(`team ${number} access`, { catalogId, createdBy: maker });
});

const isCommonAmong = (table: typeof accessPackage | typeof resource, text: string, pageSize = 10) =>
  isCommon(app.deps.database.read, table, text, pageSize);

test("a text is common that many names hold, and rare that hardly any does", async () => {
  expect(await isCommonAmong(accessPackage, "access")).toBe(true);
  expect(await isCommonAmong(accessPackage, "team 17")).toBe(false);
  expect(await isCommonAmong(accessPackage, "nothing of this")).toBe(false);
});

test("the longer a page, the more names must hold the text, so that reading them in order fills it", async () => {
  expect(await isCommonAmong(accessPackage, "team 1", 100)).toBe(true);
  expect(await isCommonAmong(accessPackage, "team 1", 1_000)).toBe(false);
});

test("nothing is common where there are no names", async () => {
  expect(await isCommonAmong(resource, "access")).toBe(false);
});
