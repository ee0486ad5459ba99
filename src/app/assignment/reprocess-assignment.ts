import { z } from "zod";
import { assignmentStateOf } from "../../domain/assignment/assignment.ts";
import { lostAfter } from "../../domain/assignment/delivery-retry.ts";
import { reprocess } from "../../domain/assignment/reprocess.ts";
import { roleKey } from "../../domain/assignment/role-diff.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { nextRequestState } from "../../domain/request/transitions.ts";
import { updateAssignment } from "../../store/query/assignment.ts";
import { grantsOf } from "../../store/query/assignment-grant.ts";
import type { GrantRow } from "../../store/query/assignment-grant.ts";
import { setDeliveryState } from "../../store/query/assignment-request.ts";
import { updateGrants } from "../../store/query/delivery.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { assignmentEvent, toldRoles } from "./assignment-event.ts";
import { isSource } from "./end-assignment.ts";
import { lockAccess } from "./lock-access.ts";
import type { LockedAccess } from "./lock-access.ts";

const ReprocessAssignment = z.object({ assignmentId: z.uuid() });
type ReprocessAssignment = z.infer<typeof ReprocessAssignment>;

/**
 * Staff have a delivery begun once more: of what failed, or of everything where roles were lost outside (domain.md 5.2,
 * 5.3; D2, D3, D17). Refused while it is tried again by itself, and 14 days after it was completed.
 */
export const reprocessAssignment = command<ReprocessAssignment, LockedAccess, void>({
  name: "assignment.reprocess",
  input: ReprocessAssignment,
  target: ({ tx, by, input }) => lockAccess(tx, by, input.assignmentId),
  permit: (_by, { standing }) => permit("assignment.reprocess", standing),
  run: async (context) => {
    const { tx, now, target } = context;
    const grants = await grantsOf(tx, target.assignment.id);
    const answer = reprocess(target.assignment, grants, now);
    if (!answer.possible) {
      const isOver = target.assignment.state === "expired" && answer.because === "nothingFailed";
      throw new Refusal(isOver ? fault("accessEnded", {}) : fault("notReprocessable", { because: answer.because }));
    }
    return { result: undefined, events: await beginAgain(context, grants, answer.again) };
  },
});

async function beginAgain(
  { tx, now, target: { assignment, requests } }: CommandContext<ReprocessAssignment, LockedAccess>,
  grants: readonly GrantRow[],
  again: readonly GrantRow[],
): Promise<DomainEvent[]> {
  const changed = again.map((grant) => ({
    ...grant,
    state: grant.state === "revoking" ? grant.state : ("pending" as const),
    failure: null,
    version: grant.version + 1,
  }));
  await updateGrants(tx, changed, now);
  const after = new Map([...grants, ...changed].map((grant) => [roleKey(grant), grant.state]));
  const state = assignment.state === "expired" ? assignment.state : assignmentStateOf([...after.values()]);
  await updateAssignment(tx, assignment.id, { state, failedAttempts: 0, retryAt: lostAfter(now) });

  const request = requests.find(isSource);
  const next = request && state === "delivering" ? nextRequestState(request.state, "reprocess") : undefined;
  if (request && next) await setDeliveryState(tx, [request.id], next, null);
  return [
    assignmentEvent(assignment, request?.id ?? null, "assignment.reprocessed", {
      before: { state: assignment.state },
      after: { state, because: "staff", roles: await toldRoles(tx, changed) },
    }),
  ];
}
