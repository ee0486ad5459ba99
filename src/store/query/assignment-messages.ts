/** What the messages about access show, each read by one statement. */
import { sql } from "drizzle-orm";
import type { GrantState } from "../../domain/assignment/assignment.ts";
import type { RequestState, RequestType } from "../../domain/request/request.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { assignment, assignmentGrant } from "../schema/assignment.ts";
import { catalog } from "../schema/catalog.ts";
import { audit } from "../schema/journal.ts";
import { accessPackage, policy } from "../schema/package.ts";
import { person } from "../schema/person.ts";
import { request } from "../schema/request.ts";
import { resource } from "../schema/resource.ts";
import type { Reader } from "../database.ts";
import { catalogNameOf, packageNameOf } from "./retired.ts";
import { rowsOf, wholeRows } from "./rows.ts";

const ASSIGNMENT = wholeRows(assignment);

export type AssignmentFacts = typeof assignment.$inferSelect & {
  packageName: string;
  catalogName: string;
  holderName: string;
  /** Null for somebody who is not in Slack, or no longer. */
  holderSlackId: string | null;
  /** The policy as it is now; null when it was removed. */
  settings: unknown;
};

/** The assignment, and the names of everything that it points to. */
export async function assignmentFacts(db: Reader, id: string): Promise<AssignmentFacts | undefined> {
  const rows = await ASSIGNMENT.read(
    db,
    sql`select ${ASSIGNMENT.columns}, ${packageNameOf(assignment.packageId)} as "packageName", ${catalogNameOf(assignment.catalogId)} as "catalogName",
        ${person.name} as "holderName", ${policy.settings} as settings,
        case when ${person.slackState} = 'active' then ${person.slackUserId} end as "holderSlackId"
      from ${assignment}
        left join ${accessPackage} on ${accessPackage.id} = ${assignment.packageId}
        left join ${catalog} on ${catalog.id} = ${assignment.catalogId}
        join ${person} on ${person.id} = ${assignment.personId}
        left join ${policy} on ${policy.id} = ${assignment.policyId}
      where ${assignment.id} = ${id}`,
  );
  return rows[0] as AssignmentFacts | undefined;
}

export interface GrantFacts {
  type: ResourceType;
  name: string;
  role: string;
  state: GrantState;
  /** The connector's code. */
  failure: string | null;
}

/** The assignment's resource roles, by name. */
export async function grantFacts(db: Reader, assignmentId: string): Promise<GrantFacts[]> {
  const { resourceId, role, state, failure } = assignmentGrant;
  return rowsOf<GrantFacts>(
    db,
    sql`select ${resource.type}, ${resource.name}, ${role}, ${state}, ${failure}
      from ${assignmentGrant} join ${resource} on ${resource.id} = ${resourceId}
      where ${assignmentGrant.assignmentId} = ${assignmentId} order by ${resource.nameKey}, ${role}`,
  );
}

export interface RequestOfAssignment {
  id: string;
  type: RequestType;
  state: RequestState;
  submitterName: string;
}

/** The request that led to the assignment, and those to extend it, oldest first. */
export async function requestsOf(db: Reader, assignmentId: string): Promise<RequestOfAssignment[]> {
  return rowsOf<RequestOfAssignment>(
    db,
    sql`select ${request.id}, ${request.type}, ${request.state}, ${person.name} as "submitterName"
      from ${request} join ${person} on ${person.id} = ${request.submittedBy}
      where ${request.assignmentId} = ${assignmentId} order by ${request.createdAt}, ${request.id}`,
  );
}

/** Why staff took the access away, in their own words; nothing where nobody said so. */
export async function spokenEndReason(db: Reader, assignmentId: string): Promise<string | null> {
  const rows = await rowsOf<{ reason: string | null }>(
    db,
    sql`select ${audit.reason} from ${audit}
      where ${audit.targetKind} = 'assignment' and ${audit.targetId} = ${assignmentId} and ${audit.action} = 'assignment.ended'
      order by ${audit.id} desc limit 1`,
  );
  return rows[0]?.reason ?? null;
}
