import { expect, test } from "vitest";
import { isUuid, newRandomId } from "../../src/lib/ids.ts";

test("a new id is one that rows can have, and never the same", () => {
  const made = Array.from({ length: 100 }, newRandomId);
  expect(made.every(isUuid)).toBe(true);
  expect(new Set(made).size).toBe(100);
});

test.each(["", "new", "U012ABCDEF", "00000000-0000-4000-8000-00000000000g", "00000000-0000-4000-8000-0000000000011"])(
  "“%s” is no id",
  (text) => {
    expect(isUuid(text)).toBe(false);
  },
);
