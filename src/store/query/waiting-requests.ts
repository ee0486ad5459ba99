import { and, asc, eq, gt, inArray, or } from "drizzle-orm";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { OPEN_REQUEST_STATES } from "../../domain/request/request.ts";
import type { RequestState, RequestType } from "../../domain/request/request.ts";
import { person } from "../schema/person.ts";
import { request } from "../schema/request.ts";
import type { Reader } from "../database.ts";
import type { MomentCursor } from "./request-lists.ts";

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

/** The open requests for a package, the oldest first. */
export async function waitingFor(
  db: Reader,
  packageId: string,
  limit: number,
  after: MomentCursor | null,
): Promise<WaitingRow[]> {
  const { createdAt, id } = request;
  const rows = await db
    .select({
      id,
      type: request.type,
      state: request.state,
      stage: request.stage,
      settings: request.settings,
      requestorName: person.name,
      createdAt,
      startsAt: request.startsAt,
      dueAt: request.dueAt,
    })
    .from(request)
    .innerJoin(person, eq(person.id, request.requestorId))
    .where(
      and(
        eq(request.packageId, packageId),
        inArray(request.state, [...OPEN_REQUEST_STATES]),
        after ? or(gt(createdAt, after.at), and(eq(createdAt, after.at), gt(id, after.id))) : undefined,
      ),
    )
    .orderBy(asc(createdAt), asc(id))
    .limit(limit);
  return rows.map(({ settings, ...row }) => ({
    ...row,
    stageCount: PolicySettings.parse(settings).approval.stages.length,
  }));
}
