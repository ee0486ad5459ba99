import { describe, expect, test } from "vitest";
import { nameKey } from "../../src/lib/text.ts";
import { tellApart } from "../../src/domain/resource/tell-apart.ts";

const row = (id: string, name: string, description = "") => ({
  id,
  nameKey: nameKey(name),
  description,
  originId: `origin-${id}`,
});

describe("resources of the same name are told apart", () => {
  test("by what the directory says of them, and others are left alone", () => {
    const rows = [row("1", "Team", "Of Rome"), row("2", "  team", "Of Oslo"), row("3", "Crew", "By itself")];
    expect(Object.fromEntries(tellApart(rows))).toEqual({ 1: "Of Rome", 2: "Of Oslo" });
  });

  test("by their ids in the directory where it says nothing, or the same", () => {
    const rows = [row("1", "Team"), row("2", "Team", "Everybody"), row("3", "TEAM", "Everybody")];
    expect(Object.fromEntries(tellApart(rows))).toEqual({ 1: "origin-1", 2: "origin-2", 3: "origin-3" });
  });
});
