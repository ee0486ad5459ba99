import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { AssignmentState } from "../../domain/assignment/assignment.ts";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import type { RequestState, RequestType } from "../../domain/request/request.ts";
import { assignment } from "../schema/assignment.ts";
import { person } from "../schema/person.ts";
import { request } from "../schema/request.ts";
import type { Reader } from "../database.ts";
import type { MomentCursor } from "./request-lists.ts";

/** A request for a package, and the access that came of it. */
export interface PackageRequestRow {
  id: string;
  type: RequestType;
  state: RequestState;
  stage: number | null;
  stageCount: number;
  requestorName: string;
  /** Who asked for them; null where they asked themselves. */
  submitterName: string | null;
  createdAt: Date;
  startsAt: Date | null;
  dueAt: Date | null;
  access: { id: string; state: AssignmentState; completedAt: Date | null; retryAt: Date | null } | null;
}

const SUBMITTER = alias(person, "submitter");

/** All requests for the package, the newest first. */
export async function requestsForPackage(
  db: Reader,
  packageId: string,
  limit: number,
  after: MomentCursor | null,
): Promise<PackageRequestRow[]> {
  const { createdAt, id } = request;
  const rows = await db
    .select({
      id,
      type: request.type,
      state: request.state,
      stage: request.stage,
      settings: request.settings,
      requestorName: person.name,
      submitterName: sql<string | null>`case when ${SUBMITTER.id} <> ${person.id} then ${SUBMITTER.name} end`,
      createdAt,
      startsAt: request.startsAt,
      dueAt: request.dueAt,
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
    .where(
      and(
        eq(request.packageId, packageId),
        after ? or(lt(createdAt, after.at), and(eq(createdAt, after.at), lt(id, after.id))) : undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
  return rows.map(({ settings, ...row }) => ({
    ...row,
    stageCount: PolicySettings.parse(settings).approval.stages.length,
  }));
}
