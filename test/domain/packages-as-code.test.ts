import { describe, expect, test } from "vitest";
import { isSamePolicy } from "../../src/domain/packages-as-code/same-policy.ts";
import { countsOf, OpenLine } from "../../src/domain/packages-as-code/plan.ts";
import { fromFile } from "../../src/domain/packages-as-code/from-file.ts";
import type { Known } from "../../src/domain/packages-as-code/stored-packages.ts";
import type { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import { fault } from "../../src/domain/fault.ts";

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const TODAY = "2024-02-28";

const stored: PolicySettings = {
  requestors: { scope: "specificDirectoryUsers", people: [id(1), id(2)], groups: [id(3)] },
  approval: { stages: [], isRequestorJustificationRequired: false },
  expiration: { type: "onDate", date: "2024-01-31", timeZone: "UTC" },
  extension: { isAllowed: true, isApprovalRequired: false },
  questions: [],
  review: null,
  isOnBehalfAllowed: false,
  isEnabled: true,
};

const review: NonNullable<PolicySettings["review"]> = {
  startDate: "2023-01-31",
  timeZone: "Asia/Tokyo",
  frequency: "monthly",
  durationDays: 14,
  reviewers: { kind: "specific", people: [id(1), id(2)] },
  ifUnanswered: "removeAccess",
  isRecommendationShown: true,
  isJustificationRequired: true,
};

describe("a policy of a file is the same as the stored one", () => {
  test("though its end has passed, and people are in another order", () => {
    const requestors = { ...stored.requestors, people: [id(2), id(1)] } as PolicySettings["requestors"];
    expect(isSamePolicy(stored, { ...stored, requestors }, TODAY)).toBe(true);
  });

  test("though its reviews have started long ago, and reviewers are in another order", () => {
    const reviewers = { kind: "specific" as const, people: [id(2), id(1)] };
    expect(isSamePolicy({ ...stored, review }, { ...stored, review: { ...review, reviewers } }, TODAY)).toBe(true);
  });

  test("where they differ in what has no meaning: approval to extend what nobody approves", () => {
    const ending: PolicySettings = { ...stored, expiration: { type: "afterDays", days: 30 } };
    const extension = { isAllowed: true, isApprovalRequired: true };
    expect(isSamePolicy(ending, { ...ending, extension }, TODAY)).toBe(true);
  });

  test.each<[string, Partial<PolicySettings>]>([
    ["somebody else", { requestors: { scope: "specificDirectoryUsers", people: [id(1)], groups: [id(3)] } }],
    ["another zone", { expiration: { type: "onDate", date: "2024-01-31", timeZone: "Asia/Tokyo" } }],
    ["a question", { questions: [{ kind: "shortText", text: "Why?", isRequired: true }] }],
    ["being disabled", { isEnabled: false }],
    ["reviews", { review }],
  ])("but not with %s", (_, change) => {
    expect(isSamePolicy(stored, { ...stored, ...change }, TODAY)).toBe(false);
  });
});

describe("a line of the plan", () => {
  const line = (change: (line: OpenLine) => void) => {
    const open = new OpenLine("package", ["Sales", "Kit"]);
    change(open);
    return open;
  };
  const isNew = line((open) => (open.isNew = true));
  const changed = line((open) => open.changed.push("description"));

  test("says what comes of it; a refusal goes before everything", () => {
    expect([isNew.verdict, changed.verdict, line(() => {}).verdict]).toEqual(["create", "change", "noChange"]);
    changed.refuse([]);
    expect(changed.verdict).toBe("change");
    const refused = line((open) => {
      open.isNew = true;
      open.refuse([fault("notFound", { what: "catalog" })]);
    });
    expect(refused.verdict).toBe("refuse");
    expect(line((open) => open.refuseWith("catalog")).refusal).toEqual({ kind: "holder", refused: "catalog" });
  });

  test("is counted", () => {
    expect(countsOf([isNew, changed, line(() => {})]).package).toEqual({ created: 1, changed: 1 });
  });
});

test("people are found by e-mail address in any case, or by Slack user id; an enabled user group before a disabled one", () => {
  const known: Known = {
    people: [
      { id: id(1), name: "Olivia", email: "olivia@example.com", slackUserId: "U1" },
      { id: id(2), name: "Guest", email: null, slackUserId: "U2" },
    ],
    slackGroups: [
      { id: id(3), handle: "leads", isDisabled: false },
      { id: id(4), handle: "leads", isDisabled: true },
    ],
    resources: [],
    organizations: [],
    attributes: [],
  };
  const owner = ["Olivia@Example.com", "U1", "U2", "@leads"];
  const { wishes, problems } = fromFile({ catalogs: [{ name: "Sales", members: { owner }, packages: [] }] }, known, []);
  expect(problems).toEqual([]);
  expect(wishes[0]?.members).toEqual({ owner: { people: [id(1), id(2)], groups: [id(3)] } });
});
