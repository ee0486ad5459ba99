import { addApprovers, lockForwardableRequests, updateRequest, updateStage } from "../../store/query/request.ts";
import { requestEvent } from "../request/request-event.ts";
import { systemCommand } from "../system-command.ts";

const BATCH = 50;

/** Asks the alternates as well where nobody has decided; who was asked before may still decide (domain.md C7, R13). */
export const forwardStages = systemCommand<void, number>({
  name: "request.forward",
  run: async ({ tx, now }) => {
    const due = await lockForwardableRequests(tx, now, BATCH);
    const events = [];
    for (const request of due) {
      const stage = request.stage ?? 0;
      const people = request.settings.approval.stages[stage]?.alternates?.people ?? [];
      const subjects = people.map((id) => ({ kind: "person" as const, id }));
      await addApprovers(tx, { requestId: request.id, stage }, subjects, "alternate", now);
      await updateStage(tx, { requestId: request.id, stage }, { forwardedAt: now });
      await updateRequest(tx, request.id, { forwardAt: null });
      events.push(requestEvent(request, "request.forwarded", { after: { stage: stage + 1, subjects } }));
    }
    return { result: due.length, events };
  },
});
