import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { RevocationForm } from "../../app/request/read-revocation.ts";
import { JUSTIFICATION_MAX } from "../../domain/request/request.ts";
import { paragraph } from "../kit/block.ts";
import { textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { Place } from "../refresh/place.ts";
import { CALLBACK } from "./ids.ts";

const Metadata = z.object({ requestId: z.uuid(), place: Place });
type Metadata = z.infer<typeof Metadata>;

export function readMetadata(metadata: string): Metadata {
  return Metadata.parse(JSON.parse(metadata));
}

/** `Revoke approval`: whose access ends by it, and why. */
export function revocationPane({ requestId, packageName, holderName }: RevocationForm, place: Place): ModalView {
  return modal({
    callbackId: CALLBACK.pane,
    title: "Revoke approval",
    submit: "Revoke",
    metadata: JSON.stringify({ requestId, place } satisfies Metadata),
    blocks: [
      paragraph(`${holderName} loses ${packageName} at once.`),
      textField({
        path: "reason",
        label: "Reason",
        value: "",
        limit: JUSTIFICATION_MAX,
        isMultiline: true,
        hint: "Whoever loses the access reads it, and so does whoever was asked.",
      }),
    ],
  });
}
