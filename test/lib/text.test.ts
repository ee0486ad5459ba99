import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clip, lengthOf, nameKey, storable, tidyLine } from "../../src/lib/text.ts";

describe("clip counts code points, not UTF-16 units:", () => {
  test.each<[what: string, text: string, limit: number, clipped: string]>([
    ["a text of just that length stays", "abcde", 5, "abcde"],
    ["a longer one ends in an ellipsis within the limit", "abcdef", 5, "abcd…"],
    ["emoji count one each", "😀😀😀😀😀", 5, "😀😀😀😀😀"],
    ["no emoji is split", "😀😀😀😀😀😀", 5, "😀😀😀😀…"],
    ["letters beyond the basic plane stay whole", "𝒜𝒷𝒸𝒹", 3, "𝒜𝒷…"],
    ["a combining mark counts by itself", "e\u0301e\u0301", 3, "e\u0301…"],
    ["text from right to left keeps its beginning", "חבילת גישה", 6, "חבילת…"],
    ["nothing stays nothing", "", 5, ""],
  ])("%s", (_, text, limit, clipped) => {
    expect(clip(text, limit)).toBe(clipped);
  });

  test("whatever the text, it is short enough, and a beginning of it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 30 }), (text, limit) => {
        const clipped = clip(text, limit);
        return lengthOf(clipped) <= limit && (clipped === text || text.startsWith(clipped.slice(0, -1)));
      }),
    );
  });
});

test.each([
  ["", 0],
  ["name", 4],
  ["😀", 1],
  ["👩‍💻", 3],
])("“%s” has %i code points", (text, length) => {
  expect(lengthOf(text)).toBe(length);
});

test("a line is stored without blanks at its ends and with single blanks within", () => {
  expect(tidyLine("\t Sales\u00A0 \n starter \u3000")).toBe("Sales starter");
  expect(tidyLine("\u0000Sales\u0007starter\u009F")).toBe("Sales starter");
  expect(tidyLine("\u200BSales\u2060starter \u200B")).toBe("Sales starter");
});

test("what Postgres cannot store is replaced, and all else stays", () => {
  expect(storable("x\0y")).toBe("x\uFFFDy");
  expect(storable("half \uD83D of a pair")).toBe("half \uFFFD of a pair");
  expect(storable("👩‍💻 שלום\n")).toBe("👩‍💻 שלום\n");
});

describe("names that differ only in case or blanks are the same name:", () => {
  test.each([
    ["Sales starter", "sales STARTER"],
    ["Sales starter", "  Sales \t starter\n"],
    ["Sales starter", "Sales\u00A0starter"],
    ["Über", "U\u0308BER"],
    ["ΣΊΣΥΦΟΣ", "σίσυφος"],
    ["𐐀", "𐐨"],
  ])("“%s” and “%s”", (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  test.each([
    ["Sales starter", "Salesstarter"],
    ["Resume", "Résumé"],
    ["Sales", "Sales 😀"],
  ])("but not “%s” and “%s”", (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  test("the key of a key is the key", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (name) => nameKey(nameKey(name)) === nameKey(name)));
  });
});
