import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { ReviewReasonForm } from "../../app/review/read-review.ts";
import { JUSTIFICATION_MAX } from "../../domain/request/request.ts";
import { REVIEW_DECISIONS } from "../../domain/review/review.ts";
import type { ReviewDecision } from "../../domain/review/review.ts";
import { paragraph } from "../kit/block.ts";
import { textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { CALLBACK } from "./ids.ts";
import { Sheet } from "./review-view.ts";
import { DECISION_LABELS } from "./review-words.ts";
import { parseMetadata } from "../kit/metadata.ts";

const Metadata = Sheet.extend({
  assignmentId: z.uuid(),
  decision: z.enum(REVIEW_DECISIONS),
  /** The view below, which shows the page. */
  viewId: z.string(),
});
export type ReasonMetadata = z.infer<typeof Metadata>;

export function readReasonMetadata(metadata: string): ReasonMetadata {
  return parseMetadata(Metadata, metadata);
}

const QUESTIONS: Readonly<Record<ReviewDecision, (form: ReviewReasonForm) => string>> = {
  keep: ({ holderName, packageName }) => `${holderName} is to keep ${packageName}.`,
  remove: ({ holderName, packageName }) => `${holderName} is to lose ${packageName} when the review closes.`,
  dontKnow: ({ holderName, packageName }) => `Whether ${holderName} still needs ${packageName}, you do not know.`,
};

const HINTS: Readonly<Record<ReviewDecision, string>> = {
  keep: "The staff of the catalog can read it.",
  remove: "Whoever loses the access reads it, and so can the staff of the catalog.",
  dontKnow: "The staff of the catalog can read it.",
};

/** `Review reason`: why somebody is to keep access, or to lose it. */
export function reasonPane(form: ReviewReasonForm, metadata: ReasonMetadata): ModalView {
  const { decision } = metadata;
  return modal({
    callbackId: CALLBACK.reason,
    title: "Review reason",
    submit: DECISION_LABELS[decision],
    metadata: JSON.stringify(metadata),
    blocks: [
      paragraph(QUESTIONS[decision](form)),
      textField({
        path: "reason",
        label: "Reason",
        value: "",
        limit: JUSTIFICATION_MAX,
        isMultiline: true,
        hint: HINTS[decision],
      }),
    ],
  });
}
