import { z } from "zod";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { DerivedRight } from "../../domain/permission/standing.ts";
import { justificationFaults } from "../../domain/request/justification.ts";
import { requestById, stagesOf } from "../../store/query/request.ts";
import type { RequestRow, StageRow } from "../../store/query/request.ts";
import { standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import { command } from "../command.ts";
import { endAssignment } from "../assignment/end-assignment.ts";
import { lockAccess, refuseEnded } from "../assignment/lock-access.ts";
import type { LockedAccess } from "../assignment/lock-access.ts";
import { neverDeciding } from "./ask-approval.ts";

const RevokeApproval = z.object({ requestId: z.uuid(), reason: z.string() });
type RevokeApproval = z.infer<typeof RevokeApproval>;

interface RevocationTarget {
  access: LockedAccess;
  derived: DerivedRight[];
}

/**
 * Whoever approved a request revokes that, and says why: the access that came of it ends (domain.md 4.4, D24). An
 * extension is not revoked by itself. Faults are on `reason`.
 */
export const revokeApproval = command<RevokeApproval, RevocationTarget, void>({
  name: "request.revokeApproval",
  input: RevokeApproval,
  target: async ({ tx, by, input: { requestId } }) => {
    const request = await requestById(tx, requestId);
    if (!request || request.assignmentId === null || request.type === "userExtend")
      throw new Refusal(fault("notFound", { what: "approval" }));
    const access = await lockAccess(tx, by, request.assignmentId);
    return { access, derived: revocationRights(by, request, await stagesOf(tx, requestId)) };
  },
  permit: (by, { derived }) => permit("request.revokeApproval", { ...standingOf(by), derived }),
  run: async ({ tx, now, input, target }) => {
    refuseEnded(target.access);
    const reason = input.reason.trim();
    refuseIfAny(revocationFaults(reason));
    const more = { reasonText: reason };
    return {
      result: undefined,
      events: await endAssignment({ tx, now }, target.access.assignment, "approvalRevoked", more),
    };
  },
});

/** Approver is who approved one of its stages; who it was for, or who made it, never decides about it. */
export function revocationRights(
  { id }: Pick<ActingPerson, "id">,
  request: Pick<RequestRow, "requestorId" | "submittedBy">,
  stages: readonly Pick<StageRow, "result" | "decidedBy">[],
): DerivedRight[] {
  const hasApproved = stages.some(({ result, decidedBy }) => result === "approved" && decidedBy === id);
  return [
    ...(hasApproved ? ["approver" as const] : []),
    ...(neverDeciding(request).includes(id) ? ["requestor" as const] : []),
  ];
}

function revocationFaults(reason: string): Fault[] {
  if (reason === "") return [fault("required", { what: "revocationReason" }, "reason")];
  return justificationFaults(reason, "reason", { isRequired: false });
}
