/** What the messages about a request show, each read by one statement. */
import { sql } from "drizzle-orm";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { GROUP_MEMBER_ROLE } from "../../domain/resource/resource.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import type { ApproverCapacity } from "../../domain/request/stage-approvers.ts";
import { delegation } from "../schema/delegation.ts";
import { directoryGrant, assignmentGrant } from "../schema/assignment.ts";
import { catalog, catalogStaff } from "../schema/catalog.ts";
import { accessPackage, packageResourceRole } from "../schema/package.ts";
import { connectedOrganization, person } from "../schema/person.ts";
import { approverReminder, request, requestApprover, requestStage } from "../schema/request.ts";
import { resource } from "../schema/resource.ts";
import type { Reader } from "../database.ts";
import { peopleBehind } from "./approver.ts";
import { groupsOfPerson } from "./group.ts";
import { catalogNameOf, packageNameOf } from "./retired.ts";
import { rowsOf, wholeRows } from "./rows.ts";

const REQUEST = wholeRows(request);
const STAGE = wholeRows(requestStage);

/** Somebody whom a message can reach. */
export interface Reachable {
  id: string;
  slackUserId: string;
  name: string;
}

export type RequestFacts = typeof request.$inferSelect & {
  packageName: string;
  /** Whether the package was deleted since. */
  isPackageGone: boolean;
  catalogName: string;
  approvalsChannel: string | null;
  requestorName: string;
  /** Null for somebody who is not in Slack, or no longer. */
  requestorSlackId: string | null;
  isRequestorGuest: boolean;
  organizationName: string | null;
  managerName: string | null;
  submitterName: string;
  submitterSlackId: string | null;
  closedByName: string | null;
  /** Whether the person has asked for the package again since it was decided, in that very moment or later. */
  isRepeated: boolean;
};

/** The request, and the names of everything that it points to. */
export async function requestFacts(db: Reader, id: string): Promise<RequestFacts | undefined> {
  const rows = await REQUEST.read(
    db,
    sql`select ${REQUEST.columns}, ${packageNameOf(request.packageId)} as "packageName", ${catalogNameOf(request.catalogId)} as "catalogName",
        ${accessPackage.id} is null as "isPackageGone", ${catalog.approvalsChannel} as "approvalsChannel", ${connectedOrganization.name} as "organizationName",
        requestor.name as "requestorName", requestor.is_guest as "isRequestorGuest",
        case when requestor.slack_state = 'active' then requestor.slack_user_id end as "requestorSlackId",
        manager.name as "managerName", submitter.name as "submitterName",
        case when submitter.slack_state = 'active' then submitter.slack_user_id end as "submitterSlackId",
        closer.name as "closedByName",
        exists (select from request as newer
          where newer.package_id = ${request.packageId} and newer.requestor_id = ${request.requestorId}
            and newer.id <> ${request.id} and newer.created_at >= ${request.decidedAt}) as "isRepeated"
      from ${request}
        left join ${accessPackage} on ${accessPackage.id} = ${request.packageId}
        left join ${catalog} on ${catalog.id} = ${request.catalogId}
        join person as requestor on requestor.id = ${request.requestorId}
        join person as submitter on submitter.id = ${request.submittedBy}
        left join person as manager on manager.id = requestor.manager_id
        left join person as closer on closer.id = ${request.closedBy}
        left join ${connectedOrganization} on ${connectedOrganization.id} = requestor.organization_id
      where ${request.id} = ${id}`,
  );
  return rows[0] as RequestFacts | undefined;
}

export type StageFacts = typeof requestStage.$inferSelect & {
  decidedByName: string | null;
  decidedForName: string | null;
  reroutedByName: string | null;
};

/** The stages that the request has reached, in order, with who decided them. */
export async function stageFacts(db: Reader, requestId: string): Promise<StageFacts[]> {
  const rows = await STAGE.read(
    db,
    sql`select ${STAGE.columns}, ${person.name} as "decidedByName", rerouter.name as "reroutedByName",
          delegator.name as "decidedForName"
        from ${requestStage}
        left join ${person} on ${person.id} = ${requestStage.decidedBy}
        left join person as delegator on delegator.id = ${requestStage.decidedFor}
        left join person as rerouter on rerouter.id = ${requestStage.reroutedBy}
      where ${requestStage.requestId} = ${requestId} order by ${requestStage.stage}`,
  );
  return rows as StageFacts[];
}

export type AskedPerson = Reachable & {
  capacity: ApproverCapacity;
  /** Whether they were asked later than the stage began. */
  isAddedLater: boolean;
  /** Whose delegate they are, where they can decide only as that. */
  insteadOf: string | null;
};

/**
 * Up to `limit` people whom the stage asks and who can decide it now: active in Slack, and neither the one whom the
 * request is for nor the one who made it; and the delegates of those, who were asked in their time (domain.md 4.4).
 * Groups and owners are looked up anew.
 */
