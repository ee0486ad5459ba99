import { describe, expect, test } from "vitest";
import type { PolicyAnswers } from "../../src/domain/policy/policy-fields.ts";
import { readPolicyForm } from "../../src/domain/policy/read-policy-form.ts";
import { DAY, id, ids, read, wrong } from "./policy-answers.ts";

describe("reviews", () => {
  const reviewed = { isReviewed: "yes", reviewStartDate: DAY.today, specificReviewers: [id(6)] };

  test("are described with their presets, from today on", () => {
    expect(read(reviewed).settings?.review).toEqual({
      startDate: DAY.today,
      timeZone: DAY.timeZone,
      frequency: "quarterly",
      durationDays: 25,
      reviewers: { kind: "specific", people: [id(6)] },
      ifUnanswered: "keepAccess",
      isRecommendationShown: true,
      isJustificationRequired: true,
    });
  });

  test.each<[string, PolicyAnswers, string[]]>([
    ["no start", { reviewStartDate: "" }, ["dateOutOfRange on reviewStartDate"]],
    ["a start that is past", { reviewStartDate: "2024-02-27" }, ["dateOutOfRange on reviewStartDate"]],
    ["nobody who reviews", { specificReviewers: [] }, ["required on specificReviewers"]],
    ["101 reviewers", { specificReviewers: ids(101) }, ["tooMany on specificReviewers"]],
    ["a manager without fallback", { reviewers: "manager" }, ["required on fallbackReviewers"]],
    ["themselves, who need nobody", { reviewers: "self", specificReviewers: [] }, []],
    ["no whole number of days", { reviewDays: "a week" }, ["notANumber on reviewDays"]],
    ["as long as a week, every week", { reviewFrequency: "weekly", reviewDays: "7" }, ["outOfRange on reviewDays"]],
    ["shorter than a week, every week", { reviewFrequency: "weekly", reviewDays: "6" }, []],
    [
      "as long as February, every month",
      { reviewFrequency: "monthly", reviewDays: "28" },
      ["outOfRange on reviewDays"],
    ],
  ])("with %s", (_, answers, faults) => {
    expect(wrong({ ...reviewed, ...answers })).toEqual(faults);
  });

  test("start on the day that was settled once, though it is past, and on no other", () => {
    const settled = { ...DAY, reviewStart: "2023-01-31" };
    const at = (reviewStartDate: string) =>
      readPolicyForm({ people: [id(1)], isApprovalRequired: "no", ...reviewed, reviewStartDate }, settled).faults;
    expect(at("2023-01-31")).toEqual([]);
    expect(at("2024-03-01")).toEqual([
      { code: "reviewStartStays", data: { on: "2023-01-31" }, field: "reviewStartDate" },
    ]);
  });
});
