import { expect, test } from "vitest";
import { parseWho } from "../../src/slack/who/parse-who.ts";

test.each([
  ["Payroll", { name: "Payroll", mentioned: null, day: null }],
  ["Payroll on 1 May", { name: "Payroll", mentioned: null, day: "1 May" }],
  ["Viewer on Atlas", { name: "Viewer on Atlas", mentioned: null, day: null }],
  ["Viewer on Atlas on 2026-05-01", { name: "Viewer on Atlas", mentioned: null, day: "2026-05-01" }],
  ["<@U01|rosa>", { name: "<@U01|rosa>", mentioned: "U01", day: null }],
  ["<@U01>  ON  May 1, 2026", { name: "<@U01>", mentioned: "U01", day: "May 1, 2026" }],
  ["on 1 May", { name: "on 1 May", mentioned: null, day: null }],
])("%s", (typed, read) => {
  expect(parseWho(typed)).toEqual(read);
});
