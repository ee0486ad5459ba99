import { isDate, plusDays } from "../../lib/calendar.ts";
import { isUuid } from "../../lib/ids.ts";
import { fault } from "../fault.ts";
import type { Fault } from "../fault.ts";
import { REVIEWERS_MAX } from "../review/review-settings.ts";
import { answerTo, listedIn, policyFields } from "./policy-fields.ts";
import type { PolicyAnswers, PolicyField } from "./policy-fields.ts";
import {
  ALTERNATES_LEAST_DAYS,
  APPROVERS_MAX,
  EXPIRATION_DAYS_MAX,
  GROUPS_MAX,
  ORGANIZATIONS_MAX,
  PolicySettings,
  SUBJECTS_MAX,
} from "./policy-settings.ts";
import type { Expiration, Requestors, StageApprovers } from "./policy-settings.ts";

/** The day on which the form is read, in the zone of the person who typed it. */
export interface ReadingDay {
  today: string;
  timeZone: string;
  /** The day on which the policy's reviews started, or will; it cannot be changed (domain.md 3.3). */
  reviewStart?: string | undefined;
}

export type PolicyReading =
  /** `settings` is null where the policy is left for later. */
  { settings: PolicySettings | null; faults: readonly [] } | { settings: undefined; faults: readonly Fault[] };

/** Reads the form: the policy it describes, or everything that is wrong with it, each on its field (domain.md 4; B1-B16, R11, R12). */
export function readPolicyForm(answers: PolicyAnswers, day: ReadingDay): PolicyReading {
  const form = new FormReader(answers, day);
  const isLater = form.text("createFirstPolicy") === "later";
  const settings = isLater ? null : readSettings(form);
  if (form.faults.length > 0) return { settings: undefined, faults: form.faults };
  return { settings: isLater ? null : PolicySettings.parse(settings), faults: [] };
}

function readSettings(form: FormReader): unknown {
  const requestors = readRequestors(form);
  const isApproved = form.isYes("isApprovalRequired");
  if (requestors.scope === "allExternalUsers" && !isApproved)
    form.wrong("approvalNeededForOutsiders", {}, "isApprovalRequired");
  const stageCount = isApproved ? Number(form.text("stageCount")) : 0;
  return {
    requestors,
    approval: {
      stages: Array.from({ length: stageCount }, (_, stage) => readStage(form, `stages.${stage}.`)),
      isRequestorJustificationRequired: form.isYes("isRequestorJustificationRequired"),
    },
    expiration: readExpiration(form),
    extension: {
      isAllowed: form.isYes("isExtensionAllowed"),
      isApprovalRequired: form.isYes("isExtensionApprovalRequired"),
    },
    review: form.isYes("isReviewed") ? readReview(form) : null,
    isOnBehalfAllowed: form.isYes("isOnBehalfAllowed"),
    isEnabled: form.isYes("isEnabled"),
  };
}

function readRequestors(form: FormReader): Requestors {
  const scope = form.has("scope") ? form.text("scope") : "notSpecified";
  if (scope === "specificDirectoryUsers") {
    return { scope, ...form.peopleAndGroups("people", "groups", SUBJECTS_MAX) };
  }
  if (scope === "specificConnectedOrganizationUsers") {
    return { scope, organizations: form.list("organizations", ORGANIZATIONS_MAX) };
  }
  return { scope } as Requestors;
}

function readStage(form: FormReader, prefix: string): unknown {
  const decisionDays = form.number(`${prefix}decisionDays`);
  return {
    approvers: readApprovers(form, prefix),
    decisionDays,
    isApproverJustificationRequired: form.isYes(`${prefix}isApproverJustificationRequired`),
    alternates: form.isYes(`${prefix}isForwarded`) ? readAlternates(form, prefix, decisionDays) : null,
  };
}

function readApprovers(form: FormReader, prefix: string): StageApprovers {
  const kind = form.text(`${prefix}approver`);
  if (kind === "manager") return { kind, fallback: form.list(`${prefix}fallbackApprovers`, APPROVERS_MAX) };
  if (kind === "catalogOwners") return { kind };
  return { kind: "specific", ...form.peopleAndGroups(`${prefix}approvers`, `${prefix}approverGroups`, APPROVERS_MAX) };
}

/** Alternates may be asked from one day after submission to one day before the end (domain.md C7, R12). */
function readAlternates(form: FormReader, prefix: string, decisionDays: number): unknown {
  const people = form.list(`${prefix}alternates`, APPROVERS_MAX);
  const path = `${prefix}forwardAfterDays`;
  if (decisionDays < ALTERNATES_LEAST_DAYS) {
    form.wrong("alternatesNeedDays", { least: ALTERNATES_LEAST_DAYS }, `${prefix}isForwarded`);
    return { people, afterDays: 1 };
  }
  const afterDays = form.number(path);
  if (afterDays >= decisionDays)
    form.wrong("outOfRange", { what: "forwardAfterDays", from: 1, to: decisionDays - 1 }, path);
  return { people, afterDays };
}

function readExpiration(form: FormReader): Expiration {
  const expiration = form.text("expiration");
  if (expiration === "never") return { type: "noExpiration" };
  if (expiration === "onDate")
    return { type: "onDate", date: form.futureDate("expirationDate"), timeZone: form.day.timeZone };
  if (expiration === "hours") return { type: "afterHours", hours: form.number("expiresAfterHours") };
  return { type: "afterDays", days: form.number("expiresAfterDays") };
}

