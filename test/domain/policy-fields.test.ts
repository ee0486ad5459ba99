import { describe, expect, test } from "vitest";
import { policyFields } from "../../src/domain/policy/policy-fields.ts";
import type { PolicyAnswers, PolicyField } from "../../src/domain/policy/policy-fields.ts";

const pathsOf = (answers: PolicyAnswers) => policyFields(answers).map(({ path }) => path);

function fieldAt(path: string, answers: PolicyAnswers = {}): Partial<PolicyField> {
  return policyFields(answers).find((field) => field.path === path) ?? {};
}

const stage = (number: number, ...names: string[]) => names.map((name) => `stages.${number}.${name}`);
const specificApprovers = [
  "approver",
  "approvers",
  "approverGroups",
  "decisionDays",
  "isApproverJustificationRequired",
  "isForwarded",
];
const noApprovers = ["approver", "decisionDays", "isApproverJustificationRequired", "isForwarded"];
const expiring = ["expiration", "expiresAfterDays"];
const extendable = ["isExtensionAllowed", "isExtensionApprovalRequired"];
const reviewed = { isReviewed: "yes" };
const outside = { audience: "notInDirectory" };

describe("the form shows, in this order,", () => {
  test.each<[string, PolicyAnswers, string[]]>([
    [
      "as it opens: everything about specific people in the directory and one stage of specific approvers",
      {},
      [
        "createFirstPolicy",
        "audience",
        "scope",
        "people",
        "groups",
        "isOnBehalfAllowed",
        "isApprovalRequired",
        "isRequestorJustificationRequired",
        "stageCount",
        ...stage(0, ...specificApprovers),
        ...expiring,
        ...extendable,
        "isReviewed",
        "isEnabled",
      ],
    ],
    ["for Later: nothing else", { createFirstPolicy: "later" }, ["createFirstPolicy"]],
    [
      "for None: no approval and no extension, but the expiration (B4, C16)",
      { audience: "none" },
      ["createFirstPolicy", "audience", ...expiring, "isReviewed", "isEnabled"],
    ],
    [
      "for everybody in the directory without approval: nobody to choose, and no approval of extensions",
      { scope: "allMemberUsers", isApprovalRequired: "no" },
      [
        "createFirstPolicy",
        "audience",
        "scope",
        "isOnBehalfAllowed",
        "isApprovalRequired",
        ...expiring,
        "isExtensionAllowed",
        "isReviewed",
        "isEnabled",
      ],
    ],
    [
      "for specific organizations: those and neither users nor groups (B16)",
      { ...outside, isApprovalRequired: "no" },
      [
        "createFirstPolicy",
        "audience",
        "scope",
        "organizations",
        "isApprovalRequired",
        ...expiring,
        "isExtensionAllowed",
        "isReviewed",
        "isEnabled",
      ],
    ],
    [
      "for access that never ends: no extension",
      { scope: "allMemberUsers", isApprovalRequired: "no", expiration: "never" },
      [
        "createFirstPolicy",
        "audience",
        "scope",
        "isOnBehalfAllowed",
        "isApprovalRequired",
        "expiration",
        "isReviewed",
        "isEnabled",
      ],
    ],
    [
      "for reviews: when they are, who reviews, and what comes of it (domain.md 3.3)",
      { audience: "none", expiration: "never", ...reviewed },
      [
        "createFirstPolicy",
        "audience",
        "expiration",
        "isReviewed",
        "reviewStartDate",
        "reviewFrequency",
        "reviewDays",
        "reviewers",
        "specificReviewers",
        "ifUnanswered",
        "isRecommendationShown",
        "isReviewJustificationRequired",
        "isEnabled",
      ],
    ],
  ])("%s", (_, answers, paths) => {
    expect(pathsOf(answers)).toEqual(paths);
  });
});

