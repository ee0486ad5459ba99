import type { DomainEvent } from "../../domain/event.ts";
import { takeDueReminders } from "../../store/query/request.ts";
import { systemCommand } from "../system-command.ts";

const BATCH = 100;

/** Has the reminders posted whose time has come (domain.md 6, N2). */
export const remindApprovers = systemCommand<void, number>({
  name: "request.remind",
  run: async ({ tx, now }) => {
    const due = await takeDueReminders(tx, now, BATCH);
    const events = due.map(({ id: reminderId, personId, requestId, catalogId, packageId }): DomainEvent => ({
      type: "request.reminderDue",
      target: { kind: "request", id: requestId },
      catalogId,
      packageId,
      reminderId,
      after: { reminded: personId },
    }));
    return { result: due.length, events };
  },
});
