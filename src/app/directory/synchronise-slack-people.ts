import type { DomainEvent } from "../../domain/event.ts";
import type { SlackPerson } from "../../domain/person/slack-person.ts";
import { chunksOf } from "../../lib/chunks.ts";
import { holdDirectory } from "../../store/query/directory/exclusive.ts";
import { organizationsByDomain } from "../../store/query/directory/organizations.ts";
import type { PersonRow } from "../../store/query/person.ts";
import {
  deactivateUnlisted,
  insertSlackPeople,
  lockPeopleOf,
  updateSlackPeople,
} from "../../store/query/slack-people.ts";
import type { SlackPersonRow } from "../../store/query/slack-people.ts";
import type { Transaction } from "../../store/database.ts";
import type { AppDeps } from "../deps.ts";
import { systemCommand } from "../system-command.ts";
import {
  deactivations,
  joinSlackPerson,
  matchSlackPerson,
  personDeactivated,
  slackPersonRow,
} from "./join-slack-person.ts";

/** Slack's list of people. */
export interface SlackList {
  people: readonly SlackPerson[];
  /** When it began to be read. That may take minutes, so whatever Slack told of somebody meanwhile is newer. */
  since: Date;
}

export interface SlackPeopleChanges {
  added: number;
  changed: number;
  /** Members whom Slack lists no longer. */
  unlisted: number;
}

const CHUNK = 1000;

/**
 * Stores everybody in Slack's list of people, writing only what differs; members who are not in it count as
 * deactivated. An empty list changes nothing: no workspace is empty, so it says nothing.
 */
export const synchroniseSlackPeople: (deps: AppDeps, list: SlackList) => Promise<SlackPeopleChanges> = systemCommand({
  name: "slackPeople.synchronise",
  run: async ({ tx, newId, input: { people, since } }) => {
    const result = { added: 0, changed: 0, unlisted: 0 };
    if (people.length === 0) return { result, events: [] };
    const events: DomainEvent[] = [];
    await holdDirectory(tx);
    const byDomain = await organizationsByDomain(tx);
    for (const chunk of chunksOf(people, CHUNK)) {
      const stored = await storeChunk(tx, { people: chunk, since }, byDomain, newId);
      result.added += stored.added;
      result.changed += stored.changed;
      events.push(...stored.events);
    }
    const listed = people.map(({ slackUserId }) => slackUserId);
    const unlisted = await deactivateUnlisted(tx, listed, since);
    events.push(...unlisted.map(personDeactivated));
    return { result: { ...result, unlisted: unlisted.length }, events };
  },
});

/** Everybody whose row is clear at once, then one by one those who share an e-mail address with somebody. */
async function storeChunk(
  tx: Transaction,
  { people: chunk, since }: SlackList,
  byDomain: ReadonlyMap<string, string>,
  newId: () => string,
): Promise<{ added: number; changed: number; events: DomainEvent[] }> {
  const emails = chunk.flatMap(({ email }) => email ?? []);
  const rowsOf = byIdentity(
    await lockPeopleOf(
      tx,
      chunk.map(({ slackUserId }) => slackUserId),
      emails,
    ),
  );
  const repeated = new Set(emails.filter((email, at) => emails.indexOf(email) !== at));
  const added: SlackPersonRow[] = [];
  const changed: SlackPersonRow[] = [];
  const contested: SlackPerson[] = [];
  const events: DomainEvent[] = [];
  for (const slack of chunk) {
    const rows = rowsOf(slack);
    if (rows.some(({ slackUserId, slackToldAt }) => slackUserId === slack.slackUserId && isSince(slackToldAt, since)))
      continue;
    const match = matchSlackPerson(slack, rows);
    const row = slackPersonRow(slack, match, byDomain, newId);
    if (match.rival !== undefined || (slack.email !== null && repeated.has(slack.email))) contested.push(slack);
    else if (match.row === undefined) added.push(row);
    else if (differs(row, match.row)) {
      changed.push(row);
      events.push(...deactivations(match.row, row));
    }
  }
  await updateSlackPeople(tx, changed);
  const inserted = await insertSlackPeople(tx, added);
  for (const slack of contested) events.push(...(await joinSlackPerson(tx, slack, byDomain, newId)));
  return { added: inserted, changed: changed.length + contested.length, events };
}

function isSince(moment: Date | null, since: Date): boolean {
  return moment !== null && moment >= since;
}

/** Looks up the rows with somebody's Slack id or e-mail address. */
function byIdentity(rows: readonly PersonRow[]): (slack: SlackPerson) => PersonRow[] {
  const bySlackId = new Map(rows.map((row) => [row.slackUserId, row]));
  const byEmail = new Map(rows.map((row) => [row.email, row]));
  return ({ slackUserId, email }) =>
    [bySlackId.get(slackUserId), email === null ? undefined : byEmail.get(email)].flatMap((row) => row ?? []);
}

function differs(row: SlackPersonRow, stored: PersonRow): boolean {
  return (Object.keys(row) as (keyof SlackPersonRow)[]).some((column) => row[column] !== stored[column]);
}
