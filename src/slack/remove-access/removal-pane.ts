import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { RemovalForm } from "../../app/assignment/read-removal.ts";
import { JUSTIFICATION_MAX } from "../../domain/request/request.ts";
import { paragraph } from "../kit/block.ts";
import { textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { Place } from "../refresh/place.ts";
import { CALLBACK } from "./ids.ts";

const Metadata = z.object({ assignmentId: z.uuid(), place: Place });
type Metadata = z.infer<typeof Metadata>;

export function readMetadata(metadata: string): Metadata {
  return Metadata.parse(JSON.parse(metadata));
}

/** `Remove access`: whose, of what, and why. */
export function removalPane({ assignmentId, packageName, holderName }: RemovalForm, place: Place): ModalView {
  return modal({
    callbackId: CALLBACK.pane,
    title: "Remove access",
    submit: "Remove",
    metadata: JSON.stringify({ assignmentId, place } satisfies Metadata),
    blocks: [
      paragraph(`${holderName} loses ${packageName} at once.`),
      textField({
        path: "reason",
        label: "Reason",
        isOptional: true,
        value: "",
        limit: JUSTIFICATION_MAX,
        isMultiline: true,
        hint: "Whoever loses the access reads it.",
      }),
    ],
  });
}