export async function peopleAsked(db: Reader, requestId: string, stage: number, limit: number): Promise<AskedPerson[]> {
  const { kind, subjectId, capacity, addedAt } = requestApprover;
  const isAble = sql`${person.slackState} = 'active' and ${person.slackUserId} is not null
    and ${person.id} <> ${request.requestorId} and ${person.id} <> ${request.submittedBy}`;
  return rowsOf<AskedPerson>(
    db,
    sql`with asked as (
        select distinct on (behind.person_id) behind.person_id, ${capacity}, ${addedAt},
          ${addedAt} > ${requestStage.enteredAt} as is_later
        from ${requestApprover}
          join ${requestStage} on ${requestStage.requestId} = ${requestApprover.requestId}
            and ${requestStage.stage} = ${requestApprover.stage},
          lateral ${peopleBehind(sql`${kind}`, sql`${subjectId}`)} as behind
        where ${requestApprover.requestId} = ${requestId} and ${requestApprover.stage} = ${stage}
        order by behind.person_id, ${addedAt}
      ), able as (
        select ${person.id}, ${person.slackUserId}, ${person.name}, asked.capacity, asked.added_at, asked.is_later
        from asked join ${person} on ${person.id} = asked.person_id join ${request} on ${request.id} = ${requestId}
        where ${isAble}
      ), delegates as (
        select distinct on (${person.id}) ${person.id}, ${person.slackUserId}, ${person.name}, able.is_later,
          able.name as instead_of
        from able
          join ${delegation} on ${delegation.personId} = able.id and ${delegation.endedAt} is null
            and able.added_at >= ${delegation.startsAt}
            and (${delegation.endsAt} is null or able.added_at < ${delegation.endsAt})
          join ${person} on ${person.id} = ${delegation.delegateId}
          join ${request} on ${request.id} = ${requestId}
        where ${isAble} and ${person.id} not in (select id from able)
        order by ${person.id}, ${delegation.createdAt}, ${delegation.id}
      )
      select id, slack_user_id as "slackUserId", name, capacity::text as capacity, is_later as "isAddedLater",
        null as "insteadOf" from able
      union all
      select id, slack_user_id, name, 'delegate', is_later, instead_of from delegates
      order by name, id limit ${limit}`,
  );
}

export interface AskedRole {
  type: ResourceType;
  name: string;
  role: string;
  isHeld: boolean;
}

/** The package's resource roles, and which of them the person has already, by an assignment or in the directory. */
export async function askedRoles(db: Reader, packageId: string, personId: string): Promise<AskedRole[]> {
  const { resourceId, role, position } = packageResourceRole;
  return rowsOf<AskedRole>(
    db,
    sql`select ${resource.type}, ${resource.name}, ${role}, (
        exists (select from ${assignmentGrant} where ${assignmentGrant.personId} = ${personId}
          and ${assignmentGrant.resourceId} = ${resourceId} and ${assignmentGrant.role} = ${role}
          and ${assignmentGrant.state} = 'granted')
        or exists (select from ${directoryGrant} where ${directoryGrant.personId} = ${personId}
          and ${directoryGrant.resourceId} = ${resourceId} and ${directoryGrant.role} = ${role})
        or (${resource.type} = 'group' and ${role} = ${GROUP_MEMBER_ROLE}
          and ${resourceId} in (${groupsOfPerson(personId)}))) as "isHeld"
      from ${packageResourceRole} join ${resource} on ${resource.id} = ${resourceId}
      where ${packageResourceRole.packageId} = ${packageId} order by ${position}`,
  );
}

export interface ReminderFacts {
  id: string;
  requestId: string;
  stage: number;
  personId: string;
  slackUserId: string | null;
}

/** The reminders of a request that were due; those whose time has not come are nobody's message yet. */
export async function remindersOf(db: Reader, requestId: string): Promise<ReminderFacts[]> {
  const { id, requestId: about, stage, personId, dueAt } = approverReminder;
  return rowsOf<ReminderFacts>(
    db,
    sql`select ${id}, ${about} as "requestId", ${stage}, ${personId} as "personId",
        ${person.slackUserId} as "slackUserId"
      from ${approverReminder} join ${person} on ${person.id} = ${personId}
      where ${about} = ${requestId} and ${dueAt} is null`,
  );
}

/** The request that a reminder is about. */
export async function requestOfReminder(db: Reader, reminderId: string): Promise<string | undefined> {
  const rows = await rowsOf<{ requestId: string }>(
    db,
    sql`select ${approverReminder.requestId} as "requestId" from ${approverReminder} where ${approverReminder.id} = ${reminderId}`,
  );
  return rows[0]?.requestId;
}

/** Up to `limit` people with one of the roles in the catalog whom a message can reach. */
export async function staffOf(
  db: Reader,
  catalogId: string,
  roles: readonly CatalogRole[],
  limit: number,
): Promise<Reachable[]> {
  return rowsOf<Reachable>(
    db,
    sql`select ${person.id}, ${person.slackUserId} as "slackUserId", ${person.name} from ${person}
      where ${person.slackState} = 'active' and ${person.slackUserId} is not null and ${person.id} in (
        select ${catalogStaff.personId} from ${catalogStaff} where ${catalogStaff.catalogId} = ${catalogId}
          and ${catalogStaff.role}::text = any(${`{${roles.join(",")}}`}::text[]))
      order by ${person.name}, ${person.id} limit ${limit}`,
  );
}

/** The request before this one that the same person made for the same package, if any. */
export async function requestBefore(db: Reader, requestId: string): Promise<string | undefined> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select older.id from request as older join ${request} on ${request.id} = ${requestId}
      where older.package_id = ${request.packageId} and older.requestor_id = ${request.requestorId}
        and older.id <> ${request.id} and older.decided_at <= ${request.createdAt}
      order by older.created_at desc limit 1`,
  );
  return rows[0]?.id;
}
