/** The views and messages about access reviews, with the longest data in one script. */
import type { ModalView } from "@slack/types";
import type { OwnReviewRow } from "../../src/app/review/list-reviews.ts";
import { REVIEWS_PAGE } from "../../src/app/review/list-reviews.ts";
import type { ShownReview } from "../../src/app/review/read-review-messages.ts";
import { REVIEW_PAGE } from "../../src/app/review/read-review.ts";
import type { ReviewSheet } from "../../src/app/review/read-review.ts";
import { REVIEW_DECISIONS } from "../../src/domain/review/review.ts";
import { UNANSWERED } from "../../src/domain/review/review-settings.ts";
import { reviewCard, reviewReminderCard } from "../../src/slack/cards/review-cards.ts";
import type { Message } from "../../src/slack/command/message.ts";
import { reasonPane } from "../../src/slack/review/reason-pane.ts";
import { reviewsMessage } from "../../src/slack/review/reviews-message.ts";
import { reviewView } from "../../src/slack/review/review-view.ts";
import { id, ids } from "./longest.ts";
import type { Script } from "./longest.ts";
import { LONGEST_PLACE, SOME_TIME } from "./longest-request.ts";

const COUNTS = { people: 300_000, answered: 299_999, kept: 150_000, removed: 150_000 };

export function ownReviews(script: Script, count: number): OwnReviewRow[] {
  return ids(count).map((each) => ({
    id: each,
    packageName: script(100),
    policyName: script(100),
    closesAt: SOME_TIME,
    ...COUNTS,
  }));
}

export const staffReviews = (script: Script) =>
  [null, SOME_TIME, SOME_TIME].map((closedAt) => ({
    policyName: script(100),
    openedAt: SOME_TIME,
    closesAt: SOME_TIME,
    closedAt,
    ...COUNTS,
  }));

function sheet(script: Script, count: number): ReviewSheet {
  const advice = ["deactivated", "notInScope", null] as const;
  return {
    id: id(1),
    packageName: script(100),
    closesAt: SOME_TIME,
    isRecommendationShown: true,
    people: 300_000,
    answered: 299_999,
    rows: ids(count).map((each, index) => ({
      assignmentId: each,
      personId: each,
      name: script(100),
      startsAt: SOME_TIME,
      endsAt: SOME_TIME,
      decision: REVIEW_DECISIONS[index % 3] ?? null,
      decidedBy: script(100),
      reason: script(1000),
      isOneself: index === 0,
      advice: advice[index % 3] ?? null,
    })),
    after: id(2),
    next: id(3),
  };
}

export function reviewModals(script: Script): Record<string, ModalView> {
  const metadata = { reviewId: id(1), after: id(2), assignmentId: id(3), viewId: "V".repeat(50), place: LONGEST_PLACE };
  const panes = REVIEW_DECISIONS.map((decision) => [
    `Why a reviewer says ${decision}`,
    reasonPane({ packageName: script(100), holderName: script(100) }, { ...metadata, decision }),
  ]);
  return {
    "A page of an access review": reviewView(sheet(script, REVIEW_PAGE), LONGEST_PLACE),
    "An access review of nobody": reviewView(sheet(script, 0), LONGEST_PLACE),
    ...Object.fromEntries(panes),
  };
}

export function reviewMessages(script: Script): Record<string, Message> {
  const reviewer = { id: id(4), slackUserId: "U0123456789", ...COUNTS };
  const states: ShownReview[] = UNANSWERED.map((ifUnanswered, index) => ({
    id: id(1),
    packageName: script(100),
    closesAt: SOME_TIME,
    ifUnanswered,
    isSelfReview: index === 0,
    isOpen: index < 2,
    closedAt: null,
    remindedAt: SOME_TIME,
  }));
  const closed = states.map((review) => ({ ...review, isOpen: false, closedAt: SOME_TIME }));
  const cards = [...states, ...closed].flatMap((review, index) => [
    [`Reviewer's card ${index}`, reviewCard(review, reviewer)],
    [`Reviewer's reminder ${index}`, reviewReminderCard(review, reviewer)],
  ]);
  const handedOn = states.map((review, index) => [
    `Card ${index} of somebody who is not asked any more`,
    reviewCard(review, { ...reviewer, people: 0 }),
  ]);
  return {
    ...Object.fromEntries([...cards, ...handedOn]),
    "A page of access reviews": reviewsMessage({
      rows: ownReviews(script, REVIEWS_PAGE),
      next: { at: SOME_TIME, id: id(1) },
    }),
    "No access reviews": reviewsMessage({ rows: [], next: null }),
  };
}
