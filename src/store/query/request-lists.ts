/** Lists of requests and of access as one person reads them, a page at a time. */
import { and, desc, eq, gt, ne, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AssignmentState } from "../../domain/assignment/assignment.ts";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import type { RequestState, RequestType } from "../../domain/request/request.ts";
import { assignment } from "../schema/assignment.ts";
import { catalog, catalogStaff } from "../schema/catalog.ts";
import { accessPackage, policy } from "../schema/package.ts";
import { connectedOrganization, person } from "../schema/person.ts";
import { request, requestApprover } from "../schema/request.ts";
import type { Reader } from "../database.ts";
import { wasAskedWithin } from "./approver.ts";
import type { AskedWithin } from "./approver.ts";
import { delegatorsOf } from "./delegation.ts";
import type { Delegator } from "./delegation.ts";
import { groupsOfPerson } from "./group.ts";
import { isAfter, isBefore } from "./moment-page.ts";
import type { MomentCursor } from "./moment-page.ts";
import { OTHER_SUBMITTER, REQUEST_ROW, SUBMITTER, withStageCount } from "./request-row.ts";
import { catalogNameOf, packageNameOf } from "./retired.ts";
import { IS_LIVE, IS_OPEN } from "./state.ts";

export interface AwaitedRequest {
  id: string;
  type: RequestType;
  stage: number;
  packageName: string;
  requestorName: string;
  /** Who asks for them; null where they ask themselves. */
  submitterName: string | null;
  organizationName: string | null;
  justification: string;
  createdAt: Date;
  dueAt: Date;
  /** In whose place the person can decide it, where only as a delegate. */
  insteadOf: string | null;
}

/** Requests that the person can decide now, as a delegate too, never their own (R3); the first that is due first. */
export async function awaitedBy(
  db: Reader,
  personId: string,
  now: Date,
  limit: number,
  after?: MomentCursor,
): Promise<AwaitedRequest[]> {
  const delegators = await delegatorsOf(db, personId);
  const rows = await db
    .select({
      id: request.id,
      type: request.type,
      stage: request.stage,
      packageName: packageNameOf(request.packageId),
      requestorName: person.name,
      submitterName: OTHER_SUBMITTER,
      organizationName: connectedOrganization.name,
      justification: request.justification,
      createdAt: request.createdAt,
      dueAt: request.dueAt,
      insteadOf: insteadOfWhom(personId, delegators),
    })
    .from(request)
    .leftJoin(accessPackage, eq(accessPackage.id, request.packageId))
    .innerJoin(person, eq(person.id, request.requestorId))
    .innerJoin(SUBMITTER, eq(SUBMITTER.id, request.submittedBy))
    .leftJoin(connectedOrganization, eq(connectedOrganization.id, person.organizationId))
    .where(
      and(
        eq(request.state, "pendingApproval"),
        gt(request.dueAt, now),
        ne(request.requestorId, personId),
        ne(request.submittedBy, personId),
        or(isAsked(personId), ...delegators.map(isAskedOf)),
        after && isAfter(request.dueAt, request.id, after),
      ),
    )
    .orderBy(request.dueAt, request.id)
    .limit(limit);
  return rows.map(({ stage, dueAt, ...row }) => ({ ...row, stage: stage ?? 0, dueAt: dueAt ?? now }));
}

/** Whether the request asks somebody whose delegate may decide it in their place. */
function isAskedOf(delegator: Delegator): SQL | undefined {
  const { personId } = delegator;
  return and(ne(request.requestorId, personId), ne(request.submittedBy, personId), isAsked(personId, delegator));
}

/** In whose place the person can decide the request; nobody's where it asks them in their own right. */
function insteadOfWhom(personId: string, delegators: readonly Delegator[]): SQL<string | null> {
  const inPlace = delegators.map((delegator) => sql`when ${isAskedOf(delegator)} then ${delegator.name}::text`);
  if (inPlace.length === 0) return sql<null>`null`;
  return sql<string | null>`case when ${isAsked(personId)} then null ${sql.join(inPlace, sql` `)} end`;
}

