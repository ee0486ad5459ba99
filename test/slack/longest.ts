/** The longest data that there can be, in scripts that are counted differently in characters, units and bytes. */
import type { Wizard, WizardResource } from "../../src/app/draft/read-wizard.ts";
import type { FoundPackage, Page, SearchCursor } from "../../src/app/package/find-packages.ts";
import type { ExplainedPolicies } from "../../src/app/policy/explain-policies.ts";
import type { PackageCard } from "../../src/app/package/show-package.ts";
import type { Fault, FaultCode, FaultData } from "../../src/domain/fault.ts";
import type { PolicyAnswers } from "../../src/domain/policy/policy-fields.ts";
import { POLICY_MISSES } from "../../src/domain/policy/policy-miss.ts";
import type { PolicySettings, Requestors } from "../../src/domain/policy/policy-settings.ts";
import type { Question } from "../../src/domain/policy/question.ts";
import { RESOURCE_TYPES } from "../../src/domain/resource/resource.ts";
import { fault } from "../../src/domain/fault.ts";
import { longestRule } from "./longest-rule.ts";

/** Makes a text of so many characters. */
export type Script = (length: number) => string;

const repeat = (pattern: string): Script => {
  const points = Array.from(pattern);
  return (length) => Array.from({ length }, (_, index) => points[index % points.length] ?? "").join("");
};

export const SCRIPTS: Readonly<Record<string, Script>> = {
  "plain letters": repeat("Access "),
  emoji: repeat("😀"),
  "letters beyond the basic plane": repeat("𝒜𝒷𝒸"),
  "text from right to left": repeat("חבילת גישה "),
  "combining marks": repeat("e\u0301\u0323"),
  "markup and quotes": repeat('<!channel> *b* _i_ `c` & <@U01ADA> :tada: "q" \\ '),
};

export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const ids = (count: number, from = 1): string[] => Array.from({ length: count }, (_, index) => id(from + index));
export const userIds = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `U${String(index).padStart(10, "0")}`);

/** A text that differs from its neighbours in its first characters. */
const numbered = (script: Script, length: number, number: number): string =>
  `${String(number).padStart(3, "0")}${script(length - 3)}`;

export function resources(script: Script, count: number, roles: number): WizardResource[] {
  return ids(count).map((resourceId, index) => {
    const names = Array.from({ length: roles }, (_, role) => numbered(script, 75, role));
    const type = RESOURCE_TYPES[index % RESOURCE_TYPES.length] ?? "site";
    return {
      id: resourceId,
      type,
      name: numbered(script, 100, index),
      roles: names,
      role: names.at(-1) ?? null,
      isGone: index % 2 === 0,
      aside: script(1000),
    };
  });
}

const GROUPS = ids(100);
const ORGANIZATIONS = ids(100, 200);

/** Everybody and everything by name, as the views of policies are drawn with. */
export const names = (script: Script): ReadonlyMap<string, string> =>
  new Map([...GROUPS, ...ORGANIZATIONS, ...userIds(500)].map((each) => [each, script(100)]));

function stage(number: number, approver: string): PolicyAnswers {
  const at = (name: string) => `stages.${number}.${name}`;
  return {
    [at("approver")]: approver,
    [at("approvers")]: userIds(100),
    [at("approverGroups")]: GROUPS,
    [at("fallbackApprovers")]: userIds(100),
    [at("isForwarded")]: "yes",
    [at("alternates")]: userIds(100),
    [at("decisionDays")]: "14",
    [at("forwardAfterDays")]: "13",
  };
}

const everything: PolicyAnswers = {
  people: userIds(500),
  groups: GROUPS,
  organizations: ORGANIZATIONS,
  stageCount: "3",
  isReviewed: "yes",
  reviewStartDate: "2034-03-07",
  specificReviewers: userIds(100),
  fallbackReviewers: userIds(100),
  ...stage(0, "specific"),
  ...stage(1, "specific"),
  ...stage(2, "specific"),
};

