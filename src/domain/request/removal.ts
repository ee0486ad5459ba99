import { fault } from "../fault.ts";
import type { Fault } from "../fault.ts";
import type { AssignmentState } from "../assignment/assignment.ts";
import { isOpenRequest } from "./request.ts";
import type { RequestState, RequestType } from "./request.ts";

/** A request, and the access that it led to or prolonged. */
export interface RemovableRequest {
  type: RequestType;
  state: RequestState;
  access: AssignmentState | null;
}

/**
 * What stands against removing the record of a request (domain.md 7, D16): it is not completed, or an assignment hangs
 * on it. Access hangs on the request that led to it, which goes when the access has ended; not on those that prolonged
 * it or were denied. So removing a record changes nobody's access.
 */
export function removalFaults({ type, state, access }: RemovableRequest): Fault[] {
  if (isOpenRequest(state) || state === "delivering") return [fault("recordNotCompleted", { state })];
  const isHangingOnIt = type !== "userExtend" && access !== null && access !== "expired";
  return isHangingOnIt ? [fault("recordInUse", {})] : [];
}