/** Whether the present stage of the request asks the person, or did in that time: by name, as a member of a group, or as a catalog's owner. */
function isAsked(personId: string, within?: AskedWithin): SQL {
  const { requestId, stage, kind, subjectId } = requestApprover;
  const owned = sql`select ${catalogStaff.catalogId} from ${catalogStaff}
    where ${catalogStaff.personId} = ${personId} and ${catalogStaff.role} = 'owner'`;
  return sql`exists (select from ${requestApprover} where ${requestId} = ${request.id} and ${stage} = ${request.stage}
    and (${kind} = 'person' and ${subjectId} = ${personId}
      or ${kind} = 'group' and ${subjectId} = any(array(${groupsOfPerson(personId)}))
      or ${kind} = 'catalogOwners' and ${subjectId} = any(array(${owned})))
    and ${within ? wasAskedWithin(within) : sql`true`})`;
}

export interface HeldAccess {
  id: string;
  state: AssignmentState;
  packageId: string;
  packageName: string;
  catalogName: string;
  startsAt: Date;
  endsAt: Date | null;
  /** The policy that rules its extension, as it is now; null when it was removed. */
  settings: PolicySettings | null;
  /** Whether an extension has been asked for and is not decided. */
  isBeingExtended: boolean;
}

/** What the person holds, the newest first. */
export async function heldBy(db: Reader, personId: string, limit: number, after?: MomentCursor): Promise<HeldAccess[]> {
  const openRequest = sql<boolean>`exists (select from ${request}
    where ${request.packageId} = ${assignment.packageId} and ${request.requestorId} = ${personId}
      and ${IS_OPEN})`;
  const rows = await db
    .select({
      id: assignment.id,
      state: assignment.state,
      packageId: assignment.packageId,
      packageName: packageNameOf(assignment.packageId),
      catalogName: catalogNameOf(assignment.catalogId),
      startsAt: assignment.startsAt,
      endsAt: assignment.endsAt,
      settings: policy.settings,
      isBeingExtended: openRequest,
    })
    .from(assignment)
    .leftJoin(accessPackage, eq(accessPackage.id, assignment.packageId))
    .leftJoin(catalog, eq(catalog.id, assignment.catalogId))
    .leftJoin(policy, eq(policy.id, assignment.policyId))
    .where(
      and(eq(assignment.personId, personId), IS_LIVE, after && isBefore(assignment.startsAt, assignment.id, after)),
    )
    .orderBy(desc(assignment.startsAt), desc(assignment.id))
    .limit(limit);
  return rows.map(({ settings, ...row }) => ({
    ...row,
    settings: settings === null ? null : PolicySettings.parse(settings),
  }));
}

export interface OwnRequest {
  id: string;
  type: RequestType;
  state: RequestState;
  stage: number | null;
  stageCount: number;
  packageId: string;
  packageName: string;
  requestorId: string;
  requestorName: string;
  submittedBy: string;
  submitterName: string;
  createdAt: Date;
  startsAt: Date | null;
  dueAt: Date | null;
  /** When the access ended that came of it, or that it prolonged; null while there is some, and where none came of it. */
  accessEndedAt: Date | null;
}

/** The requests for the person, and those that they made for their direct reports, the newest first. */
export async function requestsFor(
  db: Reader,
  personId: string,
  limit: number,
  after?: MomentCursor,
): Promise<OwnRequest[]> {
  const rows = await db
    .select({
      ...REQUEST_ROW,
      packageId: request.packageId,
      packageName: packageNameOf(request.packageId),
      requestorId: request.requestorId,
      submittedBy: request.submittedBy,
      submitterName: SUBMITTER.name,
      accessEndedAt: assignment.endedAt,
    })
    .from(request)
    .leftJoin(accessPackage, eq(accessPackage.id, request.packageId))
    .leftJoin(assignment, eq(assignment.id, request.assignmentId))
    .innerJoin(person, eq(person.id, request.requestorId))
    .innerJoin(SUBMITTER, eq(SUBMITTER.id, request.submittedBy))
    .where(
      and(
        or(eq(request.requestorId, personId), isMadeForReport(personId)),
        after && isBefore(request.createdAt, request.id, after),
      ),
    )
    .orderBy(desc(request.createdAt), desc(request.id))
    .limit(limit);
  return rows.map(withStageCount);
}

/** The first part of the condition is what the index of those who asked for others holds. */
function isMadeForReport(personId: string): SQL | undefined {
  return and(
    ne(request.submittedBy, request.requestorId),
    eq(request.submittedBy, personId),
    eq(request.type, "onBehalfAdd"),
  );
}
