import { describe, expect, test } from "vitest";
import { readDelegation } from "../../src/domain/delegation/delegation.ts";

const now = new Date("2024-03-01T12:00:00Z");
const here = { now, timeZone: "Europe/Berlin" };
const somebody = { name: "Somebody", isOneself: false, isDeactivated: false };
const read = (from: string | null, until: string | null, who = somebody) => {
  const { span, faults } = readDelegation({ from, until }, who, here);
  return { ...span, faults: faults.map(({ code, field }) => `${code} on ${field ?? "no field"}`) };
};

describe("the time of a delegation", () => {
  test("without days: from now on, until it is ended", () => {
    expect(read(null, null)).toEqual({ startsAt: now, endsAt: null, faults: [] });
  });

  test("from the beginning of a day until the end of another, as days are where one lives", () => {
    expect(read("2024-03-04", "2024-03-05")).toEqual({
      startsAt: new Date("2024-03-03T23:00:00Z"),
      endsAt: new Date("2024-03-05T23:00:00Z"),
      faults: [],
    });
  });

  test("from today is from now, and until today is until midnight", () => {
    expect(read("2024-03-01", "2024-03-01")).toEqual({
      startsAt: now,
      endsAt: new Date("2024-03-01T23:00:00Z"),
      faults: [],
    });
  });

  test.each([
    ["2024-02-29", null, ["dateTooEarly on from"]],
    [null, "2024-02-29", ["dateTooEarly on until"]],
    ["2024-03-05", "2024-03-04", ["dateTooEarly on until"]],
    ["2024-02-29", "2024-02-29", ["dateTooEarly on from", "dateTooEarly on until"]],
  ])("not from %s until %s", (from, until, faults) => {
    expect(read(from, until).faults).toEqual(faults);
  });

  test("not to oneself, and not to somebody who is deactivated", () => {
    expect(read(null, null, { ...somebody, isOneself: true }).faults).toEqual(["delegateIsOneself on delegate"]);
    expect(read(null, null, { ...somebody, isDeactivated: true }).faults).toEqual(["personDeactivated on delegate"]);
  });
});
