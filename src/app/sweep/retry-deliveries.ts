import { claimRetried, markPromised } from "../../store/query/assignment-due.ts";
import { requestsOf } from "../../store/query/assignment-request.ts";
import { assignmentEvent } from "../assignment/assignment-event.ts";
import { sourceOf } from "../assignment/end-assignment.ts";
import { systemCommand } from "../system-command.ts";

const BATCH = 200;

/**
 * Promises deliveries anew whose turn has come after a failure that may have passed, of roles that are taken away from
 * ended access too; and those of which nothing was heard for so long that the promise must have got lost.
 */
export const retryDeliveries = systemCommand<void, number>({
  name: "assignment.retry",
  run: async ({ tx, now }) => {
    const due = await claimRetried(tx, now, BATCH);
    const ids = due.map(({ id }) => id);
    await markPromised(tx, ids, now);
    const requests = await requestsOf(tx, ids);
    const events = due.map((assignment) =>
      assignmentEvent(assignment, sourceOf(requests, assignment.id), "assignment.reprocessed", {
        after: { state: assignment.state, because: "retried", failedAttempts: assignment.failedAttempts },
      }),
    );
    return { result: due.length, events };
  },
});
