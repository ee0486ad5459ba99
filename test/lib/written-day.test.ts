import { describe, expect, test } from "vitest";
import { isWrittenDay, readWrittenDay } from "../../src/lib/written-day.ts";

const TODAY = "2026-05-01";

describe("a day as people write it", () => {
  test.each([
    ["2026-04-30", "2026-04-30"],
    ["1 May 2026", "2026-05-01"],
    ["1st may, 2025", "2025-05-01"],
    ["May 1 2026", "2026-05-01"],
    ["  December  24,  2025 ", "2025-12-24"],
    ["3 Sept 2025", "2025-09-03"],
    ["1 May", "2026-05-01"],
    ["2 May", "2025-05-02"],
    ["29 February", "2024-02-29"],
    ["1 June 2027", "2027-06-01"],
  ])("%s is %s", (written, day) => {
    expect(readWrittenDay(written, TODAY)).toBe(day);
  });

  test.each(["31 February", "2026-02-30", "0 May", "29 Feb 2025", "32 May 2026"])("%s does not exist", (written) => {
    expect(isWrittenDay(written)).toBe(true);
    expect(readWrittenDay(written, TODAY)).toBeUndefined();
  });

  test.each(["", "Atlas CRM", "May", "1 Mayhem", "call", "2026", "1 5 2026"])("“%s” is none", (text) => {
    expect(isWrittenDay(text)).toBe(false);
    expect(readWrittenDay(text, TODAY)).toBeUndefined();
  });
});
