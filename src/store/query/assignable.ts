/** What decides whether people can be assigned a package, each read for all of them by one statement. */
import { sql } from "drizzle-orm";
import type { OrganizationState } from "../../domain/person/person.ts";
import { OPEN_REQUEST_STATES } from "../../domain/request/request.ts";
import { assignment } from "../schema/assignment.ts";
import { connectedOrganization, person } from "../schema/person.ts";
import { request } from "../schema/request.ts";
import type { Reader } from "../database.ts";
import { groupsOfPerson } from "./group.ts";
import { asJson, rowsOf } from "./rows.ts";

export interface AssignablePerson {
  id: string;
  slackUserId: string;
  name: string;
  isDeactivated: boolean;
  isGuest: boolean;
  organizationId: string | null;
  organizationState: OrganizationState | null;
  groupIds: string[];
  holdsIt: boolean;
  hasAskedForIt: boolean;
}

const OPEN_STATES = sql.raw(OPEN_REQUEST_STATES.map((state) => `'${state}'`).join(", "));

/** Those of the Slack users who are known, in the order of their ids, and how they stand to the package. */
export async function peopleToAssign(
  db: Reader,
  packageId: string,
  slackUserIds: readonly string[],
): Promise<AssignablePerson[]> {
  const wanted = sql`select value from json_array_elements_text(${asJson(slackUserIds)})`;
  return rowsOf<AssignablePerson>(
    db,
    sql`select ${person.id}, ${person.slackUserId} as "slackUserId", ${person.name},
        ${person.slackState} = 'deactivated' as "isDeactivated", ${person.isGuest} as "isGuest",
        ${person.organizationId} as "organizationId", ${connectedOrganization.state} as "organizationState",
        array(${groupsOfPerson(sql`${person.id}`)})::text[] as "groupIds",
        exists (select from ${assignment} where ${assignment.packageId} = ${packageId}
          and ${assignment.personId} = ${person.id} and ${assignment.state} <> 'expired') as "holdsIt",
        exists (select from ${request} where ${request.packageId} = ${packageId}
          and ${request.requestorId} = ${person.id} and ${request.state} in (${OPEN_STATES})) as "hasAskedForIt"
      from ${person}
        left join ${connectedOrganization}
          on ${connectedOrganization.id} = ${person.organizationId} and ${connectedOrganization.goneAt} is null
      where ${person.slackUserId} in (${wanted}) order by ${person.id}`,
  );
}