/** The policy form in each of its shapes, with as much in it as there can be. */
export const POLICY_SHAPES: Readonly<Record<string, PolicyAnswers>> = {
  "as it opens": {},
  "for later": { createFirstPolicy: "later" },
  "with everything on": everything,
  "for members": {
    ...everything,
    isOnBehalfAllowed: "yes",
    scope: "allMemberUsers",
    expiration: "onDate",
    expirationDate: "2034-03-07",
  },
  "for organizations": { ...everything, audience: "notInDirectory", expiration: "hours", expiresAfterHours: "87840" },
  "for all external users": {
    ...everything,
    audience: "notInDirectory",
    scope: "allExternalUsers",
    expiration: "never",
  },
  "for nobody": { ...everything, audience: "none", reviewers: "self", reviewFrequency: "weekly" },
  "with managers": {
    ...everything,
    reviewers: "manager",
    ...stage(0, "manager"),
    ...stage(1, "catalogOwners"),
    ...stage(2, "catalogOwners"),
  },
  "without approval": { isApprovalRequired: "no", isExtensionAllowed: "no" },
  "with nonsense typed": {
    ...everything,
    expiresAfterDays: "9".repeat(300),
    "stages.0.decisionDays": "many",
    groups: ids(600),
    scope: "nothing of the kind",
  },
  "with a date that does not exist": { expiration: "onDate", expirationDate: "2025-02-30" },
};

/** A fault of every code, with the longest data; a code that is not here does not compile. */
export function faultsOfEveryKind(script: Script): Fault[] {
  const name = script(100);
  const data: { [Code in FaultCode]: FaultData[Code] } = {
    required: { what: "name" },
    tooLong: { what: "description", limit: 1000 },
    outOfRange: { what: "expiresAfterHours", from: 1, to: 87_840 },
    notANumber: { what: "expiresAfterDays", from: 1, to: 3660 },
    notAChoice: { what: "scope" },
    tooMany: { what: "people", limit: 500 },
    tooManyLines: { limit: 10 },
    lineTooLong: { limit: 75 },
    questionRepeated: { first: 9 },
    oneValueOnly: {},
    ruleMeansTooMany: { people: 300_000, limit: 15_000 },
    reviewClosed: {},
    reviewStartStays: { on: "2024-02-29" },
    dateOutOfRange: { from: "2024-02-29", to: "2034-03-07" },
    alternatesNeedDays: { least: 4 },
    approvalNeededForOutsiders: {},
    policySubjectGone: { name },
    personNotKnownYet: {},
    noSuchDay: { written: name, lean: "last" },
    dayToCome: { day: "2034-03-07" },
    personDeactivated: { name },
    delegateIsOneself: {},
    nameTakenInCatalog: { name, catalog: name },
    catalogNameTaken: { name },
    policyNameTaken: { name },
    policyInUse: { name, holders: 300_000 },
    packageHeld: { holders: 300_000, deactivated: [name, name, name] },
    incompatibleHeld: { names: [name, name, name] },
    incompatibleForPeople: { people: [name, name, name], names: [name, name, name] },
    notPermitted: { action: "package.create", ask: ["access package manager"], owners: [name, name, name] },
    mayCreateNowhere: { administrators: [name, name, name] },
    catalogNotUsable: {},
    catalogNeeded: {},
    resourceNotPickable: { resource: name },
    resourceGone: { resource: name },
    roleNotOffered: { resource: name, role: script(75) },
    lastCatalogOwner: {},
    generalKeepsItsName: {},
    generalStays: {},
    resourceNotOwned: { resource: name },
    resourceInUse: { resource: name, packages: [name, name, name], more: true },
    catalogNotEmpty: { packages: [name, name, name], more: true },
    personUnknown: {},
    accountDeactivated: {},
    notFound: { what: "access package" },
    draftOutdated: {},
    windowOutdated: {},
    buttonOutdated: {},
    draftNotYours: {},
    draftExpired: {},
    changedMeanwhile: { what: "this catalog" },
    dateTooEarly: { from: "2024-02-29" },
    policyEndsBeforeStart: { on: "2024-02-29" },
    policyEnded: { on: "2024-02-29" },
    notRequestable: {
      because: "noPolicyForPerson",
      policies: POLICY_MISSES.map((miss) => ({ name, miss })),
    },
    alreadyRequested: {},
    alreadyHeld: {},
    policyChoiceNeeded: {},
    notDirectReport: {},
    recordNotCompleted: { state: "partiallyDelivered" },
    recordInUse: {},
    reportCannotRequest: { name, because: "catalogClosedToOutsiders" },
    nobodyCanDecide: { stage: 3 },
    ownRequest: {},
    cannotDecideThis: { people: Array(100).fill(name) },
    alreadyDecided: { by: name, result: "approved", goesOn: true },
    requestClosed: { state: "partiallyDelivered" },
    decisionTooLate: {},
    requestorGone: { name },
    notCancelable: { state: "partiallyDelivered" },
    notResubmittable: { state: "pendingApproval" },
    notExtendable: { because: "notInScope" },
    accessEnded: {},
    policyNotAssignable: { name },
    noPolicyToAssign: {},
    policyExcludes: { people: Array(100).fill(name), policy: name },
    heldAlready: { people: Array(100).fill(name) },
    requestedAlready: { people: Array(100).fill(name) },
    questionsForOne: {},
    nobodyCanDecideFor: { people: Array(100).fill(name), stage: 3 },
    notReprocessable: { because: "tooOld" },
  };
  return Object.entries(data).map(([code, each]) => fault(code as FaultCode, each));
}

