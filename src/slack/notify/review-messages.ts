import { readReviewMessages } from "../../app/review/read-review-messages.ts";
import type { ReviewMessages } from "../../app/review/read-review-messages.ts";
import type { AppDeps } from "../../app/deps.ts";
import { doAll } from "../../app/message/do-all.ts";
import type { MessageDoor } from "../../app/message/message-door.ts";
import { reviewCard, reviewReminderCard } from "../cards/review-cards.ts";
import type { Message } from "../command/message.ts";
import { keepPlanned, needsWork } from "./planned-message.ts";
import type { PlannedMessage } from "./planned-message.ts";

/** Whose messages about which review: one reviewer's by their id, or all of those who are `listed`. */
export interface ReviewersWanted {
  reviewId: string;
  reviewer: string;
}

/** The messages to those who review access (domain.md 6, N12). */
export function reviewMessages(deps: AppDeps, door: MessageDoor<Message>) {
  return {
    /** Brings them in line with the review. */
    async show(wanted: ReviewersWanted): Promise<void> {
      const about = await readReviewMessages(deps, wanted);
      if (!about) return;
      const planAnew = async (reviewer: string) => {
        const now = await readReviewMessages(deps, { ...wanted, reviewer });
        return now ? planReviewMessages(now) : [];
      };
      await doAll(
        planReviewMessages(about).filter((planned) => needsWork(planned, about.ledger)),
        ({ key }) => keepPlanned(deps, door, key, () => planAnew(key.recipient)),
      );
    },
  };
}

/** For each reviewer the card, and once they have been reminded the reminder, which is a message of its own. */
export function planReviewMessages({ review, reviewers }: ReviewMessages): PlannedMessage[] {
  return reviewers.flatMap((reviewer) => {
    const to = (kind: string, message: Message): PlannedMessage => ({
      key: { kind, entityId: review.id, recipient: reviewer.id },
      to: reviewer.slackUserId,
      message,
      mayPost: review.isOpen && reviewer.people > 0,
    });
    return [
      to("review", reviewCard(review, reviewer)),
      ...(review.remindedAt === null ? [] : [to("reviewReminder", reviewReminderCard(review, reviewer))]),
    ];
  });
}
