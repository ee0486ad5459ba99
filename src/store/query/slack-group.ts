import { and, eq, inArray, sql } from "drizzle-orm";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { nameKey } from "../../lib/text.ts";
import { catalogGroup } from "../schema/catalog.ts";
import { person } from "../schema/person.ts";
import { slackGroup, slackGroupMember } from "../schema/slack-group.ts";
import type { Reader, Transaction } from "../database.ts";
import { searchByName } from "./search.ts";
import type { Page } from "./search.ts";
import type { Source } from "./statement.ts";
import { isAmong } from "./rows.ts";

export type SlackGroupRow = typeof slackGroup.$inferSelect;

export interface NamedGroup {
  id: string;
  name: string;
  nameKey: string;
}

const search = searchByName<NamedGroup>({
  table: slackGroup,
  select: sql`${slackGroup.id}, ${slackGroup.name}, ${slackGroup.nameKey} as "nameKey"`,
  filter: sql`${slackGroup.disabledAt} is null`,
  leaves: "few",
});

/** Slack's user groups, best match first. */
export async function searchSlackGroups(source: Source, text: string, size: number): Promise<Page<NamedGroup>> {
  return search(source, text, { size }, {});
}

export async function slackGroupsById(db: Reader, ids: readonly string[]): Promise<SlackGroupRow[]> {
  if (ids.length === 0) return [];
  return db.select().from(slackGroup).where(isAmong(slackGroup.id, ids));
}

/** Every user group with a role in a catalog. */
export async function groupsWithRole(
  db: Reader,
  catalogId: string,
): Promise<{ groupId: string; name: string; role: CatalogRole }[]> {
  return db
    .select({ groupId: slackGroup.id, name: slackGroup.name, role: catalogGroup.role })
    .from(catalogGroup)
    .innerJoin(slackGroup, eq(slackGroup.id, catalogGroup.groupId))
    .where(eq(catalogGroup.catalogId, catalogId))
    .orderBy(slackGroup.nameKey);
}

export async function addCatalogGroups(
  tx: Transaction,
  catalogId: string,
  role: CatalogRole,
  groupIds: readonly string[],
  addedAt: Date,
): Promise<void> {
  if (groupIds.length === 0) return;
  const rows = groupIds.map((groupId) => ({ catalogId, groupId, role, addedAt }));
  await tx.insert(catalogGroup).values(rows).onConflictDoNothing();
}

export async function removeCatalogGroups(
  tx: Transaction,
  catalogId: string,
  role: CatalogRole,
  groupIds: readonly string[],
): Promise<void> {
  if (groupIds.length === 0) return;
  const { catalogId: of, role: held, groupId } = catalogGroup;
  await tx.delete(catalogGroup).where(and(eq(of, catalogId), eq(held, role), isAmong(groupId, groupIds)));
}

/** The user group, locked; by Slack's id. */
export async function lockSlackGroup(tx: Transaction, slackId: string): Promise<SlackGroupRow | undefined> {
  const [row] = await tx.select().from(slackGroup).where(eq(slackGroup.slackId, slackId)).for("update");
  return row;
}

export async function slackGroupsListed(db: Reader): Promise<SlackGroupRow[]> {
  return db.select().from(slackGroup);
}

export async function insertSlackGroup(
  tx: Transaction,
  row: Pick<SlackGroupRow, "id" | "slackId" | "name" | "handle" | "disabledAt">,
): Promise<void> {
  await tx.insert(slackGroup).values({ ...row, nameKey: nameKey(row.name) });
}

export async function updateSlackGroup(
  tx: Transaction,
  id: string,
  { name, ...change }: Pick<SlackGroupRow, "name" | "handle" | "disabledAt">,
): Promise<void> {
  await tx
    .update(slackGroup)
    .set({ ...change, name, nameKey: nameKey(name) })
    .where(eq(slackGroup.id, id));
}

/** Who belongs to the group, as Slack's ids. */
export async function slackIdsIn(db: Reader, groupId: string): Promise<string[]> {
  const rows = await db
    .select({ slackUserId: slackGroupMember.slackUserId })
    .from(slackGroupMember)
    .where(eq(slackGroupMember.groupId, groupId));
  return rows.map(({ slackUserId }) => slackUserId);
}

export async function addToSlackGroup(
  tx: Transaction,
  groupId: string,
  slackUserIds: readonly string[],
): Promise<void> {
  if (slackUserIds.length === 0) return;
  const rows = slackUserIds.map((slackUserId) => ({ groupId, slackUserId }));
  await tx.insert(slackGroupMember).values(rows).onConflictDoNothing();
}

export async function removeFromSlackGroup(
  tx: Transaction,
  groupId: string,
  slackUserIds: readonly string[],
): Promise<void> {
  if (slackUserIds.length === 0) return;
  const { groupId: of, slackUserId } = slackGroupMember;
  await tx.delete(slackGroupMember).where(and(eq(of, groupId), inArray(slackUserId, [...slackUserIds])));
}

/** Which of the groups have a member who is active. */
export async function groupsWithSomebody(db: Reader, groupIds: readonly string[]): Promise<Set<string>> {
  if (groupIds.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ groupId: slackGroupMember.groupId })
    .from(slackGroupMember)
    .innerJoin(person, eq(person.slackUserId, slackGroupMember.slackUserId))
    .where(and(isAmong(slackGroupMember.groupId, groupIds), eq(person.slackState, "active")));
  return new Set(rows.map(({ groupId }) => groupId));
}

/** Whether the group holds a role in any catalog. */
export async function holdsRoles(db: Reader, groupId: string): Promise<boolean> {
  const rows = await db
    .select({ role: catalogGroup.role })
    .from(catalogGroup)
    .where(eq(catalogGroup.groupId, groupId))
    .limit(1);
  return rows.length > 0;
}
