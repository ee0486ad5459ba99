/**
 * The policy form's shape: which fields there are, given the answers so far, with their choices and presets
 * (words.md 2, Policy). The view draws exactly these fields and the reader reads exactly these fields.
 */
import { REVIEW_DAYS_MAX, REVIEW_FREQUENCIES, UNANSWERED } from "../review/review-settings.ts";
import { DECISION_DAYS_MAX, EXPIRATION_DAYS_MAX, EXPIRATION_HOURS_MAX, STAGES_MAX } from "./policy-settings.ts";
import { DIRECTORY_SCOPES } from "./scope.ts";

/** What was typed, by field path. Choices are texts, people and groups lists of ids, numbers and dates texts. */
export type PolicyAnswers = Readonly<Record<string, string | readonly string[]>>;

export type PolicyFieldKind =
  | "radio"
  | "select"
  | "people"
  | "groups"
  | "organizations"
  | "number"
  | "date"
  | "text"
  | "lines";

export interface PolicyField {
  path: string;
  kind: PolicyFieldKind;
  /** The field's name without its stage: `approvers` of `stages.1.approvers`. */
  name: string;
  /** Counted from 0; for fields of an approval stage. */
  stage?: number;
  /** Counted from 0; for fields of a question. */
  question?: number;
  choices?: readonly string[];
  preset?: string;
  /** Least and most, for numbers. */
  range?: readonly [number, number];
  /** How many characters, for texts. */
  limit?: number;
  /** Left empty it is an error on this field alone. */
  isRequired: boolean;
  /** The form changes its shape with this answer. */
  shapes: boolean;
}

const YES_NO = ["yes", "no"] as const;

const SCOPES_BY_AUDIENCE = {
  inDirectory: DIRECTORY_SCOPES,
  notInDirectory: ["specificConnectedOrganizationUsers", "allConfiguredConnectedOrganizationUsers", "allExternalUsers"],
} as const;

/** The answer that counts: what was chosen if it is still a choice, else the preset. */
export function answerTo(field: PolicyField, answers: PolicyAnswers): string | undefined {
  const answer = answers[field.path];
  if (typeof answer === "string" && answer !== "" && (field.choices?.includes(answer) ?? true)) return answer;
  return field.preset;
}

/** A list answer, such as people or groups; empty when nothing was picked. */
export function listedIn(answers: PolicyAnswers, path: string): readonly string[] {
  const answer = answers[path];
  return Array.isArray(answer) ? answer : [];
}

/** The fields of the form as it stands, in order. */
export function policyFields(answers: PolicyAnswers): PolicyField[] {
  const form = new FormShape(answers);
  if (form.choice("createFirstPolicy", ["now", "later"], "now") === "later") return form.fields;

  const audience = form.choice("audience", ["inDirectory", "notInDirectory", "none"], "inDirectory");
  if (audience === "inDirectory" || audience === "notInDirectory") addScope(form, audience);

  const isApproved = audience !== "none" && form.yesNo("isApprovalRequired", "yes");
  if (isApproved) addApproval(form);

  const expiration = addExpiration(form);
  if (audience !== "none" && expiration !== "never") {
    const isExtendable = form.yesNo("isExtensionAllowed", "yes");
    if (isExtendable && isApproved) form.yesNo("isExtensionApprovalRequired", "yes", { shapes: false });
  }
  if (form.yesNo("isReviewed", "no")) addReview(form);
  form.yesNo("isEnabled", "yes", { shapes: false });
  return form.fields;
}

function addScope(form: FormShape, audience: keyof typeof SCOPES_BY_AUDIENCE): void {
  const scopes = SCOPES_BY_AUDIENCE[audience];
  const scope = form.choice("scope", scopes, scopes[0], { kind: "select" });
  if (scope === "specificDirectoryUsers") {
    form.add("people", "people", { isRequired: false });
    form.add("groups", "groups", { isRequired: false });
  }
  if (scope === "specificConnectedOrganizationUsers") form.add("organizations", "organizations", {});
  if (audience === "inDirectory") form.yesNo("isOnBehalfAllowed", "no", { shapes: false });
}

