import { isNull, sql } from "drizzle-orm";
import { GROUP_MEMBER_ROLE, GROUP_OWNER_ROLE } from "../../domain/resource/resource.ts";
import type { Holding } from "../../domain/resource/holding.ts";
import { directoryGrant } from "../schema/assignment.ts";
import { resource } from "../schema/resource.ts";
import type { Reader } from "../database.ts";
import { oneRowOf, rowsOf } from "./rows.ts";

/** Every resource that the directory lists now. */
export async function listedResources(db: Reader) {
  const { id, type, originId, roles } = resource;
  return db.select({ id, type, originId, roles }).from(resource).where(isNull(resource.goneAt)).orderBy(id);
}

/** The roles of a resource; null when it is gone. */
export async function listedRolesOf(db: Reader, resourceId: string): Promise<string[] | null> {
  const [row] = await rowsOf<{ roles: string[] }>(
    db,
    sql`select ${resource.roles} from ${resource} where ${resource.id} = ${resourceId} and ${resource.goneAt} is null`,
  );
  return row?.roles ?? null;
}

/** Whether the directory's file says that the person holds the role, as a member or owner of a group, or it was granted here. */
export async function holdsInDirectory(db: Reader, { person, resource, role }: Holding): Promise<boolean> {
  const listed = {
    [GROUP_MEMBER_ROLE]: sql`select 1 from group_member where group_id = ${resource.id} and person_id = ${person.id}`,
    [GROUP_OWNER_ROLE]: sql`select 1 from resource_owner where resource_id = ${resource.id} and person_id = ${person.id}`,
  }[role];
  const inFile = resource.type === "group" && listed ? sql`exists (${listed})` : sql`false`;
  const { holds } = await oneRowOf<{ holds: boolean }>(
    db,
    sql`select ${inFile} or exists (select 1 from ${directoryGrant} where ${isGrant({ person, resource, role })}) as holds`,
  );
  return holds;
}

/** Notes that the role was granted here; once, however often. */
export async function addDirectoryGrant(db: Reader, { person, resource, role }: Holding, now: Date): Promise<void> {
  await db
    .insert(directoryGrant)
    .values({ resourceId: resource.id, personId: person.id, role, grantedAt: now })
    .onConflictDoNothing();
}

export async function removeDirectoryGrant(db: Reader, holding: Holding): Promise<void> {
  await db.delete(directoryGrant).where(isGrant(holding));
}

function isGrant({ person, resource, role }: Holding) {
  const { resourceId, personId, role: granted } = directoryGrant;
  return sql`${resourceId} = ${resource.id} and ${personId} = ${person.id} and ${granted} = ${role}`;
}
