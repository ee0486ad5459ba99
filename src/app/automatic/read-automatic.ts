import type { AutomaticEffect } from "../../domain/automatic/automatic-effect.ts";
import { answersFromRule, NEW_AUTOMATIC } from "../../domain/automatic/automatic-form.ts";
import type { AutomaticAnswers } from "../../domain/automatic/automatic-form.ts";
import type { AutomaticRule } from "../../domain/automatic/automatic-rule.ts";
import { ruleOf } from "../../store/query/automatic-rule.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { packageForStaff } from "../package/package-for-staff.ts";
import { attributesFor, checkAutomatic } from "./check-automatic.ts";

/** What the form of a package's rule shows. */
export interface AutomaticForm {
  packageId: string;
  packageName: string;
  /** Of the rule as it is stored; null: there is none yet. */
  version: number | null;
  answers: AutomaticAnswers;
  /** The attributes to choose from. */
  attributes: readonly string[];
}

/** The form of a package's rule, for administrators; refused for others, with whom to ask. */
export async function readAutomatic(deps: AppDeps, slackUserId: string, packageId: string): Promise<AutomaticForm> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { found } = await packageForStaff(db, by, packageId, { action: "policy.editAutomatic" });
  const stored = await ruleOf(db, packageId);
  return {
    packageId,
    packageName: found.name,
    version: stored?.version ?? null,
    answers: stored ? answersFromRule(stored.rule) : NEW_AUTOMATIC,
    attributes: await attributesFor(db, stored),
  };
}

/** What the rule in the form would do at once, before it is saved. Refused as its saving would be. */
export async function readAutomaticEffect(
  deps: AppDeps,
  slackUserId: string,
  { packageId, answers }: { packageId: string; answers: AutomaticAnswers },
): Promise<{ rule: AutomaticRule; effect: AutomaticEffect }> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  await packageForStaff(db, by, packageId, { action: "policy.editAutomatic" });
  return checkAutomatic(db, answers, { packageId, stored: await ruleOf(db, packageId) });
}
