import { nameKey } from "../../lib/text.ts";
import type { Attributes } from "../directory/directory.ts";
import { isMeant } from "./automatic-rule.ts";
import type { AutomaticRule, RuledPerson } from "./automatic-rule.ts";

/** People who are the same in everything that a rule looks at, and how many of them hold its package. */
export interface Alike extends RuledPerson {
  people: number;
  /** How many of them hold it, by whichever way. */
  holding: number;
  /** How many of them hold it by this rule. */
  byRule: number;
}

/** What a rule would do at once. */
export interface AutomaticEffect {
  /** How many people match. */
  matching: number;
  /** How many of them do not hold the package yet. */
  gaining: number;
  /** How many hold it by the rule and match no longer. */
  leaving: number;
  /** What conditions name that nobody has. */
  unknown: readonly { attribute: string; value: string }[];
}

/** What the rule would do to all these people (domain.md 4.8). */
export function automaticEffect(rule: AutomaticRule, groups: readonly Alike[]): AutomaticEffect {
  const effect = { matching: 0, gaining: 0, leaving: 0 };
  for (const group of groups) {
    if (isMeant(rule, group)) {
      effect.matching += group.people;
      effect.gaining += group.people - group.holding;
    } else effect.leaving += group.byRule;
  }
  return {
    ...effect,
    unknown: unknownValues(
      rule,
      groups.map(({ attributes }) => attributes),
    ),
  };
}

function unknownValues({ conditions }: AutomaticRule, known: readonly Attributes[]): AutomaticEffect["unknown"] {
  return conditions.flatMap(({ attribute, values }) => {
    const had = new Set(known.flatMap((attributes) => nameKey(attributes[attribute] ?? "")));
    return values.filter((value) => !had.has(nameKey(value))).map((value) => ({ attribute, value }));
  });
}