/** Review of a draft in which everything is as long, and as wrong, as it can be. */
export function reviewStep(
  script: Script,
  answers: PolicyAnswers,
  faults: readonly Fault[],
  dryRun: ExplainedPolicies | null,
): Extract<Wizard, { step: "review" }> {
  const steps = ["basics", "resourceRoles", "policy"] as const;
  return {
    draftId: id(1),
    version: 99,
    step: "review",
    review: {
      name: script(100),
      description: script(1000),
      catalogName: script(100),
      isNewCatalog: true,
      resources: resources(script, 40, 3),
      answers,
      names: names(script),
      check: {
        faults: steps.flatMap((step) => faults.map((each) => ({ step, fault: each }))),
        warnings: ["noResources", "noPolicy", "policyDisabled"],
        catalog: null,
        resources: [],
        settings: null,
      },
      copied: {
        from: script(100),
        isHidden: true,
        policyName: script(100),
        unseen: {},
        questions: questions(10),
        policies: [],
        incompatible: { packages: ids(100), groups: ids(100) },
        automatic: longestRule(script),
        isAutomaticLeftOut: true,
        leftOut: ids(40).map(() => ({ resource: script(255), role: script(100) })),
      },
      automaticEffect: { matching: 300_000, gaining: 300_000, leaving: 0, unknown: [] },
      dryRun,
    },
  };
}

const CURSOR = (script: Script): SearchCursor => ({ tier: "starts", nameKey: script(100), id: id(1) });

export function foundPackages(script: Script, count: number): Page<FoundPackage> {
  const rows = ids(count).map((each) => ({
    id: each,
    name: script(100),
    nameKey: script(100),
    description: script(1000),
    catalogId: id(1),
    catalogName: script(100),
    isRequestable: true,
  }));
  return { rows, next: CURSOR(script) };
}

/** As many questions, each with as many choices as there can be. */
export function questions(count: number, script: Script = (length) => "q".repeat(length)): Question[] {
  const choices = Array.from({ length: 10 }, (_, index) => numbered(script, 75, index));
  return Array.from({ length: count }, (_, index) => ({
    text: numbered(script, 150, index),
    isRequired: index % 2 === 0,
    kind: "multipleChoice" as const,
    choices,
  }));
}

/** A policy with as much in it as there can be. */
export function settings(requestors: Requestors): PolicySettings {
  const approvers = { kind: "specific" as const, people: ids(100), groups: [] };
  const stage = {
    approvers,
    decisionDays: 14,
    isApproverJustificationRequired: true,
    alternates: { people: ids(100), afterDays: 13 },
  };
  return {
    requestors,
    approval: {
      stages: [stage, stage, { ...stage, approvers: { kind: "manager", fallback: ids(100) } }],
      isRequestorJustificationRequired: true,
    },
    expiration: { type: "onDate", date: "2034-03-07", timeZone: "Europe/Berlin" },
    extension: { isAllowed: true, isApprovalRequired: true },
    questions: questions(10),
    review: {
      startDate: "2034-03-07",
      timeZone: "Europe/Berlin",
      frequency: "halfYearly",
      durationDays: 180,
      reviewers: { kind: "manager", fallback: ids(100) },
      ifUnanswered: "acceptRecommendation",
      isRecommendationShown: true,
      isJustificationRequired: true,
    },
    isOnBehalfAllowed: true,
    isEnabled: false,
  };
}

/** A card on which everything is as long as it can be. */
export function longestCard(script: Script): PackageCard {
  const policies = [
    settings({ scope: "specificDirectoryUsers", people: ids(400), groups: ids(100) }),
    settings({ scope: "specificConnectedOrganizationUsers", organizations: ids(100, 200) }),
    settings({ scope: "allExternalUsers" }),
    settings({ scope: "notSpecified" }),
  ];
  return {
    id: id(1),
    name: script(100),
    description: script(1000),
    catalogName: script(100),
    isCatalogEnabled: false,
    isHidden: true,
    resourceRoles: resources(script, 40, 1).map(({ type, name, isGone }) => ({ type, name, role: script(75), isGone })),
    policies: policies.map((each) => ({ name: script(100), settings: each })),
    names: names(script),
    isRequestable: true,
    mayManage: true,
    staff: { holders: 100_000, pendingRequests: 100_000 },
    isAssignable: true,
  };
}
