import { nextPrompt } from "../../domain/assignment/extension.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { grantedEnd } from "../../domain/request/period.ts";
import { insertAssignment } from "../../store/query/assignment.ts";
import { insertGrantsOfPackage } from "../../store/query/assignment-grant.ts";
import type { RequestRow } from "../../store/query/request.ts";
import type { RequestMove } from "../request/request-move.ts";

/**
 * Makes the assignment that an approved request leads to, with a grant for each resource role of the package as it is
 * now. It ends as was asked for, within what the policy allows from its start (domain.md 4.5, B13, B14, D12).
 */
export async function openAssignment(
  { last, now }: RequestMove,
  request: RequestRow,
  id: string,
): Promise<DomainEvent> {
  const { packageId, catalogId, requestorId: personId, policyId, settings } = request;
  const startsAt = request.state === "scheduled" && request.startsAt !== null ? request.startsAt : now;
  const endsAt = grantedEnd(settings.expiration, startsAt, request.endsAt);
  const promptAt = nextPrompt(startsAt, endsAt, now);
  await insertAssignment(last, { id, packageId, catalogId, personId, policyId, startsAt, endsAt, promptAt }, now);
  await insertGrantsOfPackage(last, { assignmentId: id, personId, packageId }, now);
  return {
    type: "assignment.created",
    target: { kind: "assignment", id },
    catalogId,
    packageId,
    requestId: request.id,
    after: { personId, startsAt, endsAt },
  };
}
