import { fault } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { listedIn, policyFields } from "../../domain/policy/policy-fields.ts";
import type { PolicyAnswers, PolicyField } from "../../domain/policy/policy-fields.ts";
import type { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { readPolicyForm } from "../../domain/policy/read-policy-form.ts";
import { dateIn } from "../../lib/calendar.ts";
import { isUuid } from "../../lib/ids.ts";
import { peopleBySlackIds } from "../../store/query/person.ts";
import { organizationsById, resourcesById } from "../../store/query/resource.ts";
import type { Reader } from "../../store/database.ts";
import type { ActingPerson } from "../acting-person.ts";

/**
 * Reads the Policy step's answers, in which people are Slack user ids: the settings (null: later), or everything
 * that is wrong, each on its field (B1-B16). `kept`: people by person id, by field path, whom Slack does not know and who
 * stay as they are. `reviewStart`: the day on which the stored policy's reviews start.
 */
export async function checkPolicy(
  db: Reader,
  by: ActingPerson,
  answers: PolicyAnswers,
  now: Date,
  kept: PolicyAnswers = {},
  reviewStart?: string,
): Promise<{ settings: PolicySettings | null; faults: readonly Fault[] }> {
  const fields = policyFields(answers);
  const people = await resolvePeople(db, answers, fields, kept);
  const faults = [...people.faults, ...(await goneSubjects(db, answers, fields))];
  const timeZone = by.timeZone ?? "UTC";
  const reading = readPolicyForm(
    { ...answers, ...people.answers },
    { today: dateIn(timeZone, now), timeZone, reviewStart },
  );
  // A field that names an unknown person would else be called empty as well.
  const named = new Set(faults.map(({ field }) => field));
  const all = [...faults, ...reading.faults.filter(({ field }) => field === undefined || !named.has(field))];
  return { settings: reading.settings ?? null, faults: all };
}

/** The people fields' answers as person ids; somebody unknown or deactivated is a fault. */
async function resolvePeople(
  db: Reader,
  answers: PolicyAnswers,
  fields: readonly PolicyField[],
  kept: PolicyAnswers,
): Promise<{ answers: Record<string, string[]>; faults: Fault[] }> {
  const paths = fields.filter(({ kind }) => kind === "people").map(({ path }) => path);
  const rows = await peopleBySlackIds(db, [...new Set(paths.flatMap((path) => listedIn(answers, path)))]);
  const bySlackId = new Map(rows.map((row) => [row.slackUserId, row]));
  const faults: Fault[] = [];
  const resolved: Record<string, string[]> = {};
  for (const path of paths) {
    const found = listedIn(answers, path).flatMap((slackUserId) => {
      const row = bySlackId.get(slackUserId);
      if (!row) faults.push(fault("personNotKnownYet", {}, path));
      else if (row.slackState === "deactivated") faults.push(fault("personDeactivated", { name: row.name }, path));
      return row ? [row.id] : [];
    });
    resolved[path] = [...listedIn(kept, path), ...found];
  }
  return { answers: resolved, faults };
}

/** Groups and organizations that are not in the directory (any more). */
async function goneSubjects(db: Reader, answers: PolicyAnswers, fields: readonly PolicyField[]): Promise<Fault[]> {
  const pathsOf = (kind: PolicyField["kind"]) => fields.filter((field) => field.kind === kind).map(({ path }) => path);
  const idsAt = (paths: string[]) => [...new Set(paths.flatMap((path) => listedIn(answers, path)))].filter(isUuid);
  const groups = await resourcesById(db, idsAt(pathsOf("groups")));
  const organizations = await organizationsById(db, idsAt(pathsOf("organizations")));
  const present = new Set([
    ...groups.filter(({ type, goneAt }) => type === "group" && goneAt === null).map(({ id }) => id),
    ...organizations.filter(({ isGone }) => !isGone).map(({ id }) => id),
  ]);
  const names = new Map([...groups, ...organizations].map(({ id, name }) => [id, name]));
  return [...pathsOf("groups"), ...pathsOf("organizations")].flatMap((path) =>
    listedIn(answers, path)
      .filter((id) => !present.has(id))
      .map((id) => fault("policySubjectGone", { name: names.get(id) ?? "" }, path)),
  );
}
