import type { DomainEvent } from "../../domain/event.ts";
import { homeOrganization } from "../../domain/person/home-organization.ts";
import type { SlackPerson } from "../../domain/person/slack-person.ts";
import type { PersonRow } from "../../store/query/person.ts";
import {
  insertSlackPeople,
  lockPeopleOf,
  moveCatalogRoles,
  moveDirectoryFacts,
  releaseEmail,
  updateSlackPeople,
} from "../../store/query/slack-people.ts";
import type { SlackPersonRow } from "../../store/query/slack-people.ts";
import type { Transaction } from "../../store/database.ts";

/** Which row a Slack account belongs to. */
export interface SlackMatch {
  /** The row that the account has, or takes; none: it gets a new one. */
  row: PersonRow | undefined;
  /** Another row, which has to give up the e-mail address. */
  rival: PersonRow | undefined;
  /** The account's e-mail address, or null where it may not have it. */
  email: string | null;
}

/**
 * Finds the row of a Slack account. An account keeps its row for good, as policies, roles and the audit trail refer
 * to it. Without a row it takes that of its e-mail address when nobody has it in Slack, or somebody whose account is
 * deactivated: an account that was made anew. A deactivated account takes no address from anybody.
 */
export function matchSlackPerson(slack: SlackPerson, rows: readonly PersonRow[]): SlackMatch {
  const own = rows.find(({ slackUserId }) => slackUserId === slack.slackUserId);
  const holder =
    slack.email === null ? undefined : rows.find(({ id, email }) => email === slack.email && id !== own?.id);
  if (holder === undefined) return { row: own, rival: undefined, email: slack.email };
  if (holder.slackUserId !== null && slack.isDeactivated) return { row: own, rival: undefined, email: null };
  const isFree = holder.slackUserId === null || holder.slackState === "deactivated";
  if (own === undefined && isFree) return { row: holder, rival: undefined, email: slack.email };
  return { row: own, rival: holder, email: slack.email };
}

/** What the row is to say. The directory's word on the name and the organization stands while the directory lists the person. */
export function slackPersonRow(
  slack: SlackPerson,
  { row, email }: SlackMatch,
  byDomain: ReadonlyMap<string, string>,
  newId: () => string,
): SlackPersonRow {
  const { slackUserId, timeZone, isGuest } = slack;
  const address = email ?? row?.email ?? null;
  const inDirectory = row?.directoryState === "present" ? row : undefined;
  return {
    id: row?.id ?? newId(),
    slackUserId,
    email: address,
    name: inDirectory?.name ?? slack.name,
    timeZone,
    isGuest,
    slackState: slack.isDeactivated ? "deactivated" : "active",
    organizationId: inDirectory
      ? inDirectory.organizationId
      : ((address && homeOrganization(address, byDomain)) ?? null),
  };
}

/** What has happened when somebody could act until now and can no more: others are asked where they were to decide. */
export function deactivations(before: PersonRow | undefined, after: SlackPersonRow): DomainEvent[] {
  const wasThere = before !== undefined && before.slackState !== "deactivated";
  return wasThere && after.slackState === "deactivated" ? [personDeactivated(after.id)] : [];
}

export function personDeactivated(id: string): DomainEvent {
  return { type: "person.deactivated", target: { kind: "person", id } };
}

/** How often to look again when another process stores the same person at the same moment. */
const ATTEMPTS = 3;

/** Stores one person as Slack describes them, and joins what is known of their e-mail address; gives what has happened. */
export async function joinSlackPerson(
  tx: Transaction,
  slack: SlackPerson,
  byDomain: ReadonlyMap<string, string>,
  newId: () => string,
): Promise<DomainEvent[]> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const rows = await lockPeopleOf(tx, [slack.slackUserId], slack.email === null ? [] : [slack.email]);
    const match = matchSlackPerson(slack, rows);
    if (match.rival) await releaseEmail(tx, match.rival.id);
    const row = slackPersonRow(slack, match, byDomain, newId);
    if (match.row) await updateSlackPeople(tx, [row]);
    else if ((await insertSlackPeople(tx, [row])) === 0) continue;
    if (match.rival) await takeOver(tx, match.rival, row.id);
    return deactivations(match.row, row);
  }
  throw new Error(`${slack.slackUserId} is being stored elsewhere`);
}

/** Whoever was known by the address alone is the same person; somebody with an account only loses the directory's facts. */
async function takeOver(tx: Transaction, rival: PersonRow, by: string): Promise<void> {
  if (rival.directoryState === "present") await moveDirectoryFacts(tx, rival, by);
  if (rival.slackUserId === null) await moveCatalogRoles(tx, rival.id, by);
}
