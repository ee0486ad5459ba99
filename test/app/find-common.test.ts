import { beforeAll, expect, test } from "vitest";
import { findPackages } from "../../src/app/package/find-packages.ts";
import type { SearchCursor } from "../../src/app/package/find-packages.ts";
import { useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";

const app = useApp();

/** What a sample says of them decides how they are found, and must not decide which. */
const NUMBERS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));
const COMMON = NUMBERS.map((number) => `team ${number} access`);
const RARE = ["accessible tools", "late accessible tools"];
let who: Someone;

beforeAll(async () => {
  who = await app.person("Maker");
  const { id: catalogId } = await app.catalog("Marketing");
  for (const name of [...RARE, ...COMMON]) await app.package(name, { catalogId, createdBy: who });
});

async function finds(text: string): Promise<string[]> {
  const names: string[] = [];
  let cursor: SearchCursor | undefined;
  do {
    const page = await findPackages(app.deps, who.slackUserId, text, cursor);
    names.push(...page.rows.map(({ name }) => name));
    cursor = page.next ?? undefined;
  } while (cursor);
  return names;
}

test("a text that nearly every name holds leads to all of them, once each, in their order", async () => {
  expect(await finds("team")).toEqual(COMMON);
  expect(await finds("access")).toEqual([RARE[0], RARE[1], ...COMMON]);
});

test("a text that hardly any name holds leads to those", async () => {
  expect(await finds("accessible")).toEqual(RARE);
  expect(await finds("team 17")).toEqual(["team 17 access"]);
  expect(await finds("nothing of this")).toEqual([]);
});

test("a name that came after the sample was taken is found like the others", async () => {
  const { id: catalogId } = await app.catalog("Marketing");
  for (const name of ["all team access", "zebra handling"]) await app.package(name, { catalogId, createdBy: who });
  expect(await finds("team")).toEqual([...COMMON, "all team access"]);
  expect(await finds("bra hand")).toEqual(["zebra handling"]);
});
