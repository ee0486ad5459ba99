/** Automatic assignment: a rule on people's attributes, at most one for each package (domain.md 4.8). */
import { z } from "zod";
import { nameKey } from "../../lib/text.ts";
import type { Attributes } from "../directory/directory.ts";
import { isOutsider } from "../policy/eligibility.ts";
import type { PersonFacts } from "../policy/eligibility.ts";
import type { PolicySettings } from "../policy/policy-settings.ts";
import type { DirectoryState, SlackState } from "../person/person.ts";

export const CONDITIONS_MAX = 5;
export const CONDITION_VALUES_MAX = 20;
export const GRACE_DAYS_MAX = 365;
/** How many people a rule may assign a package to (domain.md 4.9). */
export const AUTOMATIC_PEOPLE_MAX = 15_000;

export const RULE_MATCHES = ["all", "any"] as const;
export const RULE_OPERATORS = ["is", "isNot", "isOneOf"] as const;
export type RuleOperator = (typeof RULE_OPERATORS)[number];

export const RuleCondition = z.strictObject({
  attribute: z.string().min(1),
  operator: z.enum(RULE_OPERATORS),
  values: z.array(z.string().min(1)).min(1).max(CONDITION_VALUES_MAX),
});
export type RuleCondition = z.infer<typeof RuleCondition>;

/** Stored as it is parsed here, and read back through the same schema. */
export const AutomaticRule = z.strictObject({
  match: z.enum(RULE_MATCHES),
  conditions: z.array(RuleCondition).min(1).max(CONDITIONS_MAX),
  /** Whether whoever matches is assigned the package. */
  isAssigning: z.boolean(),
  /** Whether whoever got it by the rule and matches no longer loses it, after so many days. */
  isRemoving: z.boolean(),
  graceDays: z.int().min(0).max(GRACE_DAYS_MAX),
});
export type AutomaticRule = z.infer<typeof AutomaticRule>;

/** Whether attributes meet a rule's conditions. Values are compared as names are, without regard to case and blanks. */
export function matchesRule({ match, conditions }: AutomaticRule, attributes: Attributes): boolean {
  const holds = (condition: RuleCondition) => isMet(condition, attributes);
  return match === "all" ? conditions.every(holds) : conditions.some(holds);
}

/** Whoever lacks the attribute is nothing in it, so `is not` is met. */
function isMet({ attribute, operator, values }: RuleCondition, attributes: Attributes): boolean {
  const value = Object.hasOwn(attributes, attribute) ? nameKey(attributes[attribute] ?? "") : undefined;
  const isAmong = values.some((each) => nameKey(each) === value);
  return operator === "isNot" ? !isAmong : isAmong;
}

/** What a rule looks at in a person. */
export interface RuledPerson extends Pick<PersonFacts, "isGuest" | "organizationId"> {
  directoryState: DirectoryState;
  slackState: SlackState;
  attributes: Attributes;
}

/** Whether the rule means the person: members of the directory alone, no guests and no deactivated accounts. */
export function isMeant(
  rule: AutomaticRule,
  { directoryState, slackState, attributes, ...facts }: RuledPerson,
): boolean {
  const isMember = directoryState === "present" && slackState !== "deactivated" && !isOutsider(facts);
  return isMember && matchesRule(rule, attributes);
}

/** The policy that stands behind what a rule assigns: nobody decides, nothing is asked, and only the rule ends it. */
export const AUTOMATIC_POLICY: PolicySettings = {
  requestors: { scope: "notSpecified" },
  approval: { stages: [], isRequestorJustificationRequired: false },
  expiration: { type: "noExpiration" },
  extension: { isAllowed: false, isApprovalRequired: false },
  questions: [],
  isOnBehalfAllowed: false,
  review: null,
  isEnabled: true,
};
