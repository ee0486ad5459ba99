import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { answerReview } from "../../app/review/answer-review.ts";
import { listReviews } from "../../app/review/list-reviews.ts";
import { readReview, readReviewReason } from "../../app/review/read-review.ts";
import { REVIEW_DECISIONS } from "../../domain/review/review.ts";
import { ephemeral } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onClose, onSubmit } from "../kit/answer.ts";
import type { Submission } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import type { ButtonClick, ClickAnswer } from "../kit/answer-click.ts";
import { MomentCursor } from "../kit/moment-cursor.ts";
import { readTyped, textAt } from "../kit/state.ts";
import { briefly } from "../../lib/temporary.ts";
import { placeOf } from "../refresh/place.ts";
import { refresh } from "../refresh/refresh.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { readReasonMetadata, reasonPane } from "./reason-pane.ts";
import { readSheet, readSheetPage, reviewView } from "./review-view.ts";
import type { Sheet } from "./review-view.ts";
import { reviewsMessage } from "./reviews-message.ts";

/** Listens to `Review`, to what is answered in a review, and to the list of reviews, which is drawn anew when a review is closed. */
export function listenToReviews(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.open, (click) =>
    answerClick(click, deps.log, async () => {
      const { body, action } = click;
      const page = { reviewId: action.value ?? "", after: null };
      return reviewView(await readReview(deps, body.user.id, page), placeOf(body, action));
    }),
  );
  // Not after each answer: an ephemeral list can be replaced only five times.
  onClose(app, CALLBACK.sheet, async ({ ack, view, body, client }) => {
    await ack();
    await refresh(deps, client, body.user.id, readSheet(view.private_metadata).place);
  });
  app.action<BlockAction<ButtonAction>>({ type: "block_actions", action_id: new RegExp(`^${ACTION.page}:`) }, (click) =>
    answerClick(click, deps.log, async () => {
      const { view, user } = click.body;
      if (!view) return undefined;
      const { place } = readSheet(view.private_metadata);
      const sheet = { ...readSheetPage(click.action.value ?? ""), place };
      await showPage(deps, click.client, user.id, view.id, sheet);
      return undefined;
    }),
  );
  app.action<BlockAction<ButtonAction>>(
    { type: "block_actions", action_id: new RegExp(`^${ACTION.answer}:`) },
    (click) => answerClick(click, deps.log, () => onAnswer(deps, click)),
  );
  onSubmit(app, CALLBACK.reason, (submission) => onReason(deps, submission));
  app.action<BlockAction<ButtonAction>>(ACTION.list, (click) =>
    answerClick(click, deps.log, async () => ephemeral(reviewsMessage(await listReviews(deps, click.body.user.id)))),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.more, (click) =>
    answerClick(click, deps.log, async () => {
      const after = MomentCursor.parse(JSON.parse(click.action.value ?? ""));
      const page = await listReviews(deps, click.body.user.id, { after });
      return { ...ephemeral(reviewsMessage(page)), replace_original: true };
    }),
  );
}

/** Answers at once where no reason is needed; else asks for it in a pane. */
async function onAnswer(deps: SlackDeps, { body, action, client }: ButtonClick): Promise<ClickAnswer> {
  const { view, user } = body;
  const decision = REVIEW_DECISIONS.find((each) => action.action_id === `${ACTION.answer}:${each}`);
  if (!view || !decision) return undefined;
  const sheet = readSheet(view.private_metadata);
  const assignmentId = action.value ?? "";
  const answer = { reviewId: sheet.reviewId, assignmentId, decision };
  const form = await readReviewReason(deps, user.id, answer);
  if (form) return reasonPane(form, { ...sheet, assignmentId, decision, viewId: view.id });
  await answerReview(deps, user.id, { ...answer, reason: "" });
  await showPage(deps, client, user.id, view.id, sheet);
  return undefined;
}

async function onReason(deps: SlackDeps, submission: Submission): Promise<void> {
  const { view, body, client } = submission;
  let below: { viewId: string; sheet: Sheet } | undefined;
  await answerSubmission(submission, deps.log, async () => {
    const { viewId, assignmentId, decision, ...sheet } = readReasonMetadata(view.private_metadata);
    const reason = textAt(readTyped(view.state.values), "reason");
    await answerReview(deps, body.user.id, { reviewId: sheet.reviewId, assignmentId, decision, reason });
    below = { viewId, sheet };
    return undefined;
  });
  if (!below) return;
  try {
    await showPage(deps, client, body.user.id, below.viewId, below.sheet);
  } catch (error) {
    deps.log.warn({ cause: briefly(error) }, "a review could not be drawn anew");
  }
}

/** Draws a page of a review in the view that shows it. */
async function showPage(
  deps: SlackDeps,
  client: WebClient,
  slackUserId: string,
  viewId: string,
  { place, ...page }: Sheet,
): Promise<void> {
  const view = reviewView(await readReview(deps, slackUserId, page), place);
  await client.views.update({ view_id: viewId, view });
}