describe("a field is there only when its question makes sense:", () => {
  test.each<[path: string, when: string, shown: PolicyAnswers, hidden: PolicyAnswers]>([
    ["audience", "the policy is made now", { createFirstPolicy: "now" }, { createFirstPolicy: "later" }],
    ["scope", "somebody may ask", outside, { audience: "none" }],
    [
      "people",
      "specific users and groups may ask",
      { scope: "specificDirectoryUsers" },
      { scope: "allDirectoryUsers" },
    ],
    ["groups", "specific users and groups may ask", { scope: "specificDirectoryUsers" }, outside],
    ["organizations", "specific organizations may ask", outside, { ...outside, scope: "allExternalUsers" }],
    ["isOnBehalfAllowed", "people of the directory may ask", { scope: "allMemberUsers" }, outside],
    ["isOnBehalfAllowed", "somebody may ask", {}, { audience: "none" }],
    ["isApprovalRequired", "somebody may ask", {}, { audience: "none" }],
    ["isRequestorJustificationRequired", "approval is required", {}, { isApprovalRequired: "no" }],
    ["stageCount", "approval is required", {}, { isApprovalRequired: "no" }],
    ["stages.1.approver", "there are two stages", { stageCount: "2" }, { stageCount: "1" }],
    ["stages.2.approver", "there are three stages", { stageCount: "3" }, { stageCount: "2" }],
    ["stages.0.approvers", "approvers are chosen", {}, { "stages.0.approver": "catalogOwners" }],
    ["stages.0.approverGroups", "approvers are chosen", {}, { "stages.0.approver": "manager" }],
    ["stages.0.fallbackApprovers", "the manager approves", { "stages.0.approver": "manager" }, {}],
    [
      "stages.0.alternates",
      "the request is forwarded",
      { "stages.0.isForwarded": "yes" },
      { "stages.0.isForwarded": "no" },
    ],
    ["stages.0.forwardAfterDays", "the request is forwarded", { "stages.0.isForwarded": "yes" }, {}],
    ["expirationDate", "access ends on a date", { expiration: "onDate" }, {}],
    ["expiresAfterDays", "access ends after days", {}, { expiration: "hours" }],
    ["expiresAfterHours", "access ends after hours", { expiration: "hours" }, {}],
    ["isExtensionAllowed", "access ends", {}, { expiration: "never" }],
    ["isExtensionAllowed", "people ask for it themselves", {}, { audience: "none" }],
    ["isExtensionApprovalRequired", "extension is allowed", {}, { isExtensionAllowed: "no" }],
    ["isExtensionApprovalRequired", "approval is required", {}, { isApprovalRequired: "no" }],
    ["reviewStartDate", "access is reviewed", reviewed, {}],
    ["specificReviewers", "reviewers are chosen", reviewed, { ...reviewed, reviewers: "self" }],
    ["fallbackReviewers", "the manager reviews", { ...reviewed, reviewers: "manager" }, reviewed],
  ])("%s, when %s", (path, _, shown, hidden) => {
    expect(pathsOf(shown)).toContain(path);
    expect(pathsOf(hidden)).not.toContain(path);
  });

  test("each stage has its own fields", () => {
    const answers = { stageCount: "3", "stages.0.approver": "catalogOwners", "stages.1.approver": "catalogOwners" };
    const stages = pathsOf(answers).filter((path) => path.startsWith("stages."));
    expect(stages).toEqual([
      ...stage(0, ...noApprovers),
      ...stage(1, ...noApprovers),
      ...stage(2, ...specificApprovers),
    ]);
  });
});

