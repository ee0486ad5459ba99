import { claimEnding } from "../../store/query/assignment-due.ts";
import { assignmentsWithBusyRequests } from "../../store/query/assignment-request.ts";
import { endAssignments } from "../assignment/end-assignment.ts";
import { systemCommand } from "../system-command.ts";

const BATCH = 200;

/**
 * Ends the assignments whose end has come (domain.md 5.3, D9); those that a rule made have one only because their holders
 * match it no longer (D23). One of whose requests somebody decides just now waits for the next round.
 */
export const endDueAssignments = systemCommand<void, number>({
  name: "assignment.end",
  run: async ({ tx, now }) => {
    const due = await claimEnding(tx, now, BATCH);
    const busy = await assignmentsWithBusyRequests(
      tx,
      due.map(({ id }) => id),
    );
    const ending = due.filter(({ id }) => !busy.has(id));
    const events = [
      ...(await endAssignments(
        { tx, now },
        ending.filter(({ ruleId }) => ruleId === null),
        "expired",
      )),
      ...(await endAssignments(
        { tx, now },
        ending.filter(({ ruleId }) => ruleId !== null),
        "ruleLeft",
      )),
    ];
    return { result: ending.length, events };
  },
});
