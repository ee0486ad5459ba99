import { expect, test } from "vitest";
import { advanceClock } from "../../../src/app/clock/advance-clock.ts";
import { shiftedClock, takeOverShift } from "../../../src/app/clock/shifted-clock.ts";
import { readClockShift } from "../../../src/store/query/clock.ts";
import { audit } from "../../../src/store/schema/journal.ts";
import { useApp } from "../../support/app.ts";

const app = useApp();
const HOUR = 3_600_000;

test("the clock moves ahead, again and again, and the audit trail tells of it", async () => {
  expect(await readClockShift(app.db)).toBe(0);
  expect(await advanceClock(app.deps, { milliseconds: HOUR })).toBe(HOUR);
  expect(await advanceClock(app.deps, { milliseconds: 1 })).toBe(HOUR + 1);
  expect(await readClockShift(app.db)).toBe(HOUR + 1);
  expect(await app.db.select().from(audit).orderBy(audit.id)).toMatchObject([
    { action: "clock.advanced", actorId: "clock.advance", before: { milliseconds: 0 }, after: { milliseconds: HOUR } },
    { action: "clock.advanced", before: { milliseconds: HOUR }, after: { milliseconds: HOUR + 1 } },
  ]);
});

test("several who move it at once each move it", async () => {
  const before = await readClockShift(app.db);
  await Promise.all(Array.from({ length: 10 }, () => advanceClock(app.deps, { milliseconds: HOUR })));
  expect(await readClockShift(app.db)).toBe(before + 10 * HOUR);
});

test("a clock is as far ahead as the database says, and never goes back", async () => {
  const noon = new Date("2026-03-02T12:00:00Z");
  const clock = shiftedClock({ now: () => noon });
  expect(clock.now()).toEqual(noon);
  await takeOverShift(clock, app.deps.database);
  const shift = await readClockShift(app.db);
  expect(clock.now()).toEqual(new Date(noon.getTime() + shift));
  clock.moveTo(HOUR);
  expect(clock.shift).toBe(shift);
});
