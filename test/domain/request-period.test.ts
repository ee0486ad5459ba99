import { describe, expect, test } from "vitest";
import { datesOf, grantedEnd, policyEnd, readPeriod } from "../../src/domain/request/period.ts";
import type { Expiration } from "../../src/domain/policy/policy-settings.ts";

const now = new Date("2026-05-01T10:00:00Z");
const days = (count: number): Expiration => ({ type: "afterDays", days: count });
const untilJune: Expiration = { type: "onDate", date: "2026-06-30", timeZone: "Europe/Berlin" };
const never: Expiration = { type: "noExpiration" };

function read(
  startDate: string | null,
  endDate: string | null,
  expiration: Expiration = days(30),
  timeZone = "Europe/Berlin",
) {
  const { period, faults } = readPeriod({ startDate, endDate }, { expiration, now, timeZone });
  return { ...period, faults: faults.map(({ code, field, data }) => ({ code, field, ...data })) };
}

describe("when access ends by its policy", () => {
  test("B13: 30 days, approved on 1 May at 10:00, end on 31 May at 10:00", () => {
    expect(policyEnd(days(30), now)).toEqual(new Date("2026-05-31T10:00:00Z"));
  });

  test("hours are counted from the approval too", () => {
    expect(policyEnd({ type: "afterHours", hours: 36 }, now)).toEqual(new Date("2026-05-02T22:00:00Z"));
  });

  test("a date ends with that day, in the zone of whoever wrote the policy", () => {
    expect(policyEnd(untilJune, now)).toEqual(new Date("2026-06-30T22:00:00Z"));
  });

  test("B14: never", () => {
    expect(policyEnd(never, now)).toBeNull();
  });
});

describe("the period that somebody asks for", () => {
  test("none: at once, and as the policy says", () => {
    expect(read(null, null)).toEqual({ startsAt: null, endsAt: null, faults: [] });
  });

  test("R20: a start in three days begins with that day, where the person is", () => {
    expect(read("2026-05-04", null).startsAt).toEqual(new Date("2026-05-03T22:00:00Z"));
  });

  test("a start today is at once", () => {
    expect(read("2026-05-01", null)).toEqual({ startsAt: null, endsAt: null, faults: [] });
  });

  test("an end is the end of that day", () => {
    expect(read(null, "2026-05-10").endsAt).toEqual(new Date("2026-05-10T22:00:00Z"));
  });

  test("on the policy's last day it is the policy's end, and not later", () => {
    expect(read(null, "2026-05-31")).toEqual({ startsAt: null, endsAt: new Date("2026-05-31T10:00:00Z"), faults: [] });
  });

  test("a start in the past and an end beyond the policy are both named at once, with the range", () => {
    expect(read("2026-04-30", "2026-06-01").faults).toEqual([
      { code: "dateOutOfRange", field: "startDate", from: "2026-05-01", to: "2027-05-01" },
      { code: "dateOutOfRange", field: "endDate", from: "2026-05-01", to: "2026-05-31" },
    ]);
  });

  test("an end before the start is an error on the end", () => {
    expect(read("2026-05-10", "2026-05-09").faults).toEqual([
      { code: "dateOutOfRange", field: "endDate", from: "2026-05-10", to: "2026-06-08" },
    ]);
  });

  test("the policy's days count from the start asked for", () => {
    expect(read("2026-05-10", "2026-06-08").faults).toEqual([]);
  });

  test("where access never ends any later end will do, and an earlier one is told the first", () => {
    expect(read(null, "2031-01-01", never).faults).toEqual([]);
    expect(read(null, "2026-04-30", never).faults).toEqual([
      { code: "dateTooEarly", field: "endDate", from: "2026-05-01" },
    ]);
  });

  test("a start after the policy's date is refused, naming it", () => {
    expect(read("2026-07-02", null, untilJune).faults).toEqual([
      { code: "policyEndsBeforeStart", field: "startDate", on: "2026-06-30" },
    ]);
  });

  test("once the policy's date is over no start will do", () => {
    const over: Expiration = { type: "onDate", date: "2026-04-30", timeZone: "Europe/Berlin" };
    for (const start of [null, "2026-05-02"])
      expect(read(start, "2026-05-10", over).faults).toEqual([
        { code: "policyEnded", field: "startDate", on: "2026-04-30" },
      ]);
  });

  test("a person without a time zone is in Greenwich", () => {
    const { period } = readPeriod(
      { startDate: null, endDate: "2026-05-10" },
      { expiration: never, now, timeZone: null },
    );
    expect(period.endsAt).toEqual(new Date("2026-05-11T00:00:00Z"));
  });
});

describe("R5: a period is asked for again", () => {
  const again = (startDate: string | null, endDate: string | null, at = now) => {
    const zone = { now: at, timeZone: "America/New_York" };
    return datesOf(readPeriod({ startDate, endDate }, { expiration: days(30), ...zone, now }).period, zone);
  };

  test("with the dates that were chosen, in the person's time zone", () => {
    expect(again("2026-05-10", "2026-05-20")).toEqual({ startDate: "2026-05-10", endDate: "2026-05-20" });
    expect(again(null, "2026-05-20")).toEqual({ startDate: null, endDate: "2026-05-20" });
    expect(again(null, null)).toEqual({ startDate: null, endDate: null });
  });

  test("without those that have passed", () => {
    const on = (date: string) => again("2026-05-10", "2026-05-20", new Date(`${date}T10:00:00Z`));
    expect(on("2026-05-10")).toEqual({ startDate: null, endDate: "2026-05-20" });
    expect(on("2026-05-20")).toEqual({ startDate: null, endDate: "2026-05-20" });
    expect(on("2026-05-21")).toEqual({ startDate: null, endDate: null });
  });
});

describe("the end that is granted", () => {
  const wished = new Date("2026-05-20T00:00:00Z");
  test.each([
    ["as wished for, within the policy", days(30), wished, wished],
    ["as the policy says, without a wish", days(30), null, new Date("2026-05-31T10:00:00Z")],
    ["never later than the policy", days(3), wished, new Date("2026-05-04T10:00:00Z")],
    ["as wished for, where the policy never ends", never, wished, wished],
    ["never, without a wish", never, null, null],
  ] as const)("%s", (_, expiration, wish, expected) => {
    expect(grantedEnd(expiration, now, wish)).toEqual(expected);
  });
});
