import type { DeliveryOutcome } from "../../domain/assignment/settled-grant.ts";
import { lockAssignment } from "../../store/query/assignment.ts";
import { noteHeldBefore, waitingGrants } from "../../store/query/delivery.ts";
import type { DeliveryDeps } from "../deps.ts";
import { systemCommand } from "../system-command.ts";
import { reachOutside } from "./reach-outside.ts";

type Looked = Parameters<typeof noteHeldBefore>[2];

/**
 * The first step of a delivery: looks which of the roles to be given the person holds already, so that these stay in
 * the end. Gives what could not be looked at, which is not given now either.
 */
export async function lookAtHeld(deps: DeliveryDeps, assignmentId: string): Promise<DeliveryOutcome[]> {
  const looked: Looked[number][] = [];
  const failed: DeliveryOutcome[] = [];
  for (const { holding, state, heldBefore, version } of await waitingGrants(deps.database.read, assignmentId)) {
    if (state !== "pending" || heldBefore !== null) continue;
    const { resource, role } = holding;
    const reached = await reachOutside(deps.log, () => deps.connector.check(holding));
    if ("answer" in reached) looked.push({ resourceId: resource.id, role, isHeld: reached.answer });
    else failed.push({ resourceId: resource.id, role, version, wish: "give", result: reached.failure });
  }
  if (looked.length > 0) await noteHeld(deps, { assignmentId, looked });
  return failed;
}

const noteHeld = systemCommand<{ assignmentId: string; looked: Looked }, void>({
  name: "assignment.noteHeld",
  run: async ({ tx, input: { assignmentId, looked } }) => {
    await lockAssignment(tx, assignmentId);
    await noteHeldBefore(tx, assignmentId, looked);
    return { result: undefined, events: [] };
  },
});
