import { expect, test } from "vitest";
import { parseDelegate } from "../../src/slack/delegate/parse-delegate.ts";

const delegate = { kind: "delegate", slackUserId: "U06ALANTURI", from: null, until: null };

test.each([
  ["", { kind: "nothing" }],
  ["<@U06ALANTURI>", delegate],
  ["<@U06ALANTURI|alan>", delegate],
  ["<@U06ALANTURI> until 2026-03-31", { ...delegate, until: "2026-03-31" }],
  ["<@U06ALANTURI|alan> FROM 2026-03-10 Until 2026-03-31", { ...delegate, from: "2026-03-10", until: "2026-03-31" }],
  ["<@U06ALANTURI> from 2026-03-10", { ...delegate, from: "2026-03-10" }],
  ["<@U06ALANTURI> until next Friday", { ...delegate, until: "next Friday" }],
  ["<@U06ALANTURI> from 10 March until  31 March 2026", { ...delegate, from: "10 March", until: "31 March 2026" }],
  ["<@U06ALANTURI> until", { kind: "unclear" }],
  ["Alan", { kind: "unclear" }],
])("%j", (typed, read) => {
  expect(parseDelegate(typed)).toEqual(read);
});
