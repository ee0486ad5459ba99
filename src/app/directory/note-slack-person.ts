import type { SlackPerson } from "../../domain/person/slack-person.ts";
import { organizationsByDomain } from "../../store/query/directory/organizations.ts";
import { knownSlackIds, noteTold } from "../../store/query/slack-people.ts";
import type { AppDeps } from "../deps.ts";
import { systemCommand } from "../system-command.ts";
import { joinSlackPerson } from "./join-slack-person.ts";

/** Stores one person as Slack describes them now: after `user_change` and `team_join`, or when first seen. */
export const noteSlackPerson: (deps: AppDeps, person: SlackPerson) => Promise<void> = systemCommand({
  name: "slackPerson.note",
  run: async ({ tx, now, newId, input: person }) => {
    const events = await joinSlackPerson(tx, person, await organizationsByDomain(tx), newId);
    await noteTold(tx, person.slackUserId, now);
    return { result: undefined, events };
  },
});

/**
 * Makes sure that everybody named has a row, fetching those who have none. Quick when all of them have: one indexed
 * query. Ids that are no human's stay unknown.
 */
export async function ensureKnown(
  deps: AppDeps,
  slackUserIds: readonly string[],
  fetchOne: (slackUserId: string) => Promise<SlackPerson | null>,
): Promise<void> {
  const known = await knownSlackIds(deps.database.read, slackUserIds);
  const unknown = [...new Set(slackUserIds)].filter((id) => !known.has(id));
  const people = await Promise.all(unknown.map(fetchOne));
  for (const person of people) if (person) await noteSlackPerson(deps, person);
}
