import { z } from "zod";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import { fault } from "../../domain/fault.ts";
import { parseMetadata } from "../kit/metadata.ts";

/** Raised when the wizard's fields change, so that a view from before a deploy is recognised. */
const FORM = 2;

const WizardMetadata = z.object({
  form: z.literal(FORM),
  draftId: z.uuid(),
  version: z.int(),
  /** In a select pane: what is selected in it, and whether it shows the catalog's resources only. */
  type: z.enum(RESOURCE_TYPES).optional(),
  onlySee: z.boolean().optional(),
});

export type WizardMetadata = Omit<z.infer<typeof WizardMetadata>, "form">;

export function encodeMetadata({ draftId, version, type, onlySee }: WizardMetadata): string {
  return JSON.stringify({ form: FORM, draftId, version, type, onlySee });
}

/** Which draft, in which state, a view shows. Refuses a view that this version of the program did not make. */
export function decodeMetadata(text: string): WizardMetadata {
  return parseMetadata(WizardMetadata, text, fault("draftOutdated", {}));
}
