import { answersFromPolicy } from "../policy/policy-answers.ts";
import { PolicySettings } from "../policy/policy-settings.ts";
import { readQuestions } from "../policy/question-form.ts";
import { readPolicyForm } from "../policy/read-policy-form.ts";
import { renameSubjects } from "./policy-subjects.ts";

/**
 * Whether storing the wish would change nothing: it says the same, or what the form would make of it does. The order of
 * people, groups and organizations says nothing.
 */
export function isSamePolicy(stored: PolicySettings, wish: PolicySettings, today: string): boolean {
  return [wish, asTheFormReads(wish, today)].some((settings) => inOrder(settings) === inOrder(stored));
}

/** A wish without what has no meaning beside the rest of it, such as an extension of what never ends. */
function asTheFormReads(wish: PolicySettings, today: string): PolicySettings {
  const { expiration, review } = wish;
  const timeZone = expiration.type === "onDate" ? expiration.timeZone : "UTC";
  const answers = answersFromPolicy(wish);
  const { settings } = readPolicyForm(answers, { today, timeZone, reviewStart: review?.startDate });
  return settings ? { ...settings, questions: readQuestions(answers).questions, review } : wish;
}

function inOrder(settings: PolicySettings): string {
  const sorted = (ids: readonly string[]) => ids.toSorted();
  const ordered = renameSubjects(settings, { people: sorted, groups: sorted, organizations: sorted });
  return JSON.stringify(PolicySettings.safeParse(ordered).data ?? ordered);
}
