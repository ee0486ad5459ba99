import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { AutomaticForm } from "../../app/automatic/read-automatic.ts";
import { conditionCount } from "../../domain/automatic/automatic-form.ts";
import {
  AUTOMATIC_PEOPLE_MAX,
  CONDITION_VALUES_MAX,
  CONDITIONS_MAX,
  GRACE_DAYS_MAX,
  RULE_OPERATORS,
} from "../../domain/automatic/automatic-rule.ts";
import { ATTRIBUTE_VALUE_MAX } from "../../domain/directory/directory.ts";
import { fingerprint } from "../../lib/fingerprint.ts";
import { actions, button, context, divider, paragraph } from "../kit/block.ts";
import { numberField, radioField, selectField, textField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { Begun } from "../manage-package/begun.ts";
import type { OnManaged } from "../manage-package/begun.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { OPERATOR_LABELS } from "./rule-in-words.ts";
import { parseMetadata } from "../kit/metadata.ts";

/** `version`: of the rule that is changed, null for a new one; `told`: a mark of the answers whose effect is shown. */
const Metadata = z.object({
  packageId: z.uuid(),
  version: z.int().nullable(),
  told: z.string().nullable(),
  begun: Begun.optional(),
});
export type Metadata = z.infer<typeof Metadata>;

export function readMetadata(metadata: string): Metadata {
  return parseMetadata(Metadata, metadata);
}

const YES_NO = [
  { text: "Yes", value: "yes" },
  { text: "No", value: "no" },
];
const MATCHES = [
  { text: "All conditions", value: "all" },
  { text: "Any condition", value: "any" },
];
const OPERATORS = RULE_OPERATORS.map((value) => ({ text: OPERATOR_LABELS[value], value }));
const ORDINALS = ["", "Second ", "Third ", "Fourth ", "Fifth "];
const VALUES_LENGTH_MAX = CONDITION_VALUES_MAX * (ATTRIBUTE_VALUE_MAX + 1);

/** The rule by which a package is assigned; with `effect`, what it would do at once, to be saved in full knowledge. */
export function automaticFormView(form: AutomaticForm & OnManaged, effect: readonly string[] | null = null): ModalView {
  const { packageId, packageName, version, begun, answers, attributes } = form;
  const frame = { callbackId: CALLBACK.form, title: "Automatic assignment" };
  const told = effect ? fingerprint(answers) : null;
  const metadata = JSON.stringify({ packageId, version, told, begun } satisfies Metadata);
  if (attributes.length === 0)
    return modal({ ...frame, metadata, close: "Close", blocks: [context(packageName), paragraph(NO_ATTRIBUTES)] });
  return modal({
    ...frame,
    metadata,
    submit: effect ? "Save" : "Next",
    blocks: [
      context(packageName),
      ...(effect ? [paragraph(effect.join("\n")), divider] : []),
      ...conditionBlocks(form),
      radioField({ path: "match", label: "Match", choices: MATCHES, value: answers["match"] }),
      radioField({
        path: "isAssigning",
        label: "Assign people who match",
        choices: YES_NO,
        value: answers["isAssigning"],
      }),
      radioField({
        path: "isRemoving",
        label: "Remove people who no longer match",
        choices: YES_NO,
        value: answers["isRemoving"],
      }),
      numberField({
        path: "graceDays",
        label: "Grace period in days",
        value: answers["graceDays"],
        hint: `How long they keep it, 0 to ${GRACE_DAYS_MAX}.`,
      }),
      context(WHO_COUNTS),
    ],
  });
}

const NO_ATTRIBUTES = "Nobody in the directory has attributes yet. They are given to people in the directory file.";
const WHO_COUNTS = `Members of the directory count, not guests and deactivated accounts; at most ${AUTOMATIC_PEOPLE_MAX.toLocaleString("en")}. Whoever matches and gives it up, or loses it otherwise, gets it again within the hour.`;

function conditionBlocks({ answers, attributes }: AutomaticForm): KnownBlock[] {
  const count = conditionCount(answers);
  const choices = attributes.map((name) => ({ text: name, value: name }));
  const buttons = [
    ...(count < CONDITIONS_MAX ? [button("Add condition", ACTION.addCondition)] : []),
    ...(count > 1 ? [button("Remove condition", ACTION.removeCondition)] : []),
  ];
  const rows = Array.from({ length: count }, (_, at) => {
    const path = (name: string) => `conditions.${at}.${name}`;
    const label = (word: string) => `${ORDINALS[at] ?? ""}${at === 0 ? word : word.toLowerCase()}`;
    // What is left out of a further condition leaves out the whole of it, which the rules see to.
    const isOptional = at > 0;
    return [
      selectField({
        path: path("attribute"),
        label: label("Attribute"),
        choices,
        value: answers[path("attribute")],
        isOptional,
      }),
      selectField({
        path: path("operator"),
        label: label("Condition"),
        choices: OPERATORS,
        value: answers[path("operator")],
      }),
      textField({
        path: path("values"),
        label: label("Values"),
        value: answers[path("values")] ?? "",
        limit: VALUES_LENGTH_MAX,
        isMultiline: true,
        isOptional,
        ...(at === 0 && { hint: "One; for “is one of” several, each on a line of its own." }),
      }),
    ];
  });
  return [...rows.flat(), actions("conditions", buttons)];
}
