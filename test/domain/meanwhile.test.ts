import { describe, expect, test } from "vitest";
import { marksOf, meetEdits } from "../../src/domain/meanwhile.ts";

const first = { name: "Marketing", description: "About it", isEnabled: true, owners: ["A", "B"] as readonly string[] };
const seen = marksOf(first);

describe("an edit that meets another one", () => {
  test("takes over what the other changed and this person left alone", () => {
    const stored = { ...first, name: "Sales" };
    const typed = { ...first, description: "More about it" };
    expect(meetEdits(seen, typed, stored)).toEqual({
      changed: ["name"],
      merged: { ...first, name: "Sales", description: "More about it" },
    });
  });

  test("keeps what both changed as this person typed it, and names it", () => {
    const stored = { ...first, owners: ["A"] };
    const typed = { ...first, owners: ["A", "B", "C"] };
    expect(meetEdits(seen, typed, stored)).toEqual({ changed: ["owners"], merged: typed });
  });

  test("sees no change where only the order differs, nor where both did the same", () => {
    const same = { ...first, owners: ["B", "A"] };
    expect(meetEdits(seen, first, same)).toMatchObject({ changed: [] });
    const both = { ...first, isEnabled: false };
    expect(meetEdits(seen, both, both)).toEqual({ changed: ["isEnabled"], merged: both });
  });

  test("counts a field that was not there when it began as changed", () => {
    expect(meetEdits({}, first, first).changed).toEqual(Object.keys(first));
  });
});
