import { lte } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { shiftedClock } from "../../src/app/clock/shifted-clock.ts";
import { GENERAL_CATALOG_ID } from "../../src/domain/catalog/catalog.ts";
import { later } from "../../src/lib/duration.ts";
import type { Duration } from "../../src/lib/duration.ts";
import { newRandomId } from "../../src/lib/ids.ts";
import { createTimeTravel } from "../../src/ops/time-travel.ts";
import type { TimeTravel } from "../../src/ops/time-travel.ts";
import { nextDeadline } from "../../src/store/query/deadline.ts";
import { assignment } from "../../src/store/schema/assignment.ts";
import { clockShift } from "../../src/store/schema/clock.ts";
import { approverReminder, request } from "../../src/store/schema/request.ts";
import { useApp } from "../support/app.ts";

const app = useApp();
const START = new Date("2026-03-02T12:00:00Z");
const DAY_S = 86_400;
const from = (duration: Duration) => later(START, duration);

let requestId: string;
let ids: { packageId: string; catalogId: string; personId: string };

beforeAll(async () => {
  const rosa = await app.person("Rosa");
  const packageId = await app.package("Timed", { catalogId: GENERAL_CATALOG_ID, createdBy: rosa });
  ids = { packageId, catalogId: GENERAL_CATALOG_ID, personId: rosa.id };
  requestId = newRandomId();
  const { catalogId, personId: requestorId } = ids;
  const whose = { packageId, catalogId, requestorId, submittedBy: requestorId };
  await app.db.insert(request).values({
    id: requestId,
    ...whose,
    type: "userAdd",
    state: "denied",
    settings: {},
    justification: "",
    createdAt: START,
  });
});

beforeEach(async () => {
  for (const table of [clockShift, assignment, approverReminder]) await app.db.delete(table);
  await app.db.update(request).set({ dueAt: null, forwardAt: null });
});

async function holds(times: Partial<typeof assignment.$inferInsert>): Promise<void> {
  await app.db.insert(assignment).values({ ...ids, state: "delivered", startsAt: START, ...times });
}

async function remindsAt(...due: Date[]): Promise<void> {
  const { personId } = ids;
  await app.db.insert(approverReminder).values(due.map((dueAt) => ({ requestId, stage: 0, personId, dueAt })));
}

describe("the next deadline", () => {
  test("is the least of everything that happens by itself", async () => {
    const next = () => nextDeadline(app.db, START);
    expect(await next()).toBeNull();
    await holds({ endsAt: from({ days: 9 }) });
    expect(await next()).toEqual(from({ days: 9 }));
    await app.db.update(assignment).set({ retryAt: from({ days: 8 }) });
    expect(await next()).toEqual(from({ days: 8 }));
    await app.db.update(assignment).set({ promptAt: from({ days: 7 }) });
    expect(await next()).toEqual(from({ days: 7 }));
    await app.db.update(request).set({ dueAt: from({ days: 6 }) });
    expect(await next()).toEqual(from({ days: 6 }));
    await app.db.update(request).set({ forwardAt: from({ days: 5 }) });
    expect(await next()).toEqual(from({ days: 5 }));
    await remindsAt(from({ days: 4 }));
    expect(await next()).toEqual(from({ days: 4 }));
  });

  test("is none that is over, and no end of what has ended", async () => {
    await remindsAt(from({ days: -1 }), START);
    await holds({ state: "expired", endsAt: from({ days: 1 }) });
    expect(await nextDeadline(app.db, START)).toBeNull();
  });
});

describe("a journey", () => {
  let swept: Date[];
  let settled: Date[];

  /** Travels with sweeps that do nothing about reminders but forget them. */
  function traveller({
    doing,
    ...more
  }: { mostSteps?: number; doing?: () => Promise<void> | undefined } = {}): TimeTravel {
    const clock = shiftedClock({ now: () => START });
    [swept, settled] = [[], []];
    const runDue = async () => {
      swept.push(clock.now());
      await doing?.();
      const isDue = lte(approverReminder.dueAt, clock.now());
      return (await app.db.delete(approverReminder).where(isDue).returning()).length;
    };
    const settle = async () => settled.push(clock.now());
    return createTimeTravel({ deps: { ...app.deps, clock }, clock, sweeper: { runDue }, settle, ...more });
  }

  test("stops at every deadline, and ends when it should", async () => {
    const [first, second] = [from({ hours: 5 }), from({ hours: 7 })];
    await remindsAt(first, second, from({ days: 3 }));
    const travel = traveller();
    expect(await travel.advance(DAY_S)).toEqual({ now: from({ days: 1 }), shiftSeconds: DAY_S, handled: 2 });
    expect(swept).toEqual([START, first, second, from({ days: 1 })]);
    expect(await travel.where()).toEqual({
      now: from({ days: 1 }),
      shiftSeconds: DAY_S,
      nextDeadline: from({ days: 3 }),
    });
  });

  test("waits for the jobs of each deadline before it goes on", async () => {
    const [first, second] = [from({ hours: 5 }), from({ hours: 7 })];
    await remindsAt(first, second, second);
    expect(await traveller().advance(DAY_S)).toMatchObject({ handled: 3 });
    expect(settled).toEqual([START, START, first, second, from({ days: 1 })]);
  });

  test("waits for what another process has claimed", async () => {
    await holds({ promptAt: from({ hours: 5 }) });
    const doing = async () => {
      if (swept.length === 4) await app.db.update(assignment).set({ promptAt: null });
    };
    await traveller({ doing }).advance(DAY_S);
    expect(swept).toEqual([START, ...Array.from({ length: 3 }, () => from({ hours: 5 })), from({ days: 1 })]);
  });

  test("meets the deadlines that arise on its way", async () => {
    const [first, second] = [from({ hours: 5 }), from({ hours: 6 })];
    await remindsAt(first);
    const doing = () => (swept.length === 2 ? remindsAt(second) : undefined);
    await traveller({ doing }).advance(DAY_S);
    expect(swept).toEqual([START, first, second, from({ days: 1 })]);
  });

  test("through too many deadlines makes the rest of the way in one step", async () => {
    await remindsAt(...[1, 2, 3, 4, 5].map((hours) => from({ hours })));
    await traveller({ mostSteps: 2 }).advance(DAY_S);
    expect(swept).toEqual([START, from({ hours: 1 }), from({ hours: 2 }), from({ days: 1 })]);
  });

  test("waits for the one before", async () => {
    const travel = traveller();
    const journeys = await Promise.all([travel.advance(60), travel.advance(60)]);
    expect(journeys.map(({ shiftSeconds }) => shiftSeconds)).toEqual([60, 120]);
  });

  test("goes on from where another process has moved the clock", async () => {
    await traveller().advance(60);
    expect(await traveller().advance(60)).toMatchObject({ shiftSeconds: 120, now: from({ minutes: 2 }) });
  });

  test("is broken off when the program stops", async () => {
    const travel = traveller();
    const [journey] = await Promise.allSettled([travel.advance(DAY_S), travel.stop()]);
    expect(journey).toMatchObject({ status: "rejected", reason: new Error("the program stops") });
    expect(swept).toEqual([]);
  });
});
