import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { readEnvironment, Variables } from "../../src/config/environment.ts";

const example = parseEnv(readFileSync(".env.example", "utf8"));

test(".env.example lists every variable, and no other", () => {
  expect(Object.keys(example).toSorted()).toEqual(Object.keys(Variables.shape).toSorted());
});

test(".env.example, taken as it is, changes nothing", () => {
  expect(readEnvironment(example)).toEqual(readEnvironment({}));
});
