import { and, eq, inArray, isNull } from "drizzle-orm";
import type { OrganizationState } from "../../domain/person/person.ts";
import { connectedOrganization, person } from "../schema/person.ts";
import type { Reader } from "../database.ts";

export type PersonRow = typeof person.$inferSelect;

export async function personBySlackId(db: Reader, slackUserId: string): Promise<PersonRow | undefined> {
  const [row] = await db.select().from(person).where(eq(person.slackUserId, slackUserId)).limit(1);
  return row;
}

export async function peopleBySlackIds(db: Reader, slackUserIds: readonly string[]): Promise<PersonRow[]> {
  if (slackUserIds.length === 0) return [];
  return db.select().from(person).where(inArray(person.slackUserId, [...slackUserIds]));
}

export async function peopleById(db: Reader, ids: readonly string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  return db.select().from(person).where(inArray(person.id, [...ids]));
}

/** Whether a connected organization is configured or only proposed; null when it has gone. */
export async function organizationStateOf(db: Reader, id: string): Promise<OrganizationState | null> {
  const [row] = await db
    .select({ state: connectedOrganization.state })
    .from(connectedOrganization)
    .where(and(eq(connectedOrganization.id, id), isNull(connectedOrganization.goneAt)))
    .limit(1);
  return row?.state ?? null;
}