function readReview(form: FormReader): unknown {
  return {
    startDate: form.startDate("reviewStartDate"),
    timeZone: form.day.timeZone,
    frequency: form.text("reviewFrequency"),
    durationDays: form.number("reviewDays"),
    reviewers: readReviewers(form),
    ifUnanswered: form.text("ifUnanswered"),
    isRecommendationShown: form.isYes("isRecommendationShown"),
    isJustificationRequired: form.isYes("isReviewJustificationRequired"),
  };
}

function readReviewers(form: FormReader): unknown {
  const kind = form.text("reviewers");
  if (kind === "manager") return { kind, fallback: form.list("fallbackReviewers", REVIEWERS_MAX) };
  if (kind === "specific") return { kind, people: form.list("specificReviewers", REVIEWERS_MAX) };
  return { kind: "self" };
}

/** Reads answers of the fields that are there, and gathers what is wrong. */
class FormReader {
  readonly faults: Fault[] = [];
  readonly day: ReadingDay;
  readonly #answers: PolicyAnswers;
  readonly #fields: ReadonlyMap<string, PolicyField>;

  constructor(answers: PolicyAnswers, day: ReadingDay) {
    this.day = day;
    this.#answers = answers;
    this.#fields = new Map(policyFields(answers).map((field) => [field.path, field]));
    for (const field of this.#fields.values()) this.#refuseForeignChoice(field);
  }

  wrong(...[code, data, path]: Parameters<typeof fault>): void {
    this.faults.push(fault(code, data, path));
  }

  has(path: string): boolean {
    return this.#fields.has(path);
  }

  text(path: string): string {
    const field = this.#fields.get(path);
    return (field && answerTo(field, this.#answers)) ?? "";
  }

  isYes(path: string): boolean {
    return this.text(path) === "yes";
  }

  list(path: string, limit: number): string[] {
    const ids = this.#idsAt(path);
    if (ids.length === 0) this.wrong("required", { what: this.#nameOf(path) }, path);
    if (ids.length > limit) this.wrong("tooMany", { what: this.#nameOf(path), limit }, path);
    return ids;
  }

  /** At least one person or group; what is wrong stands on the people's field. */
  peopleAndGroups(peoplePath: string, groupsPath: string, limit: number): { people: string[]; groups: string[] } {
    const people = this.#idsAt(peoplePath);
    const groups = this.#idsAt(groupsPath);
    const count = people.length + groups.length;
    if (count === 0) this.wrong("required", { what: this.#nameOf(peoplePath) }, peoplePath);
    if (count > limit) this.wrong("tooMany", { what: this.#nameOf(peoplePath), limit }, peoplePath);
    if (groups.length > GROUPS_MAX)
      this.wrong("tooMany", { what: this.#nameOf(groupsPath), limit: GROUPS_MAX }, groupsPath);
    return { people, groups };
  }

  /** Not a number where it is wrong, so that no rule on top of it speaks as well. */
  number(path: string): number {
    const [from, to] = this.#fields.get(path)?.range ?? [0, 0];
    const typed = this.#typed(path);
    const isNumber = /^[+-]?\d+(\.0*)?$/.test(typed.trim());
    const value = Number(typed);
    const what = this.#nameOf(path);
    if (!isNumber) this.wrong("notANumber", { what, from, to }, path);
    else if (value < from || value > to) this.wrong("outOfRange", { what, from, to }, path);
    else return value;
    return Number.NaN;
  }

  /** From tomorrow on, and not further off than a number of days could be (domain.md B11, C5). */
  futureDate(path: string): string {
    return this.#dateFrom(plusDays(this.day.today, 1), path);
  }

  /** From today on; a day on which it has been settled already stays. */
  startDate(path: string): string {
    const { today, reviewStart: on } = this.day;
    if (on === undefined) return this.#dateFrom(today, path);
    const date = this.#typed(path);
    if (date !== on) this.wrong("reviewStartStays", { on }, path);
    return date;
  }

  #dateFrom(from: string, path: string): string {
    const to = plusDays(this.day.today, EXPIRATION_DAYS_MAX);
    const date = this.#typed(path);
    if (!isDate(date) || date < from || date > to) this.wrong("dateOutOfRange", { from, to }, path);
    return date;
  }

  /** The ids listed in a field, each once; what is no id was never offered. */
  #idsAt(path: string): string[] {
    const ids = [...new Set(listedIn(this.#answers, path))];
    if (!ids.every(isUuid)) this.wrong("notAChoice", { what: this.#nameOf(path) }, path);
    return ids;
  }

  /** What stands in the field: what was typed, or the preset if the form was never seen. */
  #typed(path: string): string {
    const answer = this.#answers[path];
    return typeof answer === "string" ? answer : (this.#fields.get(path)?.preset ?? "");
  }

  #nameOf(path: string): string {
    return this.#fields.get(path)?.name ?? path;
  }

  #refuseForeignChoice({ path, choices, name }: PolicyField): void {
    const answer = this.#answers[path];
    if (choices && typeof answer === "string" && answer !== "" && !choices.includes(answer)) {
      this.wrong("notAChoice", { what: name }, path);
    }
  }
}
