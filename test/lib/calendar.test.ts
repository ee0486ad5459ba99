import { describe, expect, test } from "vitest";
import { dateIn, isDate, plusDays } from "../../src/lib/calendar.ts";

describe("the date is that of the person's zone:", () => {
  test.each([
    ["Europe/Berlin", "2024-02-28T23:30:00Z", "2024-02-29"],
    ["Pacific/Kiritimati", "2024-12-31T10:00:00Z", "2025-01-01"],
    ["Pacific/Pago_Pago", "2024-03-01T10:59:59Z", "2024-02-29"],
    ["Asia/Kathmandu", "2024-05-01T18:15:00Z", "2024-05-02"],
    ["America/New_York", "2024-03-10T04:59:59Z", "2024-03-09"],
    ["UTC", "2024-02-28T23:30:00Z", "2024-02-28"],
  ])("in %s at %s it is %s", (zone, instant, date) => {
    expect(dateIn(zone, new Date(instant))).toBe(date);
  });

  test.each([null, "", "Mars/Olympus_Mons"])("in the unknown zone %j it is that of UTC", (zone) => {
    expect(dateIn(zone, new Date("2024-02-28T23:30:00Z"))).toBe("2024-02-28");
  });
});

test.each([
  ["2024-02-28", 1, "2024-02-29"],
  ["2023-02-28", 1, "2023-03-01"],
  ["2024-12-31", 1, "2025-01-01"],
  ["2024-03-01", -1, "2024-02-29"],
  ["2024-03-30", 1, "2024-03-31"],
  ["2024-02-29", 366, "2025-03-01"],
  ["2024-02-28", 3660, "2034-03-07"],
])("%s and %i days are %s", (date, days, later) => {
  expect(plusDays(date, days)).toBe(later);
});

describe("a date", () => {
  test.each(["2024-02-29", "2000-02-29", "2024-12-31", "9999-12-31"])("is %s", (text) => {
    expect(isDate(text)).toBe(true);
  });

  test.each([
    "2023-02-29",
    "1900-02-29",
    "2024-04-31",
    "2024-00-10",
    "2024-1-1",
    "24-01-01",
    "2024-01-01T00:00",
    "20240101",
    "tomorrow",
    "",
  ])("is not “%s”", (text) => {
    expect(isDate(text)).toBe(false);
  });
});
