import type { AutomaticRule } from "./automatic-rule.ts";

/** How a person stands to the package of a rule. */
export interface AutomaticStanding {
  /** Whether the rule means them now. */
  isMeant: boolean;
  /** How they hold the package: by this rule, otherwise, or not at all. */
  holds: "byRule" | "otherwise" | "not";
  /** Whether an end is set already for what they hold by the rule. */
  isLeaving: boolean;
  /** Whether an own request for it is open: that goes its way first. */
  hasAskedForIt: boolean;
}

/** `leave`: access will end after the grace; `stay`: that is taken back. */
export type AutomaticStep = "assign" | "leave" | "stay" | "nothing";

/** What a rule does about a person (domain.md 4.8, D23). Pure; once it is done, the next answer is `nothing`. */
export function automaticStep(
  { isAssigning, isRemoving }: Pick<AutomaticRule, "isAssigning" | "isRemoving">,
  { isMeant, holds, isLeaving, hasAskedForIt }: AutomaticStanding,
): AutomaticStep {
  if (holds === "otherwise") return "nothing";
  if (holds === "not") return isMeant && isAssigning && !hasAskedForIt ? "assign" : "nothing";
  const shallLeave = isRemoving && !isMeant;
  if (shallLeave === isLeaving) return "nothing";
  return shallLeave ? "leave" : "stay";
}
