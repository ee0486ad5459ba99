import type { Button, KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { ReviewedAccess, ReviewSheet } from "../../app/review/read-review.ts";
import { REVIEW_DECISIONS } from "../../domain/review/review.ts";
import { actions, button, context, divider, header, paragraph, smallPrint } from "../kit/block.ts";
import { modal } from "../kit/modal.ts";
import { moment } from "../kit/moment.ts";
import { Place } from "../refresh/place.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { adviceInWords, answerInWords, DECISION_LABELS, progressInWords } from "./review-words.ts";
import { parseMetadata } from "../kit/metadata.ts";

/** Which page of which review a view shows: after which assignment it begins. */
export const SheetPage = z.object({ reviewId: z.uuid(), after: z.uuid().nullable() });
export type SheetPage = z.infer<typeof SheetPage>;

/** What a view shows, and where it was opened from; views from before that was noted do not say. */
export const Sheet = SheetPage.extend({ place: Place.default({ kind: "card" }) });
export type Sheet = z.infer<typeof Sheet>;

export function readSheetPage(text: string): SheetPage {
  return parseMetadata(SheetPage, text);
}

export function readSheet(metadata: string): Sheet {
  return parseMetadata(Sheet, metadata);
}

/** `Access review`: one page of those whose access it asks about, each with what can be answered. */
export function reviewView(sheet: ReviewSheet, place: Place): ModalView {
  const { id: reviewId, packageName, closesAt, rows, after, next } = sheet;
  const turn = (label: string, to: string | null) =>
    button(label, `${ACTION.page}:${to === null ? "first" : "next"}`, {
      value: JSON.stringify({ reviewId, after: to } satisfies SheetPage),
    });
  const turns: Button[] = [
    ...(after === null ? [] : [turn("First page", null)]),
    ...(next === null ? [] : [turn("More", next)]),
  ];
  return modal({
    callbackId: CALLBACK.sheet,
    title: "Access review",
    close: "Close",
    metadata: JSON.stringify({ reviewId, after, place } satisfies Sheet),
    isCloseTold: true,
    blocks: [
      header(packageName),
      smallPrint(`${progressInWords(sheet)} · closes ${moment(closesAt)}`),
      context("Nothing changes before the review closes, and until then you can answer otherwise."),
      ...(rows.length === 0 ? [paragraph("Nobody holds this access any more.")] : []),
      ...rows.flatMap((row) => accessBlocks(sheet, row)),
      ...(turns.length > 0 ? [actions("review-pages", turns)] : []),
    ],
  });
}

function accessBlocks({ isRecommendationShown }: ReviewSheet, row: ReviewedAccess): KnownBlock[] {
  const { assignmentId, name, isOneself, startsAt, endsAt, advice, decision } = row;
  const advised = isRecommendationShown ? `\n${adviceInWords(advice)}` : "";
  const buttons = REVIEW_DECISIONS.map((answer) =>
    button(DECISION_LABELS[answer], `${ACTION.answer}:${answer}`, {
      value: assignmentId,
      spoken: `${DECISION_LABELS[answer]}: ${name}`,
      ...(answer === decision && { style: "primary" as const }),
    }),
  );
  return [
    divider,
    paragraph(`${isOneself ? `${name} (you)` : name}\n${answerInWords(row)}${advised}`),
    smallPrint(`Since ${moment(startsAt)} · ${endsAt ? `ends ${moment(endsAt)}` : "never ends"}`),
    actions(`review:${assignmentId}`, buttons),
  ];
}