describe("a choice offers, in this order, with the first named as preset:", () => {
  const yesNo = ["yes", "no"];
  test.each<[path: string, preset: string, choices: string[], answers: PolicyAnswers]>([
    ["createFirstPolicy", "now", ["now", "later"], {}],
    ["audience", "inDirectory", ["inDirectory", "notInDirectory", "none"], {}],
    ["scope", "specificDirectoryUsers", ["specificDirectoryUsers", "allMemberUsers", "allDirectoryUsers"], {}],
    [
      "scope",
      "specificConnectedOrganizationUsers",
      ["specificConnectedOrganizationUsers", "allConfiguredConnectedOrganizationUsers", "allExternalUsers"],
      outside,
    ],
    ["isOnBehalfAllowed", "no", yesNo, {}],
    ["isApprovalRequired", "yes", yesNo, {}],
    ["isRequestorJustificationRequired", "yes", yesNo, {}],
    ["stageCount", "1", ["1", "2", "3"], {}],
    ["stages.0.approver", "specific", ["specific", "manager", "catalogOwners"], {}],
    ["stages.0.isApproverJustificationRequired", "yes", yesNo, {}],
    ["stages.0.isForwarded", "no", yesNo, {}],
    ["expiration", "days", ["onDate", "days", "hours", "never"], {}],
    ["isExtensionAllowed", "yes", yesNo, {}],
    ["isExtensionApprovalRequired", "yes", yesNo, {}],
    ["isReviewed", "no", yesNo, {}],
    ["reviewFrequency", "quarterly", ["weekly", "monthly", "quarterly", "halfYearly", "annually"], reviewed],
    ["reviewers", "specific", ["self", "specific", "manager"], reviewed],
    ["ifUnanswered", "keepAccess", ["keepAccess", "removeAccess", "acceptRecommendation"], reviewed],
    ["isRecommendationShown", "yes", yesNo, reviewed],
    ["isReviewJustificationRequired", "yes", yesNo, reviewed],
    ["isEnabled", "yes", yesNo, {}],
  ])("%s: %s", (path, preset, choices, answers) => {
    expect(fieldAt(path, answers)).toMatchObject({ preset, choices });
  });
});

test.each<[path: string, preset: string | undefined, range: [number, number], answers: PolicyAnswers]>([
  ["stages.0.decisionDays", "14", [1, 14], {}],
  ["stages.0.forwardAfterDays", undefined, [1, 13], { "stages.0.isForwarded": "yes" }],
  ["expiresAfterDays", "365", [1, 3660], {}],
  ["expiresAfterHours", undefined, [1, 87_840], { expiration: "hours" }],
  ["reviewDays", "6", [1, 6], { ...reviewed, reviewFrequency: "weekly" }],
  ["reviewDays", "25", [1, 27], { ...reviewed, reviewFrequency: "monthly" }],
  ["reviewDays", "25", [1, 88], reviewed],
  ["reviewDays", "25", [1, 180], { ...reviewed, reviewFrequency: "halfYearly" }],
  ["reviewDays", "25", [1, 364], { ...reviewed, reviewFrequency: "annually" }],
])("the number %s is preset to %s, in the range %j", (path, preset, range, answers) => {
  expect(fieldAt(path, answers).preset).toBe(preset);
  expect(fieldAt(path, answers).range).toEqual(range);
});

describe("the manager can be asked once (R11):", () => {
  const choices = (path: string, answers: PolicyAnswers) => fieldAt(path, { stageCount: "3", ...answers }).choices;
  const withManager = ["specific", "manager", "catalogOwners"];
  const without = ["specific", "catalogOwners"];

  test("after the first stage asks the manager, no later stage offers it", () => {
    const answers = { "stages.0.approver": "manager" };
    expect([0, 1, 2].map((number) => choices(`stages.${number}.approver`, answers))).toEqual([
      withManager,
      without,
      without,
    ]);
  });

  test("the second stage may ask the manager, if the first does not", () => {
    const answers = { "stages.0.approver": "catalogOwners", "stages.1.approver": "manager" };
    expect([0, 1, 2].map((number) => choices(`stages.${number}.approver`, answers))).toEqual([
      withManager,
      withManager,
      without,
    ]);
  });

  test("a stage that had chosen the manager before falls back to specific approvers", () => {
    const answers = { stageCount: "2", "stages.0.approver": "manager", "stages.1.approver": "manager" };
    expect(pathsOf(answers)).toContain("stages.1.approvers");
    expect(pathsOf(answers)).not.toContain("stages.1.fallbackApprovers");
  });
});

test("the form changes its shape with exactly the answers on which other fields depend", () => {
  const answers = { stageCount: "1", "stages.0.isForwarded": "yes", ...reviewed };
  const shaping = policyFields(answers).filter(({ shapes }) => shapes);
  expect(shaping.map(({ path }) => path)).toEqual([
    "createFirstPolicy",
    "audience",
    "scope",
    "isApprovalRequired",
    "stageCount",
    "stages.0.approver",
    "stages.0.isForwarded",
    "expiration",
    "isExtensionAllowed",
    "isReviewed",
    "reviewFrequency",
    "reviewers",
  ]);
});
