import { z } from "zod";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { DerivedRight } from "../../domain/permission/standing.ts";
import { decisionFaults } from "../../domain/request/decision.ts";
import type { SlackState } from "../../domain/person/person.ts";
import type { RequestState } from "../../domain/request/request.ts";
import { delegateIn, isSlackUserAskedIn } from "../../store/query/approver.ts";
import { peopleById } from "../../store/query/person.ts";
import {
  dropReminders,
  lockRequest,
  requestorOf,
  stageOf,
  updateRequest,
  updateStage,
} from "../../store/query/request.ts";
import type { RequestRow, StageRow } from "../../store/query/request.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { approve, NO_STAGE, stateAfter } from "./advance-request.ts";
import type { Advanced } from "./advance-request.ts";
import { askApproval, neverDeciding } from "./ask-approval.ts";
import { requestEvent } from "./request-event.ts";

const DecideRequest = z.object({
  requestId: z.uuid(),
  /** The stage that the person saw, counted from 0. */
  stage: z.int().min(0),
  decision: z.enum(["approve", "deny"]),
  reason: z.string(),
});
type DecideRequest = z.infer<typeof DecideRequest>;

type LockedStage = [
  request: RequestRow | undefined,
  stage: StageRow | undefined,
  requestor: { name: string; slackState: SlackState } | undefined,
  isAsked: boolean,
];

interface DecisionTarget {
  request: RequestRow;
  stage: StageRow;
  requestor: { name: string; isGone: boolean };
  /** In whose place they decide, where only as a delegate. */
  insteadOf: string | null;
  derived: DerivedRight[];
}

type Context = CommandContext<DecideRequest, DecisionTarget>;

/**
 * Approves or denies one stage of a request (domain.md 4.4, 5.2; R1, R2, R8, R9). Exactly one decision wins: the
 * request is locked, read again, and everything is checked again - it is still pending in that stage and in time, the
 * requestor is still there, and whoever clicked is an approver now and never the requestor. Only approvers decide,
 * administrators do not (C20).
 */
export const decideRequest = command<DecideRequest, DecisionTarget, { state: RequestState }, LockedStage>({
  name: "request.decide",
  input: DecideRequest,
  // In this order on the transaction's connection: what is read of the request is read once it is locked.
  lock: (tx, { requestId, stage: at }, slackUserId) =>
    Promise.all([
      lockRequest(tx, requestId),
      stageOf(tx, requestId, at),
      requestorOf(tx, requestId),
      isSlackUserAskedIn(tx, { requestId, stage: at }, slackUserId),
    ]),
  target: async ({ tx, by, input: { requestId, stage: at }, locked: [request, stage, requestor, isAsked] }) => {
    if (!request || !stage) throw new Refusal(fault("notFound", { what: "request" }));
    const never = neverDeciding(request);
    const decider = isAsked ? { insteadOf: null } : await delegateIn(tx, { requestId, stage: at }, by.id, never);
    const isOwn = never.includes(by.id);
    return {
      request,
      stage,
      requestor: { name: requestor?.name ?? "Somebody", isGone: requestor?.slackState === "deactivated" },
      insteadOf: decider?.insteadOf ?? null,
      derived: [...(decider ? ["approver" as const] : []), ...(isOwn ? ["requestor" as const] : [])],
    };
  },
  permit: (by, { derived }) => {
    // The table's veto, in words of its own.
    if (derived.includes("requestor")) throw new Refusal(fault("ownRequest", {}));
    return permit("request.decide", { ...standingOf(by, NO_ROLES), derived });
  },
  run: async (context) => {
    const { input, now, target } = context;
    const settings = target.request.settings.approval.stages[input.stage];
    refuseIfAny(
      decisionFaults(
        { ...target, by: await nameOfFirst(context, target.stage.decidedBy) },
        { ...input, at: input.stage, isReasonRequired: settings?.isApproverJustificationRequired ?? false, now },
      ),
    );
    const { state, events } = await (input.decision === "approve" ? approveStage(context) : deny(context));
    return { result: { state }, events };
  },
});

/** No role in a catalog lets anybody decide. */
const NO_ROLES: readonly CatalogRole[] = [];

async function approveStage(context: Context): Promise<Advanced> {
  const { last, input, target } = context;
  const { request } = target;
  const next = input.stage + 1;
  if (next === request.settings.approval.stages.length) {
    await settle(context, "approved");
    const { state, events } = await approve(context, request, { isAutomatic: false });
    return {
      state,
      events: events.map((event) => (event.type === "request.approved" ? decided(context, event.type) : event)),
    };
  }
  await settle(context, "approved");
  await dropReminders(last, [request.id]);
  const { events } = await askApproval(context, request, next, (change) => updateRequest(last, request.id, change));
  return { state: stateAfter(request, "approveStage"), events: [decided(context, "request.stageApproved"), ...events] };
}

/** A deny in any stage ends the request; later stages are never asked (R9). */
async function deny(context: Context): Promise<Advanced> {
  const { last, now, target } = context;
  const state = stateAfter(target.request, "deny");
  await settle(context, "denied");
  await dropReminders(last, [target.request.id]);
  await updateRequest(last, target.request.id, { ...NO_STAGE, state, decidedAt: now, completedAt: now });
  return { state, events: [decided(context, "request.denied")] };
}

async function settle({ last, now, by, input, target }: Context, result: "approved" | "denied"): Promise<void> {
  const reason = input.reason.trim();
  await updateStage(last, input, {
    result,
    decidedBy: by.id,
    decidedFor: target.insteadOf,
    decidedAt: now,
    ...(reason !== "" && { reason }),
  });
}

function decided(
  { input, target }: Context,
  type: "request.stageApproved" | "request.approved" | "request.denied",
): DomainEvent {
  const reason = input.reason.trim();
  return requestEvent(target.request, type, {
    after: { stage: input.stage + 1, ...(target.insteadOf !== null && { insteadOf: target.insteadOf }) },
    ...(reason !== "" && { reason }),
  });
}

/** The name of whoever has decided the stage; null where it was whoever decides now. */
async function nameOfFirst({ tx, by }: Context, personId: string | null): Promise<string | null> {
  if (personId === by.id) return null;
  const [person] = personId === null ? [] : await peopleById(tx, [personId]);
  return person?.name ?? "Somebody";
}
