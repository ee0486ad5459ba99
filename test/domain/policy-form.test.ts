import { describe, expect, test } from "vitest";
import type { PolicyAnswers } from "../../src/domain/policy/policy-fields.ts";
import { readPolicyForm } from "../../src/domain/policy/read-policy-form.ts";
import { DAY, id, ids, read, wrong } from "./policy-answers.ts";

const days = (typed: string) => ({ expiresAfterDays: typed });
const hours = (typed: string) => ({ expiration: "hours", expiresAfterHours: typed });
const decision = (typed: string) => ({ "stages.0.decisionDays": typed });
const onDate = (date: string) => ({ expiration: "onDate", expirationDate: date });
const forwarded = (afterDays: string, decisionDays = "14"): PolicyAnswers => ({
  "stages.0.isForwarded": "yes",
  "stages.0.alternates": [id(3)],
  "stages.0.forwardAfterDays": afterDays,
  "stages.0.decisionDays": decisionDays,
});
const outside = { audience: "notInDirectory" };

describe("the form describes", () => {
  test("with nothing but requestors and approvers filled in, a policy of the presets", () => {
    expect(read({}).settings).toEqual({
      requestors: { scope: "specificDirectoryUsers", people: [id(1)], groups: [] },
      approval: {
        stages: [
          {
            approvers: { kind: "specific", people: [id(2)], groups: [] },
            decisionDays: 14,
            isApproverJustificationRequired: true,
            alternates: null,
          },
        ],
        isRequestorJustificationRequired: true,
      },
      expiration: { type: "afterDays", days: 365 },
      extension: { isAllowed: true, isApprovalRequired: true },
      questions: [],
      review: null,
      isOnBehalfAllowed: false,
      isEnabled: true,
    });
  });

  test("for Later, no policy, whatever else was answered (A20)", () => {
    expect(read({ createFirstPolicy: "later", ...days("no number"), scope: "specificDirectoryUsers" })).toEqual({
      settings: null,
      faults: [],
    });
  });

  test("for None, nobody who may request, no approval, and an expiration (B4, C16)", () => {
    expect(read({ audience: "none", ...days("30") }).settings).toMatchObject({
      requestors: { scope: "notSpecified" },
      approval: { stages: [] },
      expiration: { type: "afterDays", days: 30 },
      extension: { isAllowed: false, isApprovalRequired: false },
    });
  });

  test.each<[string, PolicyAnswers, object]>([
    [
      "users and groups, each once",
      { people: [id(1), id(1)], groups: [id(7), id(7)] },
      { requestors: { people: [id(1)], groups: [id(7)] } },
    ],
    ["groups alone", { people: [], groups: [id(7)] }, { requestors: { people: [], groups: [id(7)] } }],
    ["requests by managers for their direct reports (R23)", { isOnBehalfAllowed: "yes" }, { isOnBehalfAllowed: true }],
    [
      "no such requests where people outside the directory ask, whatever was answered before",
      { ...outside, organizations: [id(9)], isOnBehalfAllowed: "yes" },
      { isOnBehalfAllowed: false },
    ],
    ["all members", { scope: "allMemberUsers" }, { requestors: { scope: "allMemberUsers" } }],
    ["all users", { scope: "allDirectoryUsers" }, { requestors: { scope: "allDirectoryUsers" } }],
    [
      "specific organizations",
      { ...outside, organizations: [id(9)] },
      { requestors: { scope: "specificConnectedOrganizationUsers", organizations: [id(9)] } },
    ],
    [
      "all configured organizations",
      { ...outside, scope: "allConfiguredConnectedOrganizationUsers" },
      { requestors: { scope: "allConfiguredConnectedOrganizationUsers" } },
    ],
    ["all external users", { ...outside, scope: "allExternalUsers" }, { requestors: { scope: "allExternalUsers" } }],
    [
      "approval at once (B8)",
      { isApprovalRequired: "no" },
      { approval: { stages: [] }, extension: { isApprovalRequired: false } },
    ],
    [
      "no justification (B9)",
      { isRequestorJustificationRequired: "no" },
      { approval: { isRequestorJustificationRequired: false } },
    ],
    [
      "no approver justification (B10)",
      { "stages.0.isApproverJustificationRequired": "no" },
      { approval: { stages: [{ isApproverJustificationRequired: false }] } },
    ],
    [
      "the manager, with a fallback (R10)",
      { "stages.0.approver": "manager", "stages.0.fallbackApprovers": [id(4)] },
      { approval: { stages: [{ approvers: { kind: "manager", fallback: [id(4)] } }] } },
    ],
    [
      "the catalog's owners",
      { "stages.0.approver": "catalogOwners" },
      { approval: { stages: [{ approvers: { kind: "catalogOwners" } }] } },
    ],
    ["alternates", forwarded("13"), { approval: { stages: [{ alternates: { people: [id(3)], afterDays: 13 } }] } }],
    ["hours", hours("87840"), { expiration: { type: "afterHours", hours: 87_840 } }],
    [
      "a date, in the zone of who wrote it",
      onDate("2024-02-29"),
      { expiration: { type: "onDate", date: "2024-02-29", timeZone: "Europe/Berlin" } },
    ],
    [
      "no end (B14)",
      { expiration: "never" },
      { expiration: { type: "noExpiration" }, extension: { isAllowed: false } },
    ],
    ["no extension", { isExtensionAllowed: "no" }, { extension: { isAllowed: false, isApprovalRequired: false } }],
    [
      "extension without approval",
      { isExtensionApprovalRequired: "no" },
      { extension: { isAllowed: true, isApprovalRequired: false } },
    ],
    ["a policy that is not enabled (B15)", { isEnabled: "no" }, { isEnabled: false }],
  ])("%s", (_, answers, settings) => {
    expect(read(answers).settings).toMatchObject(settings);
  });

  test("three stages in their order", () => {
    const { settings } = read({
      stageCount: "3",
      "stages.0.approver": "manager",
      "stages.0.fallbackApprovers": [id(4)],
      "stages.1.approver": "catalogOwners",
      "stages.1.decisionDays": "3",
      "stages.2.approverGroups": [id(8)],
    });
    expect(settings?.approval.stages).toMatchObject([
      { approvers: { kind: "manager" }, decisionDays: 14 },
      { approvers: { kind: "catalogOwners" }, decisionDays: 3 },
      { approvers: { kind: "specific", people: [], groups: [id(8)] } },
    ]);
  });
});

