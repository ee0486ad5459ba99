/** The form in which a rule of automatic assignment is written, and how it is read (domain.md 4.8). */
import { lengthOf, tidyLine } from "../../lib/text.ts";
import { ATTRIBUTE_VALUE_MAX } from "../directory/directory.ts";
import { fault } from "../fault.ts";
import type { Fault } from "../fault.ts";
import {
  AutomaticRule,
  CONDITION_VALUES_MAX,
  CONDITIONS_MAX,
  GRACE_DAYS_MAX,
  RULE_MATCHES,
  RULE_OPERATORS,
} from "./automatic-rule.ts";
import type { RuleCondition, RuleOperator } from "./automatic-rule.ts";

/** What stands in the form, by field path. */
export type AutomaticAnswers = Readonly<Record<string, string>>;

/** A form with nothing chosen: one condition, and the presets of the product (domain.md 4.8). */
export const NEW_AUTOMATIC: AutomaticAnswers = {
  "conditions.0.operator": "is",
  match: "all",
  isAssigning: "yes",
  isRemoving: "yes",
  graceDays: "7",
};

/** The answers of the form that would give this rule. */
export function answersFromRule(rule: AutomaticRule): AutomaticAnswers {
  const answers: Record<string, string> = {
    match: rule.match,
    isAssigning: rule.isAssigning ? "yes" : "no",
    isRemoving: rule.isRemoving ? "yes" : "no",
    graceDays: String(rule.graceDays),
  };
  for (const [at, { attribute, operator, values }] of rule.conditions.entries()) {
    answers[`conditions.${at}.attribute`] = attribute;
    answers[`conditions.${at}.operator`] = operator;
    answers[`conditions.${at}.values`] = values.join("\n");
  }
  return answers;
}

/** How many conditions the answers are about: at least one. */
export function conditionCount(answers: AutomaticAnswers): number {
  const last = Object.keys(answers).map((path) => Number(/^conditions\.(\d)\./.exec(path)?.[1] ?? 0));
  return Math.min(Math.max(0, ...last) + 1, CONDITIONS_MAX);
}

/**
 * The rule that the form holds, or everything that is wrong with it, each on its field. A further condition of which
 * nothing was filled in does not count. `known`: the attributes that people have, and those that the rule had.
 */
export function readAutomaticForm(
  answers: AutomaticAnswers,
  known: ReadonlySet<string>,
): { rule: AutomaticRule; faults: readonly [] } | { rule: null; faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const conditions = Array.from({ length: conditionCount(answers) }, (_, at) => at)
    .filter((at) => at === 0 || isFilledIn(answers, at))
    .map((at) => readCondition(answers, at, known, faults));
  const graceDays = readDays(answers["graceDays"] ?? "", faults);
  const match = RULE_MATCHES.find((each) => each === answers["match"]);
  if (!match) faults.push(fault("notAChoice", { what: "match" }, "match"));
  if (!match || faults.length > 0) return { rule: null, faults };
  const isYes = (path: string) => answers[path] === "yes";
  const rule = { match, conditions, isAssigning: isYes("isAssigning"), isRemoving: isYes("isRemoving"), graceDays };
  return { rule: AutomaticRule.parse(rule), faults: [] };
}

function isFilledIn(answers: AutomaticAnswers, at: number): boolean {
  return ["attribute", "values"].some((name) => (answers[`conditions.${at}.${name}`] ?? "").trim() !== "");
}

function readCondition(
  answers: AutomaticAnswers,
  at: number,
  known: ReadonlySet<string>,
  faults: Fault[],
): RuleCondition {
  const path = (name: string) => `conditions.${at}.${name}`;
  const attribute = answers[path("attribute")] ?? "";
  if (attribute === "") faults.push(fault("required", { what: "attribute" }, path("attribute")));
  else if (!known.has(attribute)) faults.push(fault("notAChoice", { what: "attribute" }, path("attribute")));
  const operator = RULE_OPERATORS.find((each) => each === answers[path("operator")]);
  if (!operator) faults.push(fault("notAChoice", { what: "condition" }, path("operator")));
  const values = linesOf(answers[path("values")] ?? "");
  faults.push(...valueFaults(values, operator, path("values")));
  return { attribute, operator: operator ?? "is", values };
}

function valueFaults(values: readonly string[], operator: RuleOperator | undefined, path: string): Fault[] {
  if (values.length === 0) return [fault("required", { what: "values" }, path)];
  if (values.length > CONDITION_VALUES_MAX) return [fault("tooManyLines", { limit: CONDITION_VALUES_MAX }, path)];
  if (values.some((value) => lengthOf(value) > ATTRIBUTE_VALUE_MAX))
    return [fault("lineTooLong", { limit: ATTRIBUTE_VALUE_MAX }, path)];
  return values.length > 1 && operator !== "isOneOf" ? [fault("oneValueOnly", {}, path)] : [];
}

/** A value on each line that says something, each once. */
function linesOf(text: string): string[] {
  const lines = text.split("\n").map(tidyLine);
  return [...new Set(lines.filter((line) => line !== ""))];
}

function readDays(text: string, faults: Fault[]): number {
  const days = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN;
  const range = { what: "graceDays", from: 0, to: GRACE_DAYS_MAX };
  if (Number.isNaN(days)) faults.push(fault("notANumber", range, "graceDays"));
  else if (days > GRACE_DAYS_MAX) faults.push(fault("outOfRange", range, "graceDays"));
  return days;
}
