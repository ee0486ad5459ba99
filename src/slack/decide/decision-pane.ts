import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { DecisionForm } from "../../app/request/read-decision.ts";
import { JUSTIFICATION_MAX } from "../../domain/request/request.ts";
import { wishInWords } from "../cards/request-words.ts";
import { paragraph } from "../kit/block.ts";
import { textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { Place } from "../refresh/place.ts";
import { CALLBACK } from "./ids.ts";
import { parseMetadata } from "../kit/metadata.ts";

export type Decision = "approve" | "deny";

const Metadata = z.object({ requestId: z.uuid(), stage: z.int(), place: Place });
type Metadata = z.infer<typeof Metadata>;

export function readMetadata(metadata: string): Metadata {
  return parseMetadata(Metadata, metadata);
}

const LABELS: Readonly<Record<Decision, string>> = { approve: "Approve", deny: "Deny" };

/** The pane in which a decision gets its reason. */
export function decisionPane(decision: Decision, form: DecisionForm, place: Place): ModalView {
  const { requestId, stage, isReasonRequired } = form;
  return modal({
    callbackId: CALLBACK[decision],
    title: `${LABELS[decision]} request`,
    submit: LABELS[decision],
    metadata: JSON.stringify({ requestId, stage, place } satisfies Metadata),
    blocks: [
      paragraph(`${wishInWords(form)}.`),
      textField({
        path: "reason",
        label: "Reason",
        isOptional: !isReasonRequired,
        value: "",
        limit: JUSTIFICATION_MAX,
        isMultiline: true,
        hint: "The requestor reads it, and so does whoever else was asked.",
      }),
    ],
  });
}
