import { expect, test } from "vitest";
import { jsonText } from "../../src/store/query/rows.ts";

test("what Postgres cannot store in JSON is replaced, wherever it stands, and nothing else", () => {
  expect(JSON.parse(jsonText({ a: ["x\0y", { b: "half \uD83D of a pair" }] }))).toEqual({
    a: ["x\uFFFDy", { b: "half \uFFFD of a pair" }],
  });
  for (const kept of [{ typed: String.raw`\u0000 and \ud83d` }, "a whole pair 🎉", null, [1, true]])
    expect(JSON.parse(jsonText(kept))).toEqual(kept);
});
