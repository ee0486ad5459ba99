import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { OrganizationState } from "../../domain/person/person.ts";
import { connectedOrganization, person } from "../schema/person.ts";
import type { Reader } from "../database.ts";
import { Premise } from "./premise.ts";
import { uuids, wholeRows } from "./rows.ts";
import { given, statement } from "./statement.ts";
import type { Source } from "./statement.ts";

export type PersonRow = typeof person.$inferSelect;

const PERSON = wholeRows(person);

/** A person, and whether their organization is configured or only proposed; null when it has gone or there is none. */
export type AskerRow = PersonRow & { organizationState: OrganizationState | null };

/** The person of the Slack user id given as `slackUserId`. */
export const ASKER_ROW = sql`select ${PERSON.columns}, (
    select ${connectedOrganization.state} from ${connectedOrganization}
    where ${connectedOrganization.id} = ${person.organizationId} and ${connectedOrganization.goneAt} is null) as "organizationState"
  from ${person} where ${person.slackUserId} = ${given("slackUserId")}`;

export const decodeAsker = (row: Record<string, unknown>): AskerRow => PERSON.decode(row) as AskerRow;

/** The id of the person of the Slack user id given as `slackUserId`, for what is asked before it is known who they are. */
export const ASKER_ID = sql`(select ${person.id} from ${person} where ${person.slackUserId} = ${given("slackUserId")})`;

const findAsker = statement(ASKER_ROW, decodeAsker);

/** That the person who asks still is as they are. */
export const ASKER = new Premise<AskerRow | undefined>(
  sql`select row_to_json(asker)::text from (${ASKER_ROW}) asker`,
  (text) => (text === null ? undefined : decodeAsker(JSON.parse(text))),
);

export async function personBySlackId(source: Source, slackUserId: string): Promise<AskerRow | undefined> {
  const [row] = await findAsker(source, { slackUserId });
  return row;
}

export async function peopleBySlackIds(db: Reader, slackUserIds: readonly string[]): Promise<PersonRow[]> {
  if (slackUserIds.length === 0) return [];
  return db
    .select()
    .from(person)
    .where(inArray(person.slackUserId, [...slackUserIds]));
}

const findPeople = statement(
  sql`select ${PERSON.columns} from ${person} where ${person.id} = any(${given("ids")}::text::uuid[])`,
  PERSON.decode,
);

export async function peopleById(db: Reader, ids: readonly string[]): Promise<PersonRow[]> {
  return ids.length === 0 ? [] : findPeople(db, { ids: uuids(ids) });
}

/** The person with that Slack user id or e-mail address. */
export async function personNamed(db: Reader, idOrEmail: string): Promise<PersonRow | undefined> {
  const [row] = await db
    .select()
    .from(person)
    .where(or(eq(person.slackUserId, idOrEmail), eq(person.email, idOrEmail.toLowerCase())))
    .limit(1);
  return row;
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
