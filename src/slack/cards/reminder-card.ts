import type { AskedPerson, ShownRequest, ShownStage } from "../../app/request/read-request-messages.ts";
import type { Message } from "../command/message.ts";
import { paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { detailsButton, isUndecided, outcomeInWords } from "./approver-card.ts";
import { requestTitle } from "./request-facts.ts";
import { revised } from "./revision.ts";

/**
 * Reminds an approver, or their delegate, of what is undecided, and says later how it ended (domain.md 6, N2).
 * `decider`: who is reminded; null where they cannot decide it any more.
 */
export function reminderCard(
  request: ShownRequest,
  stage: ShownStage,
  decider: Pick<AskedPerson, "insteadOf"> | null,
): Message {
  const title = requestTitle(request);
  if (!isUndecided(request, stage) || decider === null) {
    const text = isUndecided(request, stage)
      ? "You are not asked to decide this any more."
      : outcomeInWords(request, stage);
    return revised({ text: escape(`${title}: ${text}`), blocks: [paragraph(`${title}.\n${text}`)] });
  }
  const at = request.stageCount > 1 ? ` stage ${stage.stage + 1} of ${request.stageCount}` : "";
  const undecided = `Reminder: ${title}, and nobody has decided${at} yet`;
  const inPlace = decider.insteadOf === null ? "" : `\nYou can decide in the place of ${decider.insteadOf}.`;
  return revised({
    text: escape(undecided),
    blocks: [
      paragraph(`${undecided}.${inPlace}`),
      smallPrint(`Decide by ${moment(stage.dueAt)}, or the request expires.`),
      detailsButton(request),
    ],
  });
}
