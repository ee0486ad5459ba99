import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { ExtensionForm } from "../../app/request/read-extension.ts";
import { JUSTIFICATION_MAX } from "../../domain/request/request.ts";
import { context, header, smallPrint } from "../kit/block.ts";
import { dateField, textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { moment } from "../kit/moment.ts";
import { Place } from "../refresh/place.ts";
import { CALLBACK } from "./ids.ts";
import { parseMetadata } from "../kit/metadata.ts";

const Metadata = z.object({ assignmentId: z.uuid(), presentEnd: z.iso.datetime(), place: Place });
type Metadata = z.infer<typeof Metadata>;

export function readMetadata(metadata: string): Metadata {
  return parseMetadata(Metadata, metadata);
}

/** `Extend access`: how long, and why. */
export function extendPane(form: ExtensionForm, place: Place): ModalView {
  const { assignmentId, packageName, endsAt, latestEnd, lastDay, asksApproval, isJustificationRequired } = form;
  return modal({
    callbackId: CALLBACK.form,
    title: "Extend access",
    submit: "Extend",
    metadata: JSON.stringify({ assignmentId, presentEnd: endsAt.toISOString(), place } satisfies Metadata),
    blocks: [
      header(packageName),
      smallPrint(`Your access ends ${moment(endsAt)}. It can be extended until ${moment(latestEnd)}.`),
      dateField({
        path: "endDate",
        label: "End date",
        isOptional: true,
        value: undefined,
        hint: `${lastDay} at the latest. Left empty, access lasts as long as the policy allows.`,
      }),
      textField({
        path: "justification",
        label: "Business justification",
        isOptional: !isJustificationRequired,
        value: "",
        limit: JUSTIFICATION_MAX,
        isMultiline: true,
      }),
      context(
        asksApproval
          ? "The extension has to be approved. Until then, and if it is denied, the present end stands."
          : "The extension needs no approval.",
      ),
    ],
  });
}
