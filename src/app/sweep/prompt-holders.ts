import { canExtend, nextPrompt } from "../../domain/assignment/extension.ts";
import { isInScope } from "../../domain/policy/eligibility.ts";
import { claimPrompted, setPrompts } from "../../store/query/assignment-due.ts";
import type { PromptedAccess } from "../../store/query/assignment-due.ts";
import { requestsOf } from "../../store/query/assignment-request.ts";
import { assignmentEvent } from "../assignment/assignment-event.ts";
import { sourceOf } from "../assignment/end-assignment.ts";
import { systemCommand } from "../system-command.ts";

const BATCH = 200;

/**
 * Tells holders that their access will end, while they may ask to keep it (domain.md 4.6, N10, D5). Who may not is not
 * told now, and perhaps the next time.
 */
export const promptHolders = systemCommand<void, number>({
  name: "assignment.prompt",
  run: async ({ tx, now }) => {
    const due = await claimPrompted(tx, now, BATCH);
    await setPrompts(
      tx,
      due.map(({ id, startsAt, endsAt }) => ({ id, promptAt: nextPrompt(startsAt, endsAt, now) })),
    );
    const prompted = due.filter((access) => mayKeep(access, now));
    const requests = await requestsOf(
      tx,
      prompted.map(({ id }) => id),
    );
    const events = prompted.map((access) =>
      assignmentEvent(access, sourceOf(requests, access.id), "assignment.endingSoon", {
        after: { endsAt: access.endsAt },
      }),
    );
    return { result: due.length, events };
  },
});

function mayKeep(access: PromptedAccess, now: Date): boolean {
  const { settings, holder, isHolderActive, endsAt } = access;
  if (!isHolderActive || endsAt === null || endsAt <= now) return false;
  const isIncluded = settings !== null && isInScope(settings.requestors, holder);
  return canExtend(access, settings, isIncluded).extendable;
}
