import { describe, expect, test } from "vitest";
import { reminders, stageDeadlines } from "../../src/domain/request/deadlines.ts";
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

describe("the deadlines of a stage that decides about an extension", () => {
  const stage = { decisionDays: 14, alternates: { people: [], afterDays: 8 } };

  test("are those of the stage, where the access lasts longer", () => {
    expect(stageDeadlines(stage, entered, day(15))).toEqual({ dueAt: day(14), forwardAt: day(8) });
  });

  test("come no later than the end of the access, after which there is nothing to decide", () => {
    expect(stageDeadlines(stage, entered, day(9))).toEqual({ dueAt: day(9), forwardAt: day(8) });
    expect(stageDeadlines(stage, entered, day(8))).toEqual({ dueAt: day(8), forwardAt: null });
  });
});

describe("N2: reminders come half-way and 24 hours before the end", () => {
  test.each([
    [14, ["2026-03-10T10:00:00Z", "2026-03-16T10:00:00Z"]],
    [2, ["2026-03-04T10:00:00Z"]],
  ])("of %s days that begin on a Tuesday: %j", (days, expected) => {
    const tuesday = new Date("2026-03-03T10:00:00Z");
    expect(reminders(tuesday, later(tuesday, { days }), null)).toEqual(expected.map((at) => new Date(at)));
  });
});

describe("N2: reminders keep to the receiver's working hours", () => {
  /** The first reminder of a stage that is half over then, and due long after. */
  const halfWayAt = (nominal: string, timeZone: string | null) => {
    const half = new Date(nominal);
    return reminders(later(half, { days: -60 }), later(half, { days: 60 }), timeZone)[0];
  };
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
    expect(halfWayAt(nominal, timeZone)).toEqual(new Date(expected));
  });

  test("unless the deadline would pass first", () => {
    const friday = new Date("2026-03-06T23:00:00Z");
    expect(reminders(friday, later(friday, { days: 1 }), "Europe/Berlin")).toEqual([later(friday, { hours: 12 })]);
  });

  test.each([
    ["on the same Monday morning", "2026-03-04T15:00:00Z", ["2026-03-09T09:00:00Z"]],
    ["on Monday morning and an hour later", "2026-03-05T10:00:00Z", ["2026-03-09T10:00:00Z"]],
    ["on Monday and on Tuesday", "2026-03-06T10:00:00Z", ["2026-03-09T09:00:00Z", "2026-03-10T10:00:00Z"]],
  ])("once on one day: of 5 days, where they would come %s", (_, from, expected) => {
    const start = new Date(from);
    expect(reminders(start, later(start, { days: 5 }), null)).toEqual(expected.map((at) => new Date(at)));
  });
});
