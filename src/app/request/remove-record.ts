import { z } from "zod";
import type { AssignmentState } from "../../domain/assignment/assignment.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { removalFaults } from "../../domain/request/removal.ts";
import { lockAssignment } from "../../store/query/assignment.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { lockWithRepeats, removeRequest } from "../../store/query/removed-request.ts";
import type { RequestRow } from "../../store/query/request.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";

const RemoveRecord = z.object({ requestId: z.uuid() });
type RemoveRecord = z.infer<typeof RemoveRecord>;

interface RemovalTarget {
  request: RequestRow;
  access: AssignmentState | null;
  standing: Standing;
}

/**
 * Staff remove the record of a request that is over (domain.md 5.2, 7; D16). Access stays as it is, and so does all that
 * is told of who had what and when; the audit trail keeps what happened, and that the record was removed.
 */
export const removeRecord = command<RemoveRecord, RemovalTarget, void>({
  name: "request.removeRecord",
  input: RemoveRecord,
  target: async ({ tx, by, input: { requestId } }) => {
    const request = await lockWithRepeats(tx, requestId);
    if (!request) throw new Refusal(fault("notFound", { what: "request" }));
    const { assignmentId, catalogId } = request;
    const access = assignmentId === null ? null : ((await lockAssignment(tx, assignmentId))?.state ?? null);
    return { request, access, standing: standingOf(by, await rolesIn(tx, catalogId, by.id)) };
  },
  permit: (_by, { standing }) => permit("request.removeRecord", standing),
  run: async ({ tx, now, target: { request, access } }) => {
    const { id, type, state, requestorId, submittedBy, catalogId, packageId } = request;
    refuseIfAny(removalFaults({ type, state, access }));
    await removeRequest(tx, request, now);
    return {
      result: undefined,
      events: [
        {
          type: "request.recordRemoved",
          target: { kind: "request", id },
          catalogId,
          packageId,
          before: { type, state, requestorId, submittedBy },
        },
      ],
    };
  },
});
