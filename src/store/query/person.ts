import { eq, inArray } from "drizzle-orm";
import { person } from "../schema/person.ts";
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
