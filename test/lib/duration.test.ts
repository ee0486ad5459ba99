import { expect, test } from "vitest";
import { later, milliseconds } from "../../src/lib/duration.ts";

test.each([
  [{}, 0],
  [{ seconds: 3 }, 3_000],
  [{ days: 7 }, 604_800_000],
  [{ days: 1, hours: 2, minutes: 3, seconds: 4 }, 93_784_000],
])("%j is %i milliseconds", (duration, amount) => {
  expect(milliseconds(duration)).toBe(amount);
});

test("30 days from 1 May 10:00 are 31 May 10:00 (B13)", () => {
  const start = new Date("2024-05-01T10:00:00Z");
  expect(later(start, { days: 30 })).toEqual(new Date("2024-05-31T10:00:00Z"));
  expect(start).toEqual(new Date("2024-05-01T10:00:00Z"));
});
