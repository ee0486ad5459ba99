import { fault } from "../fault.ts";
import type { Fault } from "../fault.ts";
import { justificationFaults } from "./justification.ts";
import type { RequestState, StageResult } from "./request.ts";

/** A request and one of its stages, as they are under the lock. */
export interface DecisionState {
  request: { state: RequestState; stage: number | null };
  stage: { result: StageResult; dueAt: Date };
  /** The name of whoever decided the stage, where somebody did; null for whoever decides now. */
  by: string | null;
  requestor: { name: string; isGone: boolean };
}

/**
 * What stands against deciding a stage now (domain.md 4.4): somebody was first (R1, R2), the request is over, its time
 * is up (R4), the requestor is gone, so that nobody can be given access, or the policy asks for a reason (B10). `at`: the stage that the
 * person saw.
 */
export function decisionFaults(
  { request, stage, by, requestor }: DecisionState,
  wish: { at: number; decision: "approve" | "deny"; reason: string; isReasonRequired: boolean; now: Date },
): Fault[] {
  if (stage.result === "approved" || stage.result === "denied")
    return [fault("alreadyDecided", { by, result: stage.result, goesOn: request.state === "pendingApproval" })];
  if (request.state !== "pendingApproval" || request.stage !== wish.at)
    return [fault("requestClosed", { state: request.state })];
  if (wish.now >= stage.dueAt) return [fault("decisionTooLate", {})];
  if (requestor.isGone && wish.decision === "approve") return [fault("requestorGone", { name: requestor.name })];
  return justificationFaults(wish.reason, "reason", { isRequired: wish.isReasonRequired });
}
