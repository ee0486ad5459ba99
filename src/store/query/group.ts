import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { GROUP_MEMBER_ROLE } from "../../domain/resource/resource.ts";
import { directoryGrant } from "../schema/assignment.ts";
import { groupMember } from "../schema/person.ts";
import { resource } from "../schema/resource.ts";
import type { Reader } from "../database.ts";
import { given, statement } from "./statement.ts";

/**
 * The ids of a person's groups, as a subselect: those of which the directory lists them as a member, and those that a
 * package made them a member of. `person`: an id, or a column that has it.
 */
export function groupsOfPerson(person: SQL | string): SQL {
  return sql`select ${groupMember.groupId} from ${groupMember} where ${groupMember.personId} = ${person}
    union select ${directoryGrant.resourceId} from ${directoryGrant}
      join ${resource} on ${resource.id} = ${directoryGrant.resourceId}
    where ${directoryGrant.personId} = ${person} and ${IS_MEMBERSHIP}`;
}

/** Who belongs to these groups, as a subselect of `group_id` and `person_id`. `groups`: an array of ids. */
export function membersOfGroup(groups: SQL): SQL {
  return sql`select ${groupMember.groupId}, ${groupMember.personId} from ${groupMember}
    where ${groupMember.groupId} = any(${groups})
    union select ${directoryGrant.resourceId}, ${directoryGrant.personId} from ${directoryGrant}
      join ${resource} on ${resource.id} = ${directoryGrant.resourceId}
    where ${directoryGrant.resourceId} = any(${groups}) and ${IS_MEMBERSHIP}`;
}

/** Nobody is a member of what no longer exists; the directory's own list is emptied when the group goes. */
const IS_MEMBERSHIP = sql`${directoryGrant.role} = ${GROUP_MEMBER_ROLE}
  and ${resource.type} = 'group' and ${resource.goneAt} is null`;

const findGroups = statement<{ group_id: string }>(groupsOfPerson(sql`${given("personId")}::uuid`));

/** The groups to which a person belongs. */
export async function groupIdsOf(db: Reader, personId: string): Promise<Set<string>> {
  const rows = await findGroups(db, { personId });
  return new Set(rows.map((row) => row.group_id));
}
