import { eq } from "drizzle-orm";
import { groupMember } from "../schema/person.ts";
import type { Reader } from "../database.ts";

/** The groups to which a person belongs. */
export async function groupIdsOf(db: Reader, personId: string): Promise<string[]> {
  const rows = await db
    .select({ groupId: groupMember.groupId })
    .from(groupMember)
    .where(eq(groupMember.personId, personId));
  return rows.map(({ groupId }) => groupId);
}