function addApproval(form: FormShape): void {
  form.yesNo("isRequestorJustificationRequired", "yes", { shapes: false });
  const counts = Array.from({ length: STAGES_MAX }, (_, index) => String(index + 1));
  const count = Number(form.choice("stageCount", counts, "1", { kind: "select" }));
  let managerIsTaken = false;
  for (let stage = 0; stage < count; stage += 1) {
    managerIsTaken = addStage(form, stage, managerIsTaken) || managerIsTaken;
  }
}

/** Adds one stage; true when it asks the manager, who can then not be asked again (domain.md 3.2, R11). */
function addStage(form: FormShape, stage: number, managerIsTaken: boolean): boolean {
  const kinds = managerIsTaken ? ["specific", "catalogOwners"] : ["specific", "manager", "catalogOwners"];
  const approver = form.choice("approver", kinds, "specific", { kind: "select", stage });
  if (approver === "specific") {
    form.add("approvers", "people", { isRequired: false, stage });
    form.add("approverGroups", "groups", { isRequired: false, stage });
  }
  if (approver === "manager") form.add("fallbackApprovers", "people", { stage });
  form.add("decisionDays", "number", { range: [1, DECISION_DAYS_MAX], preset: String(DECISION_DAYS_MAX), stage });
  form.yesNo("isApproverJustificationRequired", "yes", { shapes: false, stage });
  if (form.yesNo("isForwarded", "no", { stage })) {
    form.add("alternates", "people", { stage });
    form.add("forwardAfterDays", "number", { range: [1, DECISION_DAYS_MAX - 1], stage });
  }
  return approver === "manager";
}

function addExpiration(form: FormShape): string {
  const expiration = form.choice("expiration", ["onDate", "days", "hours", "never"], "days");
  if (expiration === "onDate") form.add("expirationDate", "date", {});
  if (expiration === "days") form.add("expiresAfterDays", "number", { range: [1, EXPIRATION_DAYS_MAX], preset: "365" });
  if (expiration === "hours") form.add("expiresAfterHours", "number", { range: [1, EXPIRATION_HOURS_MAX] });
  return expiration;
}

const REVIEW_DAYS_PRESET = 25;

/** The reviews of access (domain.md 3.3). How long one may last follows from how often there is one. */
function addReview(form: FormShape): void {
  form.add("reviewStartDate", "date", {});
  const asked = form.choice("reviewFrequency", REVIEW_FREQUENCIES, "quarterly", { kind: "select" });
  const frequency = REVIEW_FREQUENCIES.find((each) => each === asked) ?? "quarterly";
  const most = REVIEW_DAYS_MAX[frequency];
  form.add("reviewDays", "number", { range: [1, most], preset: String(Math.min(most, REVIEW_DAYS_PRESET)) });
  const reviewers = form.choice("reviewers", ["self", "specific", "manager"], "specific", { kind: "select" });
  if (reviewers === "specific") form.add("specificReviewers", "people", {});
  if (reviewers === "manager") form.add("fallbackReviewers", "people", {});
  form.choice("ifUnanswered", UNANSWERED, "keepAccess", { kind: "select", shapes: false });
  form.yesNo("isRecommendationShown", "yes", { shapes: false });
  form.yesNo("isReviewJustificationRequired", "yes", { shapes: false });
}

type FieldOptions = Partial<Omit<PolicyField, "path" | "name">>;

/** Collects fields, and answers what was chosen so far while it does. */
class FormShape {
  readonly fields: PolicyField[] = [];
  readonly #answers: PolicyAnswers;

  constructor(answers: PolicyAnswers) {
    this.#answers = answers;
  }

  add(name: string, kind: PolicyFieldKind, options: FieldOptions): PolicyField {
    const path = options.stage === undefined ? name : `stages.${options.stage}.${name}`;
    const field: PolicyField = { isRequired: true, shapes: false, ...options, kind, name, path };
    this.fields.push(field);
    return field;
  }

  choice(name: string, choices: readonly string[], preset: string, options: FieldOptions = {}): string {
    const kind = options.kind ?? "radio";
    const field = this.add(name, kind, { shapes: true, ...options, choices, preset });
    return answerTo(field, this.#answers) ?? preset;
  }

  yesNo(name: string, preset: "yes" | "no", options: FieldOptions = {}): boolean {
    return this.choice(name, YES_NO, preset, options) === "yes";
  }
}
