import { z } from "zod";
import { fault } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { answersFromPolicy } from "../../domain/policy/policy-answers.ts";
import { listedIn, policyFields } from "../../domain/policy/policy-fields.ts";
import type { PolicyAnswers } from "../../domain/policy/policy-fields.ts";
import { POLICY_NAME_MAX } from "../../domain/policy/policy-settings.ts";
import type { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { readQuestions } from "../../domain/policy/question-form.ts";
import type { ReviewSettings } from "../../domain/review/review-settings.ts";
import { textFaults } from "../../domain/text-faults.ts";
import { nameKey } from "../../lib/text.ts";
import { policiesOf } from "../../store/query/package.ts";
import type { StoredPolicy } from "../../store/query/package.ts";
import { peopleById } from "../../store/query/person.ts";
import type { Reader } from "../../store/database.ts";
import type { ActingPerson } from "../acting-person.ts";
import { checkPolicy } from "../draft/check-policy.ts";

/** What stands in the form of a policy: people are Slack user ids. */
export const PolicyForm = z.object({
  name: z.string(),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** People whom Slack does not know, by person id and field path; left out, those stay who are in the policy. */
  unseen: z.record(z.string(), z.array(z.uuid())).optional(),
  /** Where its date is meant; left out, where whoever writes it is. */
  timeZone: z.string().optional(),
  /** The same for the day on which its reviews start. */
  reviewTimeZone: z.string().optional(),
});
export type PolicyForm = z.infer<typeof PolicyForm>;

/** The answers that a policy's form opens with, and whom Slack's selects cannot show, by field path. */
export async function answersOf(
  db: Reader,
  settings: PolicySettings,
): Promise<{ answers: PolicyAnswers; unseen: PolicyAnswers }> {
  const answers: Record<string, string | readonly string[]> = { ...answersFromPolicy(settings) };
  const unseen: Record<string, readonly string[]> = {};
  const paths = policyFields(answers).flatMap(({ kind, path }) => (kind === "people" ? [path] : []));
  const people = await peopleById(db, [...new Set(paths.flatMap((path) => listedIn(answers, path)))]);
  const slackIds = new Map(people.flatMap(({ id, slackUserId }) => (slackUserId ? [[id, slackUserId] as const] : [])));
  for (const path of paths) {
    const listed = listedIn(answers, path);
    answers[path] = listed.flatMap((id) => slackIds.get(id) ?? []);
    unseen[path] = listed.filter((id) => !slackIds.has(id));
  }
  return { answers, unseen };
}

/**
 * Reads the form of a package's policy, by the rules of the wizard's (B1-B16), its name and its questions (R14);
 * everything that is wrong with it stands on its field. `stored`: the policy as it was, where it is there already.
 */
export async function checkPolicyForm(
  db: Reader,
  by: ActingPerson,
  { name, answers, unseen, timeZone, reviewTimeZone }: PolicyForm,
  { packageId, now, stored }: { packageId: string; now: Date; stored?: StoredPolicy },
): Promise<{ settings: PolicySettings | null; faults: readonly Fault[] }> {
  const kept = unseen ?? (stored ? (await answersOf(db, stored.settings)).unseen : {});
  const writer = { ...by, timeZone: timeZone ?? by.timeZone };
  const before = stored?.settings.review;
  const whole = { ...answers, createFirstPolicy: "now" };
  // A file may tell of reviews that have started long ago; whoever fills in the form begins them.
  const told = reviewTimeZone === undefined ? undefined : textAt(answers, "reviewStartDate");
  const checked = await checkPolicy(db, writer, whole, now, kept, before?.startDate ?? told);
  const { questions, faults } = readQuestions(answers);
  const review = withZone(checked.settings?.review ?? null, reviewTimeZone ?? before?.timeZone ?? by.timeZone);
  const settings = checked.settings && { ...checked.settings, questions, review };
  const isTaken = (await policiesOf(db, packageId)).some(
    (other) => other.id !== stored?.id && nameKey(other.name) === nameKey(name),
  );
  return {
    settings: settings && stored && timeZone === undefined ? withSameZone(settings, stored.settings) : settings,
    faults: [
      ...textFaults(name, "name", POLICY_NAME_MAX),
      ...(isTaken ? [fault("policyNameTaken", { name }, "name")] : []),
      ...checked.faults,
      ...faults,
    ],
  };
}

function textAt(answers: PolicyAnswers, path: string): string | undefined {
  const answer = answers[path];
  return typeof answer === "string" ? answer : undefined;
}

function withZone(review: ReviewSettings | null, timeZone: string | null): ReviewSettings | null {
  return review && { ...review, timeZone: timeZone ?? review.timeZone };
}

/** A date that was not touched still means the end of that day where it was first written (domain.md 4.5). */
function withSameZone(settings: PolicySettings, { expiration: before }: PolicySettings): PolicySettings {
  const { expiration } = settings;
  const isSame = expiration.type === "onDate" && before.type === "onDate" && expiration.date === before.date;
  return isSame ? { ...settings, expiration: before } : settings;
}
