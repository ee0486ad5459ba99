import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { ShownPolicyForm } from "../../app/policy/read-policy-form.ts";
import { policyFields } from "../../domain/policy/policy-fields.ts";
import { POLICY_NAME_MAX } from "../../domain/policy/policy-settings.ts";
import { questionFields } from "../../domain/policy/question-form.ts";
import { clip } from "../../lib/text.ts";
import { policyBlocks } from "../create-package/policy-view.ts";
import { OUTCOME_MAX } from "../explain/policy-outcome.ts";
import { actions, button, context, divider } from "../kit/block.ts";
import { textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { Begun } from "../manage-package/begun.ts";
import type { OnManaged } from "../manage-package/begun.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { parseMetadata } from "../kit/metadata.ts";

const Metadata = z.object({
  packageId: z.uuid(),
  /** Null: a policy that is being added. */
  policy: z.object({ id: z.uuid(), version: z.int() }).nullable(),
  seen: z.int(),
  begun: Begun.optional(),
});
export type Metadata = z.infer<typeof Metadata>;

export function readMetadata(metadata: string): Metadata {
  return parseMetadata(Metadata, metadata);
}

const UNSEEN_MAX = 250;

/** Slack takes 250,000 bytes for a view, of which selects with hundreds of long names leave little. */
const VIEW_BYTES_MAX = 249_000;
const CHARACTER_BYTES_MAX = 4;
const OUTCOME_LEAST = 100;

/** The form with what came of `Dry run` below its button, in as many characters as there is room for. */
export function triedPolicyView(
  form: ShownPolicyForm & OnManaged,
  outcome: (limit: number) => readonly KnownBlock[],
): ModalView {
  const left = VIEW_BYTES_MAX - Buffer.byteLength(JSON.stringify(policyFormView(form, outcome(OUTCOME_LEAST))));
  const limit = OUTCOME_LEAST + Math.max(0, Math.floor(left / CHARACTER_BYTES_MAX));
  return policyFormView(form, outcome(Math.min(OUTCOME_MAX, limit)));
}

/** The form of one policy: the wizard's, with a name of its own and the questions that it asks. */
export function policyFormView(form: ShownPolicyForm & OnManaged, dryRun: readonly KnownBlock[] = []): ModalView {
  const { packageId, packageName, policy, seen, begun, name, answers, unseen } = form;
  const fields = policyFields(answers).filter((field) => field.name !== "createFirstPolicy");
  return modal({
    callbackId: CALLBACK.form,
    title: policy ? "Edit policy" : "Add policy",
    submit: policy ? "Save" : "Add",
    metadata: JSON.stringify({ packageId, policy, seen, begun } satisfies Metadata),
    blocks: [
      context(packageName),
      textField({ path: "name", label: "Name", value: name, limit: POLICY_NAME_MAX }),
      ...policyBlocks(fields, form, ACTION.reshape),
      ...(unseen.length > 0 ? [context(clip(`Not in Slack, and kept: ${unseen.join(", ")}`, UNSEEN_MAX))] : []),
      divider,
      ...policyBlocks(questionFields(answers), form, ACTION.reshape),
      divider,
      actions("dry-run", [button("Dry run", ACTION.dryRun)]),
      ...dryRun,
    ],
  });
}
