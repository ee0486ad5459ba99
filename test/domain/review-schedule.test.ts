import { describe, expect, test } from "vitest";
import type { ReviewFrequency, ReviewSettings } from "../../src/domain/review/review-settings.ts";
import { REVIEW_DAYS_MAX, REVIEW_FREQUENCIES } from "../../src/domain/review/review-settings.ts";
import { firstOpening, nextOpening, openingDate, startedAnew } from "../../src/domain/review/schedule.ts";
import { later } from "../../src/lib/duration.ts";

const BERLIN = "Europe/Berlin";
const from = (startDate: string, frequency: ReviewFrequency) => ({ startDate, timeZone: BERLIN, frequency });

describe("reviews open", () => {
  test.each<[ReviewFrequency, string[]]>([
    ["weekly", ["2024-01-31", "2024-02-07", "2024-02-14"]],
    ["monthly", ["2024-01-31", "2024-02-29", "2024-03-31"]],
    ["quarterly", ["2024-01-31", "2024-04-30", "2024-07-31"]],
    ["halfYearly", ["2024-01-31", "2024-07-31", "2025-01-31"]],
    ["annually", ["2024-01-31", "2025-01-31", "2026-01-31"]],
  ])("%s from the last of January on", (frequency, days) => {
    expect([0, 1, 2].map((number) => openingDate(from("2024-01-31", frequency), number))).toEqual(days);
  });

  test("when the day begins where the policy was written, in summer and in winter", () => {
    const monthly = from("2024-02-29", "monthly");
    expect(nextOpening(monthly, new Date("2024-01-01"))).toEqual(new Date("2024-02-28T23:00:00Z"));
    expect(nextOpening(monthly, new Date("2024-04-10"))).toEqual(new Date("2024-04-28T22:00:00Z"));
  });

  test("after a moment, never at it", () => {
    const weekly = from("2024-02-05", "weekly");
    const second = nextOpening(weekly, new Date("2024-02-06"));
    expect(second).toEqual(new Date("2024-02-11T23:00:00Z"));
    expect(nextOpening(weekly, second)).toEqual(new Date("2024-02-18T23:00:00Z"));
  });

  test.each(REVIEW_FREQUENCIES)(
    "%s as well after ten years, and always later than the longest review lasts",
    (each) => {
      const schedule = from("2023-08-31", each);
      let opening = firstOpening(schedule, new Date("2023-08-31T10:00:00Z"));
      for (let turn = 0; turn < 12; turn += 1) {
        const next = nextOpening(schedule, opening);
        expect(later(opening, { days: REVIEW_DAYS_MAX[each] }).getTime()).toBeLessThan(next.getTime());
        opening = next;
      }
      const late = nextOpening(schedule, new Date("2033-08-30T12:00:00Z"));
      expect(late.getTime()).toBeGreaterThan(Date.parse("2033-08-30T12:00:00Z"));
      expect(late.getTime()).toBeLessThanOrEqual(Date.parse("2034-08-31"));
    },
  );
});

describe("the first review of a policy that is stored", () => {
  const monthly = from("2024-02-05", "monthly");

  test("on the day of its start opens at once", () => {
    const now = new Date("2024-02-05T15:00:00Z");
    expect(firstOpening(monthly, now).getTime()).toBeLessThan(now.getTime());
  });

  test("before it, on that day; after it, with the next", () => {
    expect(firstOpening(monthly, new Date("2024-01-10"))).toEqual(new Date("2024-02-04T23:00:00Z"));
    expect(firstOpening(monthly, new Date("2024-02-20"))).toEqual(new Date("2024-03-04T23:00:00Z"));
  });

  test("as a copy of another starts with the next that the other would have", () => {
    const settings: ReviewSettings = {
      ...monthly,
      durationDays: 5,
      reviewers: { kind: "self" },
      ifUnanswered: "keepAccess",
      isRecommendationShown: true,
      isJustificationRequired: true,
    };
    expect(startedAnew(settings, new Date("2025-06-01")).startDate).toBe("2025-06-05");
  });
});
