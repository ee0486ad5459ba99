/** What was asked for of one package. */
import { and, asc, desc, eq } from "drizzle-orm";
import type { AssignmentState } from "../../domain/assignment/assignment.ts";
import type { RequestState, RequestType } from "../../domain/request/request.ts";
import { assignment } from "../schema/assignment.ts";
import { person } from "../schema/person.ts";
import { request } from "../schema/request.ts";
import type { Reader } from "../database.ts";
import { isAfter, isBefore } from "./moment-page.ts";
import type { MomentCursor } from "./moment-page.ts";
import { OTHER_SUBMITTER, REQUEST_ROW, SUBMITTER, withStageCount } from "./request-row.ts";
import { IS_OPEN } from "./state.ts";

/** A request that is not decided yet, or waits for its start. */
export interface WaitingRow {
  id: string;
  type: RequestType;
  state: RequestState;
  stage: number | null;
  stageCount: number;
  requestorName: string;
  createdAt: Date;
  startsAt: Date | null;
  dueAt: Date | null;
}

/** Any request for a package, and the access that came of it. */
export interface PackageRequestRow extends WaitingRow {
  /** Who asked for them; null where they asked themselves. */
  submitterName: string | null;
  access: { id: string; state: AssignmentState; completedAt: Date | null; retryAt: Date | null } | null;
}

const { createdAt, id } = request;

/** The open requests for a package, the oldest first. */
export async function waitingFor(
  db: Reader,
  packageId: string,
  limit: number,
  after: MomentCursor | null,
): Promise<WaitingRow[]> {
  const rows = await db
    .select(REQUEST_ROW)
    .from(request)
    .innerJoin(person, eq(person.id, request.requestorId))
    .where(and(eq(request.packageId, packageId), IS_OPEN, after ? isAfter(createdAt, id, after) : undefined))
    .orderBy(asc(createdAt), asc(id))
    .limit(limit);
  return rows.map(withStageCount);
}

/** All requests for the package, the newest first. */
export async function requestsForPackage(
  db: Reader,
  packageId: string,
  limit: number,
  after: MomentCursor | null,
): Promise<PackageRequestRow[]> {
  const rows = await db
    .select({
      ...REQUEST_ROW,
      submitterName: OTHER_SUBMITTER,
      access: {
        id: assignment.id,
        state: assignment.state,
        completedAt: assignment.completedAt,
        retryAt: assignment.retryAt,
      },
    })
    .from(request)
    .innerJoin(person, eq(person.id, request.requestorId))
    .innerJoin(SUBMITTER, eq(SUBMITTER.id, request.submittedBy))
    .leftJoin(assignment, eq(assignment.id, request.assignmentId))
    .where(and(eq(request.packageId, packageId), after ? isBefore(createdAt, id, after) : undefined))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
  return rows.map(withStageCount);
}