describe("a number is taken at both ends of its range, and refused on its field beyond:", () => {
  test.each<[field: string, typed: (text: string) => PolicyAnswers, least: number, most: number]>([
    ["expiresAfterDays", days, 1, 3660],
    ["expiresAfterHours", hours, 1, 87_840],
    ["stages.0.decisionDays", decision, 1, 14],
    ["stages.0.forwardAfterDays", forwarded, 1, 13],
  ])("%s (B12)", (field, typed, least, most) => {
    for (const good of [least, most]) expect(wrong(typed(String(good)))).toEqual([]);
    for (const bad of [least - 1, most + 1, -1, 10 ** 30]) {
      expect(read(typed(String(BigInt(bad)))).faults).toMatchObject([
        { code: "outOfRange", field, data: { from: least, to: most } },
      ]);
    }
  });

  test.each(["", " ", "soon", "1.5", "1,5", "0x10", "1e2", "٣", "5 days", "--5", "NaN", "Infinity"])(
    "“%s” is no number, and the fault names the range",
    (typed) => {
      expect(read(days(typed)).faults).toEqual([
        { code: "notANumber", field: "expiresAfterDays", data: { what: "expiresAfterDays", from: 1, to: 3660 } },
      ]);
    },
  );

  test.each(["30", " 30 ", "+30", "030", "30.0"])("“%s” is the number 30", (typed) => {
    expect(read(days(typed)).settings?.expiration).toEqual({ type: "afterDays", days: 30 });
  });
});

describe("a date must exist and lie ahead, but not too far (B11):", () => {
  test.each([
    ["tomorrow", "2024-02-29"],
    ["the last day allowed", "2034-03-07"],
  ])("%s is taken", (_, date) => {
    expect(wrong(onDate(date))).toEqual([]);
  });

  test.each([
    ["yesterday", "2024-02-27"],
    ["today", "2024-02-28"],
    ["one day too far", "2034-03-08"],
    ["far off", "9999-12-31"],
    ["a day that does not exist", "2025-02-29"],
    ["a month that does not exist", "2025-13-01"],
    ["no date", "next week"],
    ["nothing", ""],
  ])("%s is refused, and the fault names the range", (_, date) => {
    expect(read(onDate(date)).faults).toEqual([
      { code: "dateOutOfRange", field: "expirationDate", data: { from: "2024-02-29", to: "2034-03-07" } },
    ]);
  });
});

