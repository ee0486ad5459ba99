/** The messages to those who review access (domain.md 6, N12). */
import type { ReviewerRow, ShownReview } from "../../app/review/read-review-messages.ts";
import type { Message } from "../command/message.ts";
import { actions, button, header, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { ACTION } from "../review/ids.ts";
import { progressInWords, UNANSWERED_SENTENCES } from "../review/review-words.ts";
import { revised } from "./revision.ts";

/** Asks somebody to review, shows how far they have come, and says later what came of it, or that it is not theirs any more. */
export function reviewCard(review: ShownReview, reviewer: ReviewerRow): Message {
  const { packageName, isSelfReview } = review;
  const title = `Access review of ${packageName}`;
  if (!review.isOpen) return closedCard(title, review, reviewer);
  if (reviewer.people === 0) return handedOnCard(title);
  const question = isSelfReview
    ? "Do you still need this access? You can change your answer until the review closes."
    : "Who still needs this access? Answers can be changed until the review closes, and the last one counts.";
  return revised({
    text: escape(`${title}: please answer`),
    blocks: [
      header(title),
      paragraph(question),
      smallPrint(`${progressInWords(reviewer)} · closes ${moment(review.closesAt)}`),
      smallPrint(UNANSWERED_SENTENCES[review.ifUnanswered]),
      actions("review", [reviewButton(review)]),
    ],
  });
}

/** Half-way to the end, as a message of its own; also to those who have answered about everybody. */
export function reviewReminderCard(review: ShownReview, reviewer: ReviewerRow): Message {
  const title = `Access review of ${review.packageName}`;
  if (!review.isOpen) return closedCard(title, review, reviewer);
  if (reviewer.people === 0) return handedOnCard(title);
  const { people, answered } = reviewer;
  const text = `Reminder: ${title}, ${progressInWords(reviewer)}.`;
  const rest =
    answered < people ? UNANSWERED_SENTENCES[review.ifUnanswered] : "You can still change what you answered.";
  return revised({
    text: escape(text),
    blocks: [
      paragraph(`${text}\n${rest}`),
      smallPrint(`Closes ${moment(review.closesAt)}`),
      actions("review", [reviewButton(review)]),
    ],
  });
}

function handedOnCard(title: string): Message {
  const text = `${title}: you are not asked any more.`;
  return revised({ text: escape(text), blocks: [paragraph(text)] });
}

function closedCard(title: string, { closedAt, closesAt }: ShownReview, { kept, removed }: ReviewerRow): Message {
  const what =
    closedAt === null
      ? `${title}: the time to answer is over.`
      : `${title}: closed. Access kept: ${kept.toLocaleString("en")}, removed: ${removed.toLocaleString("en")}.`;
  return revised({
    text: escape(what),
    blocks: [paragraph(what), smallPrint(`Closed ${moment(closedAt ?? closesAt)}`)],
  });
}

function reviewButton({ id, packageName }: Pick<ShownReview, "id" | "packageName">) {
  return button("Review", ACTION.open, { value: id, style: "primary", spoken: `Review access to ${packageName}` });
}
