import { describe, expect, test } from "vitest";
import { reminderAt, reminderTimes, stageDeadlines } from "../../src/domain/request/deadlines.ts";
import { later } from "../../src/lib/duration.ts";

const entered = new Date("2026-03-02T10:00:00Z"); // A Monday.
const day = (days: number) => later(entered, { days });

describe("the deadlines of a stage", () => {
  test("R13: with 14 days and alternates after 8, these are asked on day 8 and it ends on day 14", () => {
    const stage = { decisionDays: 14, alternates: { people: [], afterDays: 8 } };
    expect(stageDeadlines(stage, entered)).toEqual({ dueAt: day(14), forwardAt: day(8) });
  });

  test("without alternates nothing is forwarded", () => {
    expect(stageDeadlines({ decisionDays: 5, alternates: null }, entered)).toEqual({ dueAt: day(5), forwardAt: null });
  });
});

describe("N2: reminders come half-way and 24 hours before the end", () => {
  test.each([
    [14, [7, 13]],
    [5, [2.5, 4]],
    [3, [1.5, 2]],
    [2, [1]],
    [1, [0.5]],
  ])("of %s days: after %j", (days, expected) => {
    expect(reminderTimes(entered, day(days))).toEqual(expected.map(day));
  });
});

describe("N2: a reminder keeps to the receiver's working hours", () => {
  const due = new Date("2026-03-31T12:00:00Z");
  test.each([
    ["within them", "2026-03-04T08:30:00Z", "Europe/Berlin", "2026-03-04T08:30:00Z"],
    ["before they begin", "2026-03-04T07:59:00Z", "Europe/Berlin", "2026-03-04T08:00:00Z"],
    ["as they end", "2026-03-04T17:00:00Z", "Europe/Berlin", "2026-03-05T08:00:00Z"],
    ["on Friday evening", "2026-03-06T20:00:00Z", "Europe/Berlin", "2026-03-09T08:00:00Z"],
    ["on Saturday", "2026-03-07T11:00:00Z", "Europe/Berlin", "2026-03-09T08:00:00Z"],
    [
      "on Sunday there, while it is Saturday in Greenwich",
      "2026-03-07T20:00:00Z",
      "Asia/Tokyo",
      "2026-03-09T00:00:00Z",
    ],
    ["after the clocks have changed", "2026-03-28T11:00:00Z", "Europe/Berlin", "2026-03-30T07:00:00Z"],
    ["in no known zone, which is Greenwich", "2026-03-04T07:00:00Z", null, "2026-03-04T09:00:00Z"],
    ["in a zone that does not exist", "2026-03-04T07:00:00Z", "Mars/Olympus", "2026-03-04T09:00:00Z"],
  ])("%s", (_, nominal, timeZone, expected) => {
    expect(reminderAt(new Date(nominal), timeZone, due)).toEqual(new Date(expected));
  });

  test("unless the deadline would pass first", () => {
    const saturday = new Date("2026-03-07T11:00:00Z");
    expect(reminderAt(saturday, "Europe/Berlin", new Date("2026-03-08T11:00:00Z"))).toEqual(saturday);
  });
});
