import { and, desc, eq, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { assignment } from "../schema/assignment.ts";
import { accessPackage } from "../schema/package.ts";
import { person } from "../schema/person.ts";
import { request, requestStage } from "../schema/request.ts";
import type { Reader } from "../database.ts";
import { isBefore } from "./moment-page.ts";
import type { MomentCursor } from "./moment-page.ts";
import { packageNameOf } from "./retired.ts";

/** A request that somebody approved, whose access lasts. */
export interface ApprovedRow {
  requestId: string;
  stage: number;
  packageName: string;
  requestorName: string;
  /** In whose place they approved it. */
  insteadOf: string | null;
  decidedAt: Date;
  endsAt: Date | null;
}

const delegator = alias(person, "delegator");

/** What the person approved and somebody holds by it now, the newest approval first; extensions are not among it. */
export async function approvedBy(
  db: Reader,
  personId: string,
  limit: number,
  after: MomentCursor | null,
): Promise<ApprovedRow[]> {
  const { decidedAt } = requestStage;
  const rows = await db
    .select({
      requestId: request.id,
      stage: requestStage.stage,
      packageName: packageNameOf(request.packageId),
      requestorName: person.name,
      insteadOf: delegator.name,
      decidedAt,
      endsAt: assignment.endsAt,
    })
    .from(requestStage)
    .innerJoin(request, eq(request.id, requestStage.requestId))
    .leftJoin(accessPackage, eq(accessPackage.id, request.packageId))
    .innerJoin(assignment, eq(assignment.id, request.assignmentId))
    .innerJoin(person, eq(person.id, request.requestorId))
    .leftJoin(delegator, eq(delegator.id, requestStage.decidedFor))
    .where(
      and(
        eq(requestStage.decidedBy, personId),
        eq(requestStage.result, "approved"),
        ne(request.type, "userExtend"),
        ne(assignment.state, "expired"),
        after ? isBefore(decidedAt, request.id, after) : undefined,
      ),
    )
    .orderBy(desc(decidedAt), desc(request.id))
    .limit(limit);
  return rows.flatMap(({ decidedAt: at, ...row }) => (at === null ? [] : [{ ...row, decidedAt: at }]));
}
