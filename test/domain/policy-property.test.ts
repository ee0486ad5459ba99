import * as fc from "fast-check";
import { expect, test } from "vitest";
import { policyFields } from "../../src/domain/policy/policy-fields.ts";
import type { PolicyAnswers } from "../../src/domain/policy/policy-fields.ts";
import { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import { readPolicyForm } from "../../src/domain/policy/read-policy-form.ts";
import { DAY, id } from "./policy-answers.ts";

const STAGED = [
  "approver",
  "approvers",
  "approverGroups",
  "fallbackApprovers",
  "decisionDays",
  "isForwarded",
  "alternates",
  "forwardAfterDays",
];
const PATHS = [
  "createFirstPolicy",
  "audience",
  "scope",
  "people",
  "groups",
  "organizations",
  "isOnBehalfAllowed",
  "isApprovalRequired",
  "isRequestorJustificationRequired",
  "stageCount",
  "expiration",
  "expirationDate",
  "expiresAfterDays",
  "expiresAfterHours",
  "isExtensionAllowed",
  "isExtensionApprovalRequired",
  "isReviewed",
  "reviewStartDate",
  "reviewFrequency",
  "reviewDays",
  "reviewers",
  "specificReviewers",
  "fallbackReviewers",
  "isEnabled",
  ...[0, 1, 2].flatMap((stage) => STAGED.map((name) => `stages.${stage}.${name}`)),
];
const CHOICES = [
  ...new Set(
    [{}, { audience: "notInDirectory", isReviewed: "yes" }]
      .flatMap(policyFields)
      .flatMap(({ choices = [] }) => choices),
  ),
];

const text = fc.oneof(
  fc.constantFrom(...CHOICES),
  fc.integer({ min: -2, max: 20 }).map(String),
  fc.constantFrom("3660", "3661", "2024-02-29", "2024-02-30", "", " "),
  fc.string(),
);
const list = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 900 }).map(id), { maxLength: 8 }),
  fc.constantFrom(
    [],
    Array.from({ length: 600 }, (_, index) => id(index)),
  ),
  fc.array(fc.string(), { maxLength: 3 }),
);
const answers: fc.Arbitrary<PolicyAnswers> = fc.dictionary(
  fc.oneof(fc.constantFrom(...PATHS), fc.string()),
  fc.oneof(text, list),
  { maxKeys: 40 },
);

/** Answers as somebody gives them who fills in what is asked: often a whole policy. */
const sensible: fc.Arbitrary<PolicyAnswers> = fc
  .tuple(answers, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }))
  .map(([before, dice]) => {
    let given: PolicyAnswers = before;
    for (let turn = 0; turn < dice.length; turn += 1) {
      const field = policyFields(given)[turn];
      if (!field) break;
      const die = dice[turn] ?? 0;
      const { path, kind, choices = [], range = [1, 1] } = field;
      const answer =
        choices.length > 0
          ? (choices[die % choices.length] ?? "")
          : kind === "number"
            ? String(range[0] + (die % (range[1] - range[0] + 1)))
            : kind === "date"
              ? "2024-12-31"
              : [id(die % 1000)];
      given = { ...given, [path]: answer };
    }
    return given;
  });

function isSettledOrExplained(given: PolicyAnswers): boolean {
  const { settings, faults } = readPolicyForm(given, DAY);
  const paths = new Set(policyFields(given).map(({ path }) => path));
  if (settings === undefined)
    return faults.length > 0 && faults.every(({ field }) => field !== undefined && paths.has(field));
  return faults.length === 0 && (settings === null || PolicySettings.safeParse(settings).success);
}

test("whatever is answered, the form gives a policy, or faults on fields that it shows", () => {
  fc.assert(fc.property(answers, isSettledOrExplained), { numRuns: 1_000 });
});

test("whatever a sensible person answers, the same; and it often is a policy", () => {
  fc.assert(fc.property(sensible, isSettledOrExplained), { numRuns: 1_000 });
  const read = fc.sample(sensible, 300).map((given) => readPolicyForm(given, DAY).settings);
  expect(read.filter((settings) => settings).length).toBeGreaterThan(50);
});
