import { expect, test } from "vitest";
import { ownersAfter } from "../../src/domain/catalog/owners.ts";
import { STANDINGS } from "./catalog-standings.ts";
import type { StandingName } from "./catalog-standings.ts";

test.each<[what: string, before: string[], after: string[], who: StandingName, allowed: boolean]>([
  ["an owner may name another owner", ["olga"], ["olga", "omar"], "owner", true],
  ["an owner may hand the catalog over", ["olga"], ["omar"], "owner", true],
  ["an owner may not remove the last one", ["olga"], [], "owner", false],
  ["an owner may not remove all of several", ["olga", "omar"], [], "owner", false],
  ["a user administrator may leave a catalog without an owner", ["olga"], [], "user administrator", true],
  ["a catalog without an owner may stay so", [], [], "owner", true],
])("%s (domain.md 7)", (_, before, after, who, allowed) => {
  expect(ownersAfter(before, after, STANDINGS[who]).allowed).toBe(allowed);
});
