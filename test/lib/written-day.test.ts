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
    expect(readWrittenDay(written, TODAY, "last")).toBe(day);
  });

  test.each([
    ["2026/4/30", "2026-04-30"],
    ["2026.04.30", "2026-04-30"],
    ["30.4.2026", "2026-04-30"],
    ["30. 04. 2026", "2026-04-30"],
    ["30/4/2026", "2026-04-30"],
    ["4/30/2026", "2026-04-30"],
    ["30. April 2026", "2026-04-30"],
    ["Today", "2026-05-01"],
    ["yesterday", "2026-04-30"],
    ["tomorrow", "2026-05-02"],
  ])("%s is %s, whichever way one looks", (written, day) => {
    expect(isWrittenDay(written)).toBe(true);
    expect(readWrittenDay(written, TODAY, "last")).toBe(day);
    expect(readWrittenDay(written, TODAY, "next")).toBe(day);
  });

  test.each([
    ["1 May", "2026-05-01"],
    ["30 April", "2027-04-30"],
    ["29 February", "2028-02-29"],
  ])("%s, looking ahead, is %s", (written, day) => {
    expect(readWrittenDay(written, TODAY, "next")).toBe(day);
  });

  test.each(["31 February", "2026-02-30", "0 May", "29 Feb 2025", "32 May 2026"])("%s does not exist", (written) => {
    expect(isWrittenDay(written)).toBe(true);
    expect(readWrittenDay(written, TODAY, "last")).toBeUndefined();
  });

  test("one that could be two is not guessed at", () => {
    expect(isWrittenDay("5/1/2026")).toBe(true);
    expect(readWrittenDay("5/1/2026", TODAY, "last")).toBeUndefined();
  });

  test.each(["", "Atlas CRM", "May", "1 Mayhem", "call", "2026", "1 5 2026", "2.0", "Monday"])(
    "“%s” is none",
    (text) => {
      expect(isWrittenDay(text)).toBe(false);
      expect(readWrittenDay(text, TODAY, "last")).toBeUndefined();
    },
  );
});
