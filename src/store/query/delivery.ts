import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { ResourceRole } from "../../domain/assignment/role-diff.ts";
import type { Holding } from "../../domain/resource/holding.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { assignmentGrant } from "../schema/assignment.ts";
import type { Reader, Transaction } from "../database.ts";
import type { GrantRow } from "./assignment-grant.ts";
import { asJson, asMoment, rowsOf, wholeRows } from "./rows.ts";

const GRANT = wholeRows(assignmentGrant);

/** A grant that waits to be given or taken away, and all that a connector needs to know. */
export interface WaitingGrant {
  holding: Holding;
  state: "pending" | "revoking";
  heldBefore: boolean | null;
  version: number;
  /** Whether another assignment of the person gives the same role, or is about to. */
  isGivenElsewhere: boolean;
}

interface WaitingRow extends Omit<WaitingGrant, "holding"> {
  personId: string;
  email: string | null;
  slackUserId: string | null;
  resourceId: string;
  type: ResourceType;
  originId: string;
  role: string;
}

/** What the assignment's delivery has to do now. */
export async function waitingGrants(db: Reader, assignmentId: string): Promise<WaitingGrant[]> {
  const rows = await rowsOf<WaitingRow>(
    db,
    sql`
      select own.person_id as "personId", person.email, person.slack_user_id as "slackUserId",
        own.resource_id as "resourceId", resource.type, resource.origin_id as "originId", own.role,
        own.state, own.held_before as "heldBefore", own.version,
        exists (select 1 from assignment_grant as other
          where ${isSameOfAnother()} and other.state in ('pending', 'granted')) as "isGivenElsewhere"
      from assignment_grant as own
        join resource on resource.id = own.resource_id
        join person on person.id = own.person_id
      where own.assignment_id = ${assignmentId} and own.state in ('pending', 'revoking')
      order by own.resource_id, own.role`,
  );
  return rows.map(({ personId, email, slackUserId, resourceId, type, originId, role, ...grant }) => ({
    holding: { person: { id: personId, email, slackUserId }, resource: { id: resourceId, type, originId }, role },
    ...grant,
  }));
}

function isSameOfAnother(): SQL {
  return sql`other.person_id = own.person_id and other.resource_id = own.resource_id and other.role = own.role
    and other.assignment_id <> own.assignment_id`;
}

/**
 * Notes whether the person held roles before they were given here. Where another assignment gives the same role, or is
 * just being taken away, what was noted there stands: what is held now may be held through it alone.
 */
export async function noteHeldBefore(
  tx: Transaction,
  assignmentId: string,
  looked: readonly (ResourceRole & { isHeld: boolean })[],
): Promise<void> {
  if (looked.length === 0) return;
  await tx.execute(sql`
    update assignment_grant as own set held_before = coalesce(
      (select bool_and(other.held_before) from assignment_grant as other
        where ${isSameOfAnother()} and other.state in ('pending', 'granted', 'revoking')),
      looked."isHeld")
    from json_to_recordset(${asJson(looked)}) as looked("resourceId" uuid, role text, "isHeld" boolean)
    where own.assignment_id = ${assignmentId} and own.resource_id = looked."resourceId" and own.role = looked.role
      and own.state = 'pending' and own.held_before is null`);
}

/** Grants of other assignments that give the person one of the roles, or are about to. */
export async function grantsElsewhere(
  tx: Transaction,
  { assignmentId, personId }: { assignmentId: string; personId: string },
  roles: readonly ResourceRole[],
): Promise<GrantRow[]> {
  if (roles.length === 0) return [];
  return GRANT.read(
    tx,
    sql`
      select ${GRANT.columns} from ${assignmentGrant}
        join json_to_recordset(${asJson(roles.map(({ resourceId, role }) => ({ resourceId, role })))})
          as wanted("resourceId" uuid, role text)
          on ${assignmentGrant.resourceId} = wanted."resourceId" and ${assignmentGrant.role} = wanted.role
      where ${assignmentGrant.personId} = ${personId} and ${assignmentGrant.assignmentId} <> ${assignmentId}
        and ${assignmentGrant.state} in ('pending', 'granted')`,
  );
}

export type GrantChange = Pick<
  GrantRow,
  "assignmentId" | "resourceId" | "role" | "state" | "failure" | "heldBefore" | "version"
>;

/** Writes grants as they are now, and since when or until when they are held; their assignments are locked. */
export async function updateGrants(tx: Transaction, changes: readonly GrantChange[], now: Date): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ assignmentId, resourceId, role, state, failure, heldBefore, version }) => ({
    assignmentId,
    resourceId,
    role,
    state,
    failure,
    heldBefore,
    version,
  }));
  await tx.execute(sql`
    with row as (
      select * from json_to_recordset(${asJson(rows)}) as row("assignmentId" uuid, "resourceId" uuid, role text,
        state grant_state, failure text, "heldBefore" boolean, version int)
    ), ended as (
      update grant_span as span set revoked_at = ${asMoment(now)} from row
      where ${isSpanOf()} and span.revoked_at is null and row.state in ('revoked', 'failed')
    ), begun as (
      insert into grant_span (assignment_id, person_id, resource_id, role, granted_at)
      select row."assignmentId", assignment.person_id, row."resourceId", row.role, ${asMoment(now)}
      from row join assignment on assignment.id = row."assignmentId"
      where row.state = 'granted'
        and not exists (select 1 from grant_span as span where ${isSpanOf()} and span.revoked_at is null)
    )
    update assignment_grant as stored
    set state = row.state, failure = row.failure, held_before = row."heldBefore", version = row.version,
      changed_at = ${asMoment(now)}
    from row
    where stored.assignment_id = row."assignmentId" and stored.resource_id = row."resourceId" and stored.role = row.role`);
}

function isSpanOf(): SQL {
  return sql`span.assignment_id = row."assignmentId" and span.resource_id = row."resourceId" and span.role = row.role`;
}
