import { automaticEffect } from "../../domain/automatic/automatic-effect.ts";
import type { AutomaticEffect } from "../../domain/automatic/automatic-effect.ts";
import { readAutomaticForm } from "../../domain/automatic/automatic-form.ts";
import type { AutomaticAnswers } from "../../domain/automatic/automatic-form.ts";
import { AUTOMATIC_PEOPLE_MAX } from "../../domain/automatic/automatic-rule.ts";
import type { AutomaticRule } from "../../domain/automatic/automatic-rule.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { attributeNames, peopleAlike } from "../../store/query/automatic-rule.ts";
import type { RuleRow } from "../../store/query/automatic-rule.ts";
import type { Reader } from "../../store/database.ts";

/** The attributes that a rule can name: those that people have, and those that it names already. */
export async function attributesFor(db: Reader, stored: RuleRow | undefined): Promise<string[]> {
  const named = stored?.rule.conditions.map(({ attribute }) => attribute) ?? [];
  return [...new Set([...(await attributeNames(db)), ...named])];
}

/**
 * Reads the form of a package's rule and counts whom it means. Refuses with everything that is wrong with it, each on
 * its field; and where it would assign to more people than one rule may (domain.md 4.9), on no field.
 */
export async function checkAutomatic(
  db: Reader,
  answers: AutomaticAnswers,
  { packageId, stored }: { packageId: string; stored: RuleRow | undefined },
): Promise<{ rule: AutomaticRule; effect: AutomaticEffect }> {
  const { rule, faults } = readAutomaticForm(answers, new Set(await attributesFor(db, stored)));
  if (!rule) throw new Refusal(...faults);
  const effect = await effectOf(db, rule, { packageId, ruleId: stored?.id ?? null });
  refuseTooMany(rule, effect);
  return { rule, effect };
}

/** What a rule would do at once; `null`: the package, or its rule, is not stored yet. */
export async function effectOf(
  db: Reader,
  rule: AutomaticRule,
  { packageId, ruleId }: { packageId: string | null; ruleId: string | null },
): Promise<AutomaticEffect> {
  const attributes = [...new Set(rule.conditions.map(({ attribute }) => attribute))];
  return automaticEffect(rule, await peopleAlike(db, { packageId, ruleId, attributes }));
}

/** Refuses a rule that would assign to more people than one may (domain.md 4.9), on no field. */
export function refuseTooMany({ isAssigning }: AutomaticRule, { matching }: AutomaticEffect): void {
  if (isAssigning && matching > AUTOMATIC_PEOPLE_MAX)
    throw new Refusal(fault("ruleMeansTooMany", { people: matching, limit: AUTOMATIC_PEOPLE_MAX }));
}
