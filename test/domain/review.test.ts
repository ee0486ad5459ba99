import { describe, expect, test } from "vitest";
import type { Requestors } from "../../src/domain/policy/policy-settings.ts";
import {
  adviceFor,
  endsAccess,
  isReasonNeeded,
  listedReviewers,
  reviewerOf,
  reviewTimes,
} from "../../src/domain/review/review.ts";
import type { RemovalAdvice, ReviewDecision } from "../../src/domain/review/review.ts";
import type { Unanswered } from "../../src/domain/review/review-settings.ts";
import { id } from "./policy-answers.ts";

const [HOLDER, MANAGER, GRACE] = [id(1), id(2), id(3)];

describe("when a review closes, access ends", () => {
  test.each<[string, ReviewDecision | null, Unanswered, RemovalAdvice, boolean]>([
    ["where a reviewer said so, whatever else is set (D21)", "remove", "keepAccess", null, true],
    ["not where a reviewer keeps it", "keep", "removeAccess", "deactivated", false],
    ["not where the reviewer does not know", "dontKnow", "removeAccess", "notInScope", false],
    ["where nobody answered and silence removes (D20)", null, "removeAccess", null, true],
    ["not where nobody answered and silence changes nothing (D20)", null, "keepAccess", "deactivated", false],
    ["where nobody answered and that is recommended", null, "acceptRecommendation", "notInScope", true],
    ["not where nobody answered and keeping is recommended", null, "acceptRecommendation", null, false],
  ])("%s", (_, decision, ifUnanswered, advice, ends) => {
    expect(endsAccess(decision, ifUnanswered, advice)).toBe(ends);
  });
});

describe("it is recommended to end the access", () => {
  const holder = {
    personId: HOLDER,
    isGuest: false,
    organizationId: null,
    organizationState: null,
    groupIds: new Set<string>(),
    isDeactivated: false,
  };
  const named = (...people: string[]): Requestors => ({ scope: "specificDirectoryUsers", people, groups: [] });

  test.each<[string, Partial<typeof holder>, Requestors, RemovalAdvice]>([
    ["of somebody whose account is deactivated", { isDeactivated: true }, named(HOLDER), "deactivated"],
    ["of somebody whom the policy would not let ask any more", {}, named(GRACE), "notInScope"],
    ["of a guest, where only members may ask", { isGuest: true }, { scope: "allMemberUsers" }, "notInScope"],
    ["and not of somebody who may still ask", {}, named(HOLDER), null],
    ["and not of somebody to whom staff assigned it, though nobody may ask", {}, { scope: "notSpecified" }, null],
  ])("%s", (_, more, requestors, advice) => {
    expect(adviceFor({ ...holder, ...more }, requestors)).toBe(advice);
  });
});

describe("somebody's access is reviewed", () => {
  const of = { personId: HOLDER, managerId: MANAGER };
  const specific = { kind: "specific" as const, people: [GRACE] };
  const manager = { kind: "manager" as const, fallback: [GRACE] };

  test("by themselves in a self-review, and by nobody else", () => {
    expect(reviewerOf({ kind: "self" }, of)).toBe(HOLDER);
    expect(listedReviewers({ kind: "self" })).toEqual([]);
  });

  test("by those who are chosen", () => {
    expect(reviewerOf(specific, of)).toBeNull();
    expect(listedReviewers(specific)).toEqual([GRACE]);
  });

  test("by their manager, and by the fallback where there is none or they manage themselves", () => {
    expect(reviewerOf(manager, of)).toBe(MANAGER);
    expect(reviewerOf(manager, { ...of, managerId: null })).toBeNull();
    expect(reviewerOf(manager, { ...of, managerId: HOLDER })).toBeNull();
    expect(listedReviewers(manager)).toEqual([GRACE]);
  });
});

test("a reason is needed to keep or to remove, where the policy asks for it", () => {
  const needed = (isJustificationRequired: boolean) =>
    (["keep", "remove", "dontKnow"] as const).map((decision) => isReasonNeeded({ isJustificationRequired }, decision));
  expect(needed(true)).toEqual([true, true, false]);
  expect(needed(false)).toEqual([false, false, false]);
});

test("reviewers are reminded half-way to the end (N12)", () => {
  expect(reviewTimes({ durationDays: 14 }, new Date("2024-02-05T10:00:00Z"))).toEqual({
    closesAt: new Date("2024-02-19T10:00:00Z"),
    remindAt: new Date("2024-02-12T10:00:00Z"),
  });
});
