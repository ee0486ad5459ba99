import { z } from "zod";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { REROUTED_MAX, rerouteFaults, rerouteStateFaults } from "../../domain/request/reroute.ts";
import type { NewApprover } from "../../domain/request/reroute.ts";
import type { ApproverSubject } from "../../domain/request/stage-approvers.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { peopleBySlackIds } from "../../store/query/person.ts";
import {
  addApprovers,
  approverSubjects,
  dropReminders,
  lockRequest,
  removeApprovers,
  stageOf,
  updateRequest,
  updateStage,
} from "../../store/query/request.ts";
import type { RequestRow, StageRow } from "../../store/query/request.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { neverDeciding, remindApprovers } from "./ask-approval.ts";
import { requestEvent } from "./request-event.ts";

const RerouteRequest = z.object({
  requestId: z.uuid(),
  /** The stage that was shown, counted from 0, and when it was handed on last. */
  stage: z.int().min(0),
  reroutedAt: z.coerce.date().nullable(),
  /** Who are to decide instead. */
  slackUserIds: z.array(z.string()),
  reason: z.string(),
});
type RerouteRequest = z.infer<typeof RerouteRequest>;

interface RerouteTarget {
  request: RequestRow;
  stage: StageRow | undefined;
  standing: Standing;
}

type Context = CommandContext<RerouteRequest, RerouteTarget>;

/**
 * Staff hand the present stage of a waiting request to other approvers, and say why (domain.md 4.7, C20). Those who were
 * asked before can no longer decide it, its time stays, and its alternates are not asked any more. Never to the
 * requestor, to whoever asked for them, or to themselves. Faults are on `approvers` and `reason`.
 */
export const rerouteRequest = command<RerouteRequest, RerouteTarget, void>({
  name: "request.reroute",
  input: RerouteRequest,
  target: async ({ tx, by, input: { requestId } }) => {
    const request = await lockRequest(tx, requestId);
    if (!request) throw new Refusal(fault("notFound", { what: "request" }));
    const stage = request.stage === null ? undefined : await stageOf(tx, requestId, request.stage);
    return { request, stage, standing: standingOf(by, await rolesIn(tx, request.catalogId, by.id)) };
  },
  permit: (_by, { standing }) => permit("request.reroute", standing),
  run: async (context) => {
    const { by, now, input, target } = context;
    refuseIfAny(rerouteStateFaults(target, { ...input, at: input.stage, now }));
    const approvers = await newApprovers(context);
    const never = [...neverDeciding(target.request), by.id];
    refuseIfAny(rerouteFaults(approvers, { never, reason: input.reason }));
    return { result: undefined, events: [await handOn(context, approvers)] };
  },
});

async function newApprovers({ tx, input: { slackUserIds } }: Context): Promise<NewApprover[]> {
  const wanted = [...new Set(slackUserIds)].slice(0, REROUTED_MAX + 1);
  const people = await peopleBySlackIds(tx, wanted);
  if (people.length < wanted.length) throw new Refusal(fault("personNotKnownYet", {}, "approvers"));
  return people.map(({ id, name, slackState }) => ({ id, name, isDeactivated: slackState === "deactivated" }));
}

async function handOn(context: Context, approvers: readonly NewApprover[]) {
  const { tx, now, by, input, target } = context;
  const { request } = target;
  const { requestId, stage } = input;
  const reason = input.reason.trim();
  const capacity = "rerouted" as const;
  const before = await approverSubjects(tx, requestId, stage);
  const subjects = approvers.map(({ id }): ApproverSubject => ({ kind: "person", id }));
  await removeApprovers(tx, input);
  await addApprovers(tx, input, subjects, capacity, now);
  await updateStage(tx, input, { capacity, reroutedBy: by.id, reroutedAt: now, rerouteReason: reason });
  await updateRequest(tx, requestId, { forwardAt: null });
  await dropReminders(tx, [requestId]);
  if (target.stage) await remindApprovers(context, request, { at: stage, subjects, dueAt: target.stage.dueAt });
  return requestEvent(request, "request.rerouted", {
    before: { subjects: before },
    after: { stage: stage + 1, capacity, subjects },
    reason,
  });
}
