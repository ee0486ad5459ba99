import { describe, expect, test } from "vitest";
import { ASSIGNMENT_STATES, assignmentStateOf, DELIVERY_EVENTS } from "../../src/domain/assignment/assignment.ts";
import type { AssignmentState, GrantState } from "../../src/domain/assignment/assignment.ts";
import { lostAfter, mayReprocess, retryAt } from "../../src/domain/assignment/delivery-retry.ts";
import { canExtend, nextPrompt, promptTimes } from "../../src/domain/assignment/extension.ts";
import { reprocess } from "../../src/domain/assignment/reprocess.ts";
import type { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import { later } from "../../src/lib/duration.ts";

const NOW = new Date("2026-05-04T10:00:00Z");
const days = (count: number) => later(NOW, { days: count });

describe("the state of live access follows from its roles (D1):", () => {
  test.each<[GrantState[], AssignmentState]>([
    [[], "delivered"],
    [["granted"], "delivered"],
    [["granted", "granted"], "delivered"],
    [["granted", "pending"], "delivering"],
    [["pending", "failed"], "delivering"],
    [["granted", "failed"], "partiallyDelivered"],
    [["failed", "failed"], "deliveryFailed"],
    [["revoking"], "delivered"],
    [["granted", "revoking", "revoked"], "delivered"],
    [["failed", "revoked"], "deliveryFailed"],
    [["revoking", "pending"], "delivering"],
  ])("%j: %s", (grants, state) => {
    expect(assignmentStateOf(grants)).toBe(state);
  });

  test("every outcome means something for the request, the others do not", () => {
    expect(ASSIGNMENT_STATES.filter((state) => state in DELIVERY_EVENTS)).toEqual([
      "delivered",
      "partiallyDelivered",
      "deliveryFailed",
    ]);
  });
});

describe("what fails for a moment is tried again", () => {
  test.each([
    [1, { minutes: 1 }],
    [2, { minutes: 5 }],
    [3, { minutes: 30 }],
    [4, { hours: 2 }],
    [5, { hours: 6 }],
  ])("after %i failed attempts: %j later", (attempts, pause) => {
    expect(retryAt(attempts, NOW)).toEqual(later(NOW, pause));
  });

  test("and after the sixth no more", () => {
    expect([retryAt(6, NOW), retryAt(7, NOW)]).toEqual([null, null]);
  });

  test("a promise of which nothing is heard counts as lost after a quarter of an hour", () => {
    expect(lostAfter(NOW)).toEqual(later(NOW, { minutes: 15 }));
  });
});

describe("staff may try again what failed", () => {
  test.each([
    ["at once", 0, true],
    ["to the end of the 14th day", 14, true],
    ["not a second later", 14 + 1 / 86_400, false],
  ])("%s", (_words, after, may) => {
    expect(mayReprocess(NOW, days(after))).toBe(may);
  });

  const grant = (state: GrantState) => ({ resourceId: state, role: "Member", state, version: 1, failure: null });
  type Standing = Parameters<typeof reprocess>[0];
  const delivered: Standing = { state: "delivered", completedAt: NOW, retryAt: null };

  test.each<[string, Partial<Standing>, GrantState[], number, string[] | string]>([
    ["what failed alone", { state: "partiallyDelivered" }, ["granted", "failed"], 0, ["failed"]],
    ["everything, where nothing failed", {}, ["granted", "revoked"], 365, ["granted"]],
    ["not while it is delivered", { state: "delivering" }, ["pending", "failed"], 0, "isRetried"],
    ["not while it is tried by itself", { retryAt: NOW }, ["granted", "revoking"], 0, "isRetried"],
    ["not after 14 days", { state: "deliveryFailed" }, ["failed"], 15, "tooOld"],
    ["not where there is nothing", {}, [], 0, "nothingFailed"],
    ["what could not be taken away, however old", { state: "expired" }, ["revoking", "revoked"], 99, ["revoking"]],
    ["not what has ended cleanly", { state: "expired" }, ["revoked", "failed"], 0, "nothingFailed"],
    ["both, while there is time", { state: "partiallyDelivered" }, ["failed", "revoking"], 14, ["revoking", "failed"]],
    ["what is stuck, when it is too late for the rest", {}, ["failed", "revoking"], 15, ["revoking"]],
  ])("%s", (_words, change, grants, after, expected) => {
    const answer = reprocess({ ...delivered, ...change }, grants.map(grant), days(after));
    expect(answer.possible ? answer.again.map(({ state }) => state) : answer.because).toEqual(expected);
  });
});

describe("the holder is told that access will end (D5)", () => {
  test.each<[string, number, number[]]>([
    ["14 days and 1 day before", 30, [16, 29]],
    ["1 day before, when it lasts less than 14 days", 10, [9]],
    ["1 day before, when it lasts just 14 days", 14, [13]],
    ["1 day before, however soon after its beginning", 1.25, [0.25]],
    ["half-way, when it lasts just a day", 1, [0.5]],
    ["half-way, when it lasts hours", 0.25, [0.125]],
  ])("%s", (_words, lasts, expected) => {
    expect(promptTimes(NOW, days(lasts))).toEqual(expected.map(days));
  });

  test("the next time is after the moment, never at it; none is left after the last, nor without an end", () => {
    const next = (after: number) => nextPrompt(NOW, days(30), days(after));
    expect([next(0), next(15.9)]).toEqual([days(16), days(16)]);
    expect([next(16), next(28.9)]).toEqual([days(29), days(29)]);
    expect([next(29), next(40)]).toEqual([null, null]);
    expect(nextPrompt(NOW, null, NOW)).toBeNull();
  });
});

describe("access may be kept longer", () => {
  const SETTINGS: PolicySettings = {
    requestors: { scope: "allMemberUsers" },
    approval: { stages: [], isRequestorJustificationRequired: false },
    expiration: { type: "afterDays", days: 30 },
    extension: { isAllowed: true, isApprovalRequired: false },
    questions: [],
    review: null,
    isOnBehalfAllowed: false,
    isEnabled: true,
  };
  const END = days(10);
  const held = { state: "delivered" as AssignmentState, endsAt: END as Date | null };
  const asked = (change: Partial<PolicySettings>, more = held, isInScope = true) =>
    canExtend(more, { ...SETTINGS, ...change }, isInScope);

  test.each<[string, Partial<PolicySettings>, Date]>([
    ["by the policy's days once more", {}, later(END, { days: 30 })],
    ["by its hours", { expiration: { type: "afterHours", hours: 5 } }, later(END, { hours: 5 })],
    [
      "to its date, which is the most (D6)",
      { expiration: { type: "onDate", date: "2026-06-30", timeZone: "UTC" } },
      new Date("2026-07-01T00:00:00Z"),
    ],
  ])("%s", (_words, change, latestEnd) => {
    expect(asked(change)).toEqual({ extendable: true, latestEnd });
    expect(asked(change, { ...held, state: "partiallyDelivered" })).toEqual({ extendable: true, latestEnd });
  });

  test.each<[string, ReturnType<typeof canExtend>]>([
    ["notDelivered", asked({}, { ...held, state: "delivering" })],
    ["notDelivered", asked({}, { ...held, state: "deliveryFailed" })],
    ["notDelivered", asked({}, { ...held, state: "expired" })],
    ["neverEnds", asked({}, { ...held, endsAt: null })],
    ["policyGone", canExtend(held, null, true)],
    ["extensionNotAllowed", asked({ extension: { isAllowed: false, isApprovalRequired: false } })],
    ["extensionNotAllowed", asked({ requestors: { scope: "notSpecified" } })],
    ["policyDisabled", asked({ isEnabled: false })],
    ["notInScope", asked({}, held, false)],
    ["atItsLatest", asked({ expiration: { type: "onDate", date: "2026-05-13", timeZone: "UTC" } })],
    ["atItsLatest", asked({ expiration: { type: "noExpiration" } })],
  ])("but not: %s", (because, answer) => {
    expect(answer).toEqual({ extendable: false, because });
  });

  test("an end that is the policy's date to the instant is its latest (D6)", () => {
    const onDate = { expiration: { type: "onDate" as const, date: "2026-05-13", timeZone: "UTC" } };
    const most = new Date("2026-05-14T00:00:00Z");
    expect(asked(onDate, { ...held, endsAt: most })).toEqual({ extendable: false, because: "atItsLatest" });
    expect(asked(onDate, { ...held, endsAt: later(most, { seconds: -1 }) })).toEqual({
      extendable: true,
      latestEnd: most,
    });
  });
});
