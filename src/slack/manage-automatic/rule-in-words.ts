import type { AutomaticRule, RuleCondition, RuleOperator } from "../../domain/automatic/automatic-rule.ts";

export const OPERATOR_LABELS: Readonly<Record<RuleOperator, string>> = {
  is: "is",
  isNot: "is not",
  isOneOf: "is one of",
};

/** What a rule says, a sentence for each thing. */
export function ruleInWords({ match, conditions, isAssigning, isRemoving, graceDays }: AutomaticRule): string[] {
  const between = match === "all" ? " and " : " or ";
  return [
    `Members of the directory whose ${conditions.map(conditionInWords).join(between)}.`,
    isAssigning ? "Whoever matches is assigned it." : "Nobody is assigned it at present.",
    isRemoving
      ? `Whoever matches no longer loses it ${daysInWords(graceDays)}.`
      : "Whoever matches no longer keeps it.",
  ];
}

function conditionInWords({ attribute, operator, values }: RuleCondition): string {
  return `${attribute} ${OPERATOR_LABELS[operator]} ${values.map((value) => `“${value}”`).join(", ")}`;
}

/** When somebody loses access who matches no longer. */
export function daysInWords(graceDays: number): string {
  if (graceDays === 0) return "at once";
  return graceDays === 1 ? "after 1 day" : `after ${graceDays} days`;
}
