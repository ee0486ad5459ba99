import { describe, expect, test } from "vitest";
import type { GrantState } from "../../src/domain/assignment/assignment.ts";
import { settledDelivery } from "../../src/domain/assignment/settled-delivery.ts";
import { settledGrant } from "../../src/domain/assignment/settled-grant.ts";
import type { DeliveryOutcome } from "../../src/domain/assignment/settled-grant.ts";
import { later } from "../../src/lib/duration.ts";

const NOW = new Date("2026-05-04T10:00:00Z");
const PASSING = { code: "unreachable", isTemporary: true };
const FINAL = { code: "resourceGone", isTemporary: false };

describe("a grant after a delivery", () => {
  const grant = (state: GrantState, version = 1) => ({ state, version, failure: null });
  const settled = (
    state: GrantState,
    wish: "give" | "take",
    result: DeliveryOutcome["result"],
    { isTriedAgain = true, version = 1 } = {},
  ) => settledGrant(grant(state), { wish, result, version }, isTriedAgain);

  test.each<[GrantState, "give" | "take", DeliveryOutcome["result"], boolean, GrantState, string | null]>([
    ["pending", "give", "done", true, "granted", null],
    ["pending", "give", FINAL, true, "failed", "resourceGone"],
    ["pending", "give", PASSING, true, "pending", "unreachable"],
    ["pending", "give", PASSING, false, "failed", "unreachable"],
    ["revoking", "take", "done", true, "revoked", null],
    ["revoking", "take", "kept", true, "revoked", null],
    ["revoking", "take", FINAL, true, "revoking", "resourceGone"],
    ["revoking", "take", PASSING, false, "revoking", "unreachable"],
  ])("%s, to %s: %j (tried again: %j) makes it %s", (state, wish, result, isTriedAgain, after, failure) => {
    expect(settled(state, wish, result, { isTriedAgain })).toEqual({ state: after, failure, isOvertaken: false });
  });

  test.each<[GrantState, "give" | "take", GrantState]>([
    ["revoked", "give", "revoking"],
    ["revoking", "give", "revoking"],
    ["granted", "take", "pending"],
    ["pending", "take", "pending"],
  ])("that is %s when it was to %s, and that was done, has to be set right: %s", (state, wish, after) => {
    expect(settled(state, wish, "done")).toEqual({ state: after, failure: null, isOvertaken: true });
  });

  test.each<[GrantState, "give" | "take", DeliveryOutcome["result"]]>([
    ["granted", "give", "done"],
    ["revoked", "take", "done"],
    ["granted", "take", "kept"],
    ["revoked", "give", FINAL],
    ["granted", "take", PASSING],
  ])("that is %s stays so when an old delivery, which was to %s, says: %j", (state, wish, result) => {
    expect(settled(state, wish, result)).toEqual({ state, failure: null, isOvertaken: false });
  });

  test("that was asked anew meanwhile waits for the newer delivery", () => {
    expect(settled("pending", "give", "done", { version: 0 })).toEqual({
      state: "pending",
      failure: null,
      isOvertaken: false,
    });
  });
});

describe("an assignment after a delivery", () => {
  const SCHEDULE = { failedAttempts: 0, retryAt: later(NOW, { minutes: 15 }) };
  const grant = (resourceId: string, state: GrantState, failure: string | null = null) => ({
    resourceId,
    role: "Member",
    state,
    version: 1,
    failure,
  });
  const outcome = (resourceId: string, wish: "give" | "take", result: DeliveryOutcome["result"]): DeliveryOutcome => ({
    resourceId,
    role: "Member",
    version: 1,
    wish,
    result,
  });

  test("is not tried again when everything is settled", () => {
    const grants = [grant("a", "pending"), grant("b", "pending"), grant("c", "revoking")];
    const outcomes = [outcome("a", "give", "done"), outcome("b", "give", FINAL), outcome("c", "take", "done")];
    expect(settledDelivery({ ...SCHEDULE, failedAttempts: 3 }, grants, outcomes, NOW)).toMatchObject({
      grants: [{ state: "granted" }, { state: "failed" }, { state: "revoked" }],
      failedAttempts: 0,
      retryAt: null,
      isOvertaken: false,
      givenUp: [],
    });
  });

  test("counts one failed attempt, however many roles failed for a moment", () => {
    const grants = [grant("a", "pending"), grant("b", "revoking")];
    const outcomes = [outcome("a", "give", PASSING), outcome("b", "take", PASSING)];
    expect(settledDelivery(SCHEDULE, grants, outcomes, NOW)).toMatchObject({
      failedAttempts: 1,
      retryAt: later(NOW, { minutes: 1 }),
      givenUp: [],
    });
  });

  test("is given up after the last attempt: what was to be given has failed, what was to be taken away is reported", () => {
    const grants = [grant("a", "pending", "unreachable"), grant("b", "revoking", "unreachable")];
    const outcomes = [outcome("a", "give", PASSING), outcome("b", "take", PASSING)];
    expect(settledDelivery({ ...SCHEDULE, failedAttempts: 5 }, grants, outcomes, NOW)).toMatchObject({
      grants: [{ state: "failed" }, { state: "revoking" }],
      retryAt: null,
      givenUp: [{ resourceId: "b" }],
    });
  });

  test("reports what cannot be taken away for good once, also while others are tried again", () => {
    const outcomes = [outcome("a", "take", FINAL), outcome("b", "take", PASSING)];
    const first = settledDelivery(SCHEDULE, [grant("a", "revoking"), grant("b", "revoking")], outcomes, NOW);
    expect(first).toMatchObject({ givenUp: [{ resourceId: "a" }], failedAttempts: 1 });
    const second = settledDelivery(first, first.grants, outcomes, NOW);
    expect(second).toMatchObject({ givenUp: [], failedAttempts: 2, retryAt: later(NOW, { minutes: 5 }) });
  });

  test("waits for another delivery where it was overtaken, and for the one promised where a role came later", () => {
    const overtaken = settledDelivery(
      { failedAttempts: 0, retryAt: null },
      [grant("a", "revoked")],
      [outcome("a", "give", "done")],
      NOW,
    );
    expect(overtaken).toMatchObject({
      isOvertaken: true,
      retryAt: later(NOW, { minutes: 15 }),
      changed: [{ state: "revoking", version: 2 }],
    });
    const promised = { failedAttempts: 0, retryAt: later(NOW, { minutes: 3 }) };
    expect(settledDelivery(promised, [grant("a", "pending")], [], NOW)).toMatchObject({
      retryAt: promised.retryAt,
      changed: [],
    });
  });
});
