import { eq, inArray, or, sql } from "drizzle-orm";
import { person } from "../schema/person.ts";
import type { Reader, Transaction } from "../database.ts";
import { asJson, asMoment, rowsOf } from "./rows.ts";
import type { PersonRow } from "./person.ts";

/** What Slack changes of a person's row. */
export type SlackPersonRow = Pick<
  PersonRow,
  "id" | "slackUserId" | "email" | "name" | "timeZone" | "isGuest" | "slackState" | "organizationId"
>;

/** The rows that have one of the Slack ids or one of the e-mail addresses, locked. */
export async function lockPeopleOf(
  tx: Transaction,
  slackUserIds: readonly string[],
  emails: readonly string[],
): Promise<PersonRow[]> {
  return tx
    .select()
    .from(person)
    .where(or(inArray(person.slackUserId, [...slackUserIds]), inArray(person.email, [...emails])))
    .orderBy(person.id)
    .for("update");
}

/** Which of the Slack ids have a row. */
export async function knownSlackIds(db: Reader, slackUserIds: readonly string[]): Promise<Set<string>> {
  if (slackUserIds.length === 0) return new Set();
  const rows = await db
    .select({ slackUserId: person.slackUserId })
    .from(person)
    .where(inArray(person.slackUserId, [...slackUserIds]));
  return new Set(rows.flatMap(({ slackUserId }) => slackUserId ?? []));
}

const COLUMNS = sql`(id uuid, "slackUserId" text, email text, name text, "timeZone" text, "isGuest" boolean, "slackState" slack_state, "organizationId" uuid)`;

/** Adds people; somebody whom another process has added at this moment is left out. Says how many were added. */
export async function insertSlackPeople(tx: Transaction, rows: readonly SlackPersonRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const added = await rowsOf(
    tx,
    sql`
      insert into person (id, slack_user_id, email, name, time_zone, is_guest, slack_state, organization_id)
      select id, "slackUserId", email, name, "timeZone", "isGuest", "slackState", "organizationId"
      from json_to_recordset(${asJson(rows)}) as row${COLUMNS}
      on conflict do nothing
      returning id`,
  );
  return added.length;
}

export async function updateSlackPeople(tx: Transaction, rows: readonly SlackPersonRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update person as stored
    set slack_user_id = row."slackUserId", email = row.email, name = row.name, time_zone = row."timeZone",
      is_guest = row."isGuest", slack_state = row."slackState", organization_id = row."organizationId"
    from json_to_recordset(${asJson(rows)}) as row${COLUMNS}
    where stored.id = row.id`);
}

/** Notes when Slack told of a person alone. */
export async function noteTold(tx: Transaction, slackUserId: string, at: Date): Promise<void> {
  await tx.update(person).set({ slackToldAt: at }).where(eq(person.slackUserId, slackUserId));
}

/** Takes the e-mail address from a row, so that another row can have it. */
export async function releaseEmail(tx: Transaction, id: string): Promise<void> {
  await tx.update(person).set({ email: null }).where(eq(person.id, id));
}

/**
 * Marks members deactivated whom Slack no longer lists, and did not tell of since it began the list. Guests stay as they are: Slack does not list the people of
 * other workspaces, and lists its own guests as deleted when they are.
 * Gives the ids of those it marked.
 */
export async function deactivateUnlisted(tx: Transaction, listed: readonly string[], since: Date): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`
      update person set slack_state = 'deactivated'
      where slack_state = 'active' and not is_guest
        and (slack_told_at is null or slack_told_at < ${asMoment(since)})
        and slack_user_id not in (select json_array_elements_text(${asJson(listed)}))
      returning id`,
  );
  return rows.map(({ id }) => id);
}

/** Gives what the directory says of one row to another, and whoever reports to the one now reports to the other. */
export async function moveDirectoryFacts(tx: Transaction, from: PersonRow, to: string): Promise<void> {
  const { name, directoryState, managerId, organizationId, attributes } = from;
  await tx.update(person).set({ name, directoryState, managerId, organizationId, attributes }).where(eq(person.id, to));
  await tx.update(person).set({ directoryState: "gone", managerId: null }).where(eq(person.id, from.id));
  await tx.update(person).set({ managerId: to }).where(eq(person.managerId, from.id));
  await tx.execute(sql`
    with moved as (
      delete from resource_owner where person_id = ${from.id} returning resource_id, resource_type, resource_name_key)
    insert into resource_owner (resource_id, resource_type, resource_name_key, person_id)
    select resource_id, resource_type, resource_name_key, ${to}::uuid from moved on conflict do nothing`);
  await tx.execute(sql`
    with moved as (delete from group_member where person_id = ${from.id} returning group_id)
    insert into group_member (group_id, person_id) select group_id, ${to}::uuid from moved on conflict do nothing`);
}

/** Gives the catalog roles of one row to another. */
export async function moveCatalogRoles(tx: Transaction, from: string, to: string): Promise<void> {
  await tx.execute(sql`
    with moved as (delete from catalog_member where person_id = ${from} returning catalog_id, role, added_at)
    insert into catalog_member (catalog_id, person_id, role, added_at)
    select catalog_id, ${to}::uuid, role, added_at from moved on conflict do nothing`);
}
