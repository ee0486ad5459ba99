import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { RerouteForm } from "../../app/request/read-reroute.ts";
import { JUSTIFICATION_MAX } from "../../domain/request/request.ts";
import { namesInWords, wishInWords } from "../cards/request-words.ts";
import { paragraph } from "../kit/block.ts";
import { peopleField, textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { Place } from "../refresh/place.ts";
import { CALLBACK } from "./ids.ts";
import { parseMetadata } from "../kit/metadata.ts";

const Metadata = z.object({
  requestId: z.uuid(),
  stage: z.int(),
  reroutedAt: z.iso.datetime().nullable(),
  place: Place,
});
type Metadata = z.infer<typeof Metadata>;

export function readMetadata(metadata: string): Metadata {
  return parseMetadata(Metadata, metadata);
}

/** `Re-route request`: who is asked now, who is to be asked instead, and why. */
export function reroutePane(form: RerouteForm, place: Place): ModalView {
  const { requestId, stage, asked } = form;
  const reroutedAt = form.reroutedAt?.toISOString() ?? null;
  return modal({
    callbackId: CALLBACK.pane,
    title: "Re-route request",
    submit: "Re-route",
    metadata: JSON.stringify({ requestId, stage, reroutedAt, place } satisfies Metadata),
    blocks: [
      paragraph(
        [
          `${wishInWords(form)}.`,
          asked.length > 0
            ? `Asked now: ${namesInWords(asked)}. They will no longer be able to decide this stage.`
            : "Nobody can decide it at the moment.",
        ].join("\n"),
      ),
      peopleField({ path: "approvers", label: "Approvers", values: [], hint: "Who is to decide instead." }),
      textField({
        path: "reason",
        label: "Reason",
        value: "",
        limit: JUSTIFICATION_MAX,
        isMultiline: true,
        hint: "The requestor reads it, and so does whoever was or will be asked.",
      }),
    ],
  });
}
