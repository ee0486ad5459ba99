import { describe, expect, test } from "vitest";
import { mayCreateIn, mayCreateNewCatalog } from "../../src/domain/package/creation.ts";
import { STANDINGS } from "./catalog-standings.ts";
import type { StandingName } from "./catalog-standings.ts";

/** May create: in General, in a catalog where this is their standing, and in a new catalog. */
const CREATION: Readonly<Record<StandingName, [inGeneral: boolean, inCatalog: boolean, inNew: boolean]>> = {
  member: [false, false, false],
  "user administrator": [true, true, true],
  "catalog creator": [true, false, true],
  owner: [true, true, false],
  "package manager": [true, true, false],
  "assignment manager": [false, false, false],
  reader: [false, false, false],
  "owner and package manager": [true, true, false],
  "package manager who creates catalogs": [true, true, true],
  "administrator and package manager": [true, true, true],
};

const words = (may: boolean) => (may ? "may" : "may not");

describe.each(Object.entries(CREATION))("a %s", (name, [inGeneral, inCatalog, inNew]) => {
  const standing = STANDINGS[name as StandingName];

  test(`${words(inGeneral)} create packages in General (A2, C3)`, () => {
    expect(mayCreateIn("serviceDefault", standing).allowed).toBe(inGeneral);
  });

  test(`${words(inCatalog)} create packages in that catalog (A3, A4, A5, C1)`, () => {
    expect(mayCreateIn("userManaged", standing).allowed).toBe(inCatalog);
  });

  test(`${words(inNew)} create a package together with a new catalog (A6, A7)`, () => {
    expect(mayCreateNewCatalog(standing)).toBe(inNew);
  });
});

test("who may not is told whom to ask", () => {
  expect(mayCreateIn("userManaged", STANDINGS.reader)).toEqual({
    allowed: false,
    ask: ["user administrator", "catalog owner", "access package manager"],
  });
});