describe("people and groups are needed, and limited:", () => {
  test.each<[string, PolicyAnswers, string[]]>([
    ["nobody who may ask", { people: [] }, ["required on people"]],
    ["500 users and groups together", { people: ids(450), groups: ids(50) }, []],
    ["one more", { people: ids(450), groups: ids(51) }, ["tooMany on people"]],
    ["more groups than a select can show", { people: [], groups: ids(101) }, ["tooMany on groups"]],
    ["no organization", outside, ["required on organizations"]],
    ["100 organizations", { ...outside, organizations: ids(100) }, []],
    [
      "more organizations than a select can show",
      { ...outside, organizations: ids(101) },
      ["tooMany on organizations"],
    ],
    ["no approver (B7)", { "stages.0.approvers": [] }, ["required on stages.0.approvers"]],
    ["approver groups alone", { "stages.0.approvers": [], "stages.0.approverGroups": [id(8)] }, []],
    ["100 approvers and groups together", { "stages.0.approvers": ids(60), "stages.0.approverGroups": ids(40) }, []],
    [
      "101 approvers and groups together",
      { "stages.0.approvers": ids(60), "stages.0.approverGroups": ids(41) },
      ["tooMany on stages.0.approvers"],
    ],
    ["a manager without fallback", { "stages.0.approver": "manager" }, ["required on stages.0.fallbackApprovers"]],
    [
      "101 fallback approvers",
      { "stages.0.approver": "manager", "stages.0.fallbackApprovers": ids(101) },
      ["tooMany on stages.0.fallbackApprovers"],
    ],
    ["no alternates", { ...forwarded("1"), "stages.0.alternates": [] }, ["required on stages.0.alternates"]],
    ["101 alternates", { ...forwarded("1"), "stages.0.alternates": ids(101) }, ["tooMany on stages.0.alternates"]],
    ["what is no id", { groups: ["sales"] }, ["notAChoice on groups"]],
    ["an organization that is no id", { ...outside, organizations: ["tailspin"] }, ["notAChoice on organizations"]],
  ])("%s", (_, answers, faults) => {
    expect(wrong(answers)).toEqual(faults);
  });
});

describe("alternates", () => {
  test("need at least 4 days for the decision (R12)", () => {
    expect(wrong(forwarded("1", "4"))).toEqual([]);
    expect(read(forwarded("1", "3")).faults).toEqual([
      { code: "alternatesNeedDays", data: { least: 4 }, field: "stages.0.isForwarded" },
    ]);
  });

  test("are asked at the latest one day before the end (C7)", () => {
    expect(wrong(forwarded("6", "7"))).toEqual([]);
    expect(read(forwarded("7", "7")).faults).toEqual([
      { code: "outOfRange", data: { what: "forwardAfterDays", from: 1, to: 6 }, field: "stages.0.forwardAfterDays" },
    ]);
  });

  test("are not spoken of where the days themselves are wrong", () => {
    expect(wrong(forwarded("7", "many"))).toEqual(["notANumber on stages.0.decisionDays"]);
  });
});

test("requests by all external users must be approved", () => {
  const external = { ...outside, scope: "allExternalUsers" };
  expect(wrong(external)).toEqual([]);
  expect(wrong({ ...external, isApprovalRequired: "no" })).toEqual([
    "approvalNeededForOutsiders on isApprovalRequired",
  ]);
  expect(wrong({ ...outside, scope: "allConfiguredConnectedOrganizationUsers", isApprovalRequired: "no" })).toEqual([]);
});

test("everything that is wrong is told at once, each on its field", () => {
  const answers = {
    ...forwarded("", "15"),
    stageCount: "2",
    people: [],
    "stages.1.approvers": [],
    "stages.1.decisionDays": "0",
    ...onDate(""),
  };
  expect(wrong(answers)).toEqual([
    "required on people",
    "outOfRange on stages.0.decisionDays",
    "notANumber on stages.0.forwardAfterDays",
    "outOfRange on stages.1.decisionDays",
    "required on stages.1.approvers",
    "dateOutOfRange on expirationDate",
  ]);
});

test("answers to fields that are hidden do not matter", () => {
  const nonsense = {
    "stages.1.decisionDays": "99",
    "stages.0.forwardAfterDays": "99",
    expirationDate: "1999-01-01",
    expiresAfterHours: "-3",
    organizations: ids(2000),
  };
  expect(read(nonsense)).toEqual(read({}));
});

test.each<[path: string, answers: PolicyAnswers]>([
  ["createFirstPolicy", { createFirstPolicy: "never" }],
  ["audience", { audience: "everybody" }],
  ["scope", { scope: "allExternalUsers" }],
  ["scope", { ...outside, organizations: [id(1)], scope: "allMemberUsers" }],
  ["isApprovalRequired", { isApprovalRequired: "maybe" }],
  ["stageCount", { stageCount: "4" }],
  ["stages.0.approver", { "stages.0.approver": "sponsor" }],
  ["expiration", { expiration: "weeks" }],
  ["isEnabled", { isEnabled: "true" }],
])("a value that %s does not offer is refused on its field: %j", (path, answers) => {
  expect(wrong(answers)).toEqual([`notAChoice on ${path}`]);
});

test("the manager in a second stage is no choice once the first asks it (R11)", () => {
  const manager = { "stages.0.approver": "manager", "stages.0.fallbackApprovers": [id(4)] };
  const second = { stageCount: "2", "stages.1.approver": "manager", "stages.1.approvers": [id(5)] };
  expect(wrong({ ...manager, ...second })).toEqual(["notAChoice on stages.1.approver"]);
});

test("a form that was never touched lacks requestors and approvers, and nothing else (A21)", () => {
  expect(readPolicyForm({}, DAY).faults.map(({ field }) => field)).toEqual(["people", "stages.0.approvers"]);
});
