import { liveAssignmentOf } from "../../store/query/assignment.ts";
import { lockDueRequests, updateRequest } from "../../store/query/request.ts";
import { deliver, NO_STAGE, stateAfter } from "../request/advance-request.ts";
import { requestEvent } from "../request/request-event.ts";
import { systemCommand } from "../system-command.ts";

/** Begins to deliver what was approved for a later start, one request at a time (domain.md 5.2, R20). */
export const startScheduled = systemCommand<void, number>({
  name: "request.start",
  run: async (context) => {
    const { tx, now } = context;
    const [request] = await lockDueRequests(tx, "scheduled", now, 1);
    if (!request) return { result: 0, events: [] };
    if (await liveAssignmentOf(tx, { packageId: request.packageId, personId: request.requestorId })) {
      // Somebody assigned it to them in the meantime: there is nothing left to deliver.
      await updateRequest(tx, request.id, { ...NO_STAGE, state: stateAfter(request, "cancel"), completedAt: now });
      return { result: 1, events: [requestEvent(request, "request.canceled", { after: { because: "heldAlready" } })] };
    }
    const { events } = await deliver(context, request);
    return { result: 1, events };
  },
});
