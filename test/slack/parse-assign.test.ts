import { expect, test } from "vitest";
import { parseAssign } from "../../src/slack/assign-access/parse-assign.ts";

test.each([
  ["", { name: "", people: [] }],
  ["On-call kit", { name: "On-call kit", people: [] }],
  ["On-call kit <@U01|rosa>", { name: "On-call kit", people: ["U01"] }],
  ["On-call kit <@U01>, <@U02|tim>", { name: "On-call kit", people: ["U01", "U02"] }],
  ["<@U01> On-call", { name: "<@U01> On-call", people: [] }],
  ["<@U01>", { name: "", people: ["U01"] }],
])("%j", (typed, read) => {
  expect(parseAssign(typed)).toEqual(read);
});
