import { z } from "zod";
import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { requestorRights } from "../../domain/request/on-behalf.ts";
import { isOpenRequest } from "../../domain/request/request.ts";
import { lockAssignment } from "../../store/query/assignment.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { dropReminders, lockRequest, updateRequest, updateStage } from "../../store/query/request.ts";
import type { RequestRow } from "../../store/query/request.ts";
import { standingOf } from "../acting-person.ts";
import { endAssignment } from "../assignment/end-assignment.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { NO_STAGE, stateAfter } from "./advance-request.ts";
import { requestEvent } from "./request-event.ts";

const CancelRequest = z.object({ requestId: z.uuid() });
type CancelRequest = z.infer<typeof CancelRequest>;

interface CancelTarget {
  request: RequestRow;
  standing: Standing;
}

/**
 * Takes a request back (domain.md C9; R6, R7, D4, R20): its requestor, and the manager who asked for them, while it waits
 * for a decision or for its start; staff also when its delivery failed, which ends the assignment. Never while delivering or after delivery.
 */
export const cancelRequest = command<CancelRequest, CancelTarget, void>({
  name: "request.cancel",
  input: CancelRequest,
  target: async ({ tx, by, input: { requestId } }) => {
    const request = await lockRequest(tx, requestId);
    if (!request) throw new Refusal(fault("notFound", { what: "request" }));
    const standing = standingOf(by, await rolesIn(tx, request.catalogId, by.id));
    return { request, standing: { ...standing, derived: requestorRights(request, by.id) } };
  },
  permit: (_by, { standing }) => permit("request.cancel", standing),
  run: async (context) => {
    const { request, standing } = context.target;
    if (isOpenRequest(request.state)) return { result: undefined, events: await cancelOpen(context) };
    const isStaff = permit("request.cancel", { ...standing, derived: [] }).allowed;
    if (request.state !== "deliveryFailed" || !isStaff)
      throw new Refusal(fault("notCancelable", { state: request.state }));
    return { result: undefined, events: await cancelFailed(context) };
  },
});

async function cancelOpen({
  tx,
  now,
  by,
  target: { request },
}: CommandContext<CancelRequest, CancelTarget>): Promise<DomainEvent[]> {
  const state = stateAfter(request, "cancel");
  if (request.stage !== null)
    await updateStage(tx, { requestId: request.id, stage: request.stage }, { result: "canceled" });
  await dropReminders(tx, [request.id]);
  await updateRequest(tx, request.id, { ...NO_STAGE, state, decidedAt: now, completedAt: now, closedBy: by.id });
  return [requestEvent(request, "request.canceled", { before: { state: request.state } })];
}

async function cancelFailed(context: CommandContext<CancelRequest, CancelTarget>): Promise<DomainEvent[]> {
  const { tx, now, by, target } = context;
  const { request } = target;
  const state = stateAfter(request, "cancelFailed");
  await updateRequest(tx, request.id, { state, completedAt: now, closedBy: by.id });
  const assignment = await lockAssignment(tx, request.assignmentId ?? "");
  const ended =
    assignment && assignment.state !== "expired" ? await endAssignment(context, assignment, "deliveryCanceled") : [];
  return [requestEvent(request, "request.canceled", { before: { state: request.state } }), ...ended];
}
