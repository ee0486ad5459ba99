import type { ModalView } from "@slack/types";
import { z } from "zod";
import { JUSTIFICATION_MAX } from "../../domain/request/request.ts";
import { Place } from "../refresh/place.ts";
import { paragraph } from "./block.ts";
import { textField } from "./field.ts";
import { modal } from "./modal.ts";
import { parseMetadata } from "./metadata.ts";

/** What is about to end, and where the button was pressed. */
const Metadata = z.object({ id: z.uuid(), place: Place });
type Metadata = z.infer<typeof Metadata>;

/** What a pane of `lossPane` says of itself. */
export function readLoss(metadata: string): Metadata {
  return parseMetadata(Metadata, metadata);
}

/** A pane by which somebody else loses access at once: whose, of what, and why. */
export function lossPane(
  pane: { callbackId: string; title: string; submit: string; hint: string; isOptional?: boolean },
  { id, packageName, holderName }: { id: string; packageName: string; holderName: string },
  place: Place,
): ModalView {
  return modal({
    callbackId: pane.callbackId,
    title: pane.title,
    submit: pane.submit,
    metadata: JSON.stringify({ id, place } satisfies Metadata),
    blocks: [
      paragraph(`${holderName} loses ${packageName} at once.`),
      textField({
        path: "reason",
        label: "Reason",
        isOptional: pane.isOptional ?? false,
        value: "",
        limit: JUSTIFICATION_MAX,
        isMultiline: true,
        hint: pane.hint,
      }),
    ],
  });
}
