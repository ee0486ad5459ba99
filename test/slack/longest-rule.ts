import type { AutomaticRule } from "../../src/domain/automatic/automatic-rule.ts";
import type { Script } from "./longest.ts";

/** As many conditions as there can be, each with as many values, as long as can be. */
export function longestRule(script: Script): AutomaticRule {
  const condition = {
    operator: "isOneOf",
    attribute: "a".repeat(50),
    values: Array.from({ length: 20 }, () => script(100)),
  } as const;
  return {
    match: "any",
    conditions: Array.from({ length: 5 }, () => condition),
    isAssigning: true,
    isRemoving: true,
    graceDays: 365,
  };
}
