import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { OrganizationState } from "../../domain/person/person.ts";
import { connectedOrganization, person } from "../schema/person.ts";
import type { Reader } from "../database.ts";
import { wholeRows } from "./rows.ts";

export type PersonRow = typeof person.$inferSelect;

const PERSON = wholeRows(person);

/** The person, and whether their organization is configured or only proposed; null when it has gone or there is none. */
export async function personBySlackId(
  db: Reader,
  slackUserId: string,
): Promise<(PersonRow & { organizationState: OrganizationState | null }) | undefined> {
  const { id, state, goneAt } = connectedOrganization;
  const statement = sql`select ${PERSON.columns}, ${state} as "organizationState" from ${person}
    left join ${connectedOrganization} on ${id} = ${person.organizationId} and ${goneAt} is null
    where ${person.slackUserId} = ${slackUserId}`;
  const [row] = await PERSON.read(db, statement);
  return row as (PersonRow & { organizationState: OrganizationState | null }) | undefined;
}

export async function peopleBySlackIds(db: Reader, slackUserIds: readonly string[]): Promise<PersonRow[]> {
  if (slackUserIds.length === 0) return [];
  return db
    .select()
    .from(person)
    .where(inArray(person.slackUserId, [...slackUserIds]));
}

export async function peopleById(db: Reader, ids: readonly string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(person)
    .where(inArray(person.id, [...ids]));
}

/** The names of active people among those with these Slack user ids or e-mail addresses, in alphabetical order. */
export async function namesOfActive(db: Reader, idsOrEmails: ReadonlySet<string>, limit: number): Promise<string[]> {
  if (idsOrEmails.size === 0) return [];
  const listed = [...idsOrEmails];
  const rows = await db
    .select({ name: person.name })
    .from(person)
    .where(and(eq(person.slackState, "active"), or(inArray(person.slackUserId, listed), inArray(person.email, listed))))
    .orderBy(person.name)
    .limit(limit);
  return rows.map(({ name }) => name);
}

/** The person's manager, as the directory says; null where it names none. */
export async function managerOf(db: Reader, personId: string): Promise<string | null> {
  const [row] = await db.select({ managerId: person.managerId }).from(person).where(eq(person.id, personId)).limit(1);
  return row?.managerId ?? null;
}
