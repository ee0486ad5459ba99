import type { KnownBlock } from "@slack/types";
import type { OwnReviewRow, OwnReviews } from "../../app/review/list-reviews.ts";
import type { Message } from "../command/message.ts";
import { actions, button, context, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { rowBlock } from "../refresh/place.ts";
import { ACTION } from "./ids.ts";
import { progressInWords } from "./review-words.ts";

/** One page of the open reviews in which one can answer. */
export function reviewsMessage({ rows, next }: OwnReviews): Message {
  if (rows.length === 0) {
    const text = "No access review waits for you.";
    return { text, blocks: [paragraph(text)] };
  }
  const text = "Access reviews in which you can answer";
  const blocks: KnownBlock[] = [context(text), ...rows.flatMap(reviewLine)];
  if (next) blocks.push(actions("reviews-more", [button("More", ACTION.more, { value: JSON.stringify(next) })]));
  return { text, blocks };
}

/** A review, with how far one has come in it. */
export function reviewLine(row: OwnReviewRow): KnownBlock[] {
  const { id, packageName, policyName, closesAt } = row;
  const review = button("Review", ACTION.open, { value: id, spoken: `Review access to ${packageName}` });
  return [
    { ...paragraph(`${packageName}\n${policyName}`, review), block_id: rowBlock("reviews", id) },
    smallPrint(`${progressInWords(row)} · closes ${moment(closesAt)}`),
  ];
}
