import { dropReminders, lockDueRequests, updateRequest, updateStage } from "../../store/query/request.ts";
import { NO_STAGE, stateAfter } from "../request/advance-request.ts";
import { requestEvent } from "../request/request-event.ts";
import { systemCommand } from "../system-command.ts";

const BATCH = 50;

/** Ends requests whose stage was not decided in time (domain.md 5.2, C6, R4). */
export const expireStages = systemCommand<void, number>({
  name: "request.expire",
  run: async ({ tx, now }) => {
    const due = await lockDueRequests(tx, "pendingApproval", now, BATCH);
    await dropReminders(
      tx,
      due.map(({ id }) => id),
    );
    for (const request of due) {
      await updateStage(tx, { requestId: request.id, stage: request.stage ?? 0 }, { result: "expired" });
      const state = stateAfter(request, "expire");
      await updateRequest(tx, request.id, { ...NO_STAGE, state, decidedAt: now, completedAt: now });
    }
    const events = due.map((request) =>
      requestEvent(request, "request.expired", {
        after: { stage: (request.stage ?? 0) + 1, because: "approvalTimeout" },
      }),
    );
    return { result: due.length, events };
  },
});
