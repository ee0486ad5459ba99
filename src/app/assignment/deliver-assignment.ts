import type { DeliveryOutcome } from "../../domain/assignment/settled-grant.ts";
import { waitingGrants } from "../../store/query/delivery.ts";
import type { WaitingGrant } from "../../store/query/delivery.ts";
import type { DeliveryDeps } from "../deps.ts";
import { lookAtHeld } from "./note-held-before.ts";
import { reachOutside } from "./reach-outside.ts";
import { recordDelivery } from "./record-delivery.ts";

/**
 * Gives and takes away what an assignment's grants wait for, in three steps: look at what the person holds already,
 * reach the systems outside, record what came of it. Each step reads the state anew and may be done twice, so that a
 * delivery which was cut off is simply begun again.
 */
export async function deliverAssignment(deps: DeliveryDeps, assignmentId: string): Promise<void> {
  const unseen = await lookAtHeld(deps, assignmentId);
  const outcomes = await carryOut(deps, assignmentId);
  await recordDelivery(deps, { assignmentId, outcomes: [...unseen, ...outcomes] });
}

/** The second step, outside of any transaction. */
export async function carryOut(deps: DeliveryDeps, assignmentId: string): Promise<DeliveryOutcome[]> {
  const outcomes: DeliveryOutcome[] = [];
  for (const grant of await waitingGrants(deps.database.read, assignmentId)) {
    const { holding, state, heldBefore, version } = grant;
    // What nobody has looked at yet is given only afterwards.
    if (state === "pending" && heldBefore === null) continue;
    const wish = state === "pending" ? "give" : "take";
    const { resource, role } = holding;
    outcomes.push({ resourceId: resource.id, role, version, wish, result: await settle(deps, grant) });
  }
  return outcomes;
}

/** A role stays where the person held it before, or another assignment gives it (domain.md 4.7, D10). */
async function settle(
  { connector, log }: DeliveryDeps,
  { holding, state, heldBefore, isGivenElsewhere }: WaitingGrant,
): Promise<DeliveryOutcome["result"]> {
  if (state === "revoking" && (heldBefore === true || isGivenElsewhere)) return "kept";
  const reached = await reachOutside(log, () =>
    state === "pending" ? connector.grant(holding) : connector.revoke(holding),
  );
  return "answer" in reached ? "done" : reached.failure;
}
