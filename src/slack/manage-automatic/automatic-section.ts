import type { KnownBlock } from "@slack/types";
import type { ManagedPackage } from "../../app/package/read-managed-package.ts";
import { clip } from "../../lib/text.ts";
import { actions, button, header, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { ACTION } from "./ids.ts";
import { ruleInWords } from "./rule-in-words.ts";

const RULE_MAX = 2_500;
const CONFIRM = {
  title: "Remove rule",
  text: "Nobody is assigned it by this rule any more. Whoever holds it by the rule keeps it until staff remove it; whoever no longer matches loses it on the day that they were told.",
  yes: "Remove rule",
};

/** Whom the package is assigned to automatically; to change for administrators alone, to read for other staff. */
export function automaticBlocks({ id, automatic, may }: ManagedPackage): KnownBlock[] {
  const mayEdit = may("policy.editAutomatic");
  if (!automatic)
    return mayEdit
      ? [
          header("Automatic assignment"),
          paragraph("Nobody is assigned this access package by a rule."),
          actions("automatic", [button("Add automatic assignment", ACTION.open, { value: id })]),
        ]
      : [];
  const buttons = [
    button("Edit rule", ACTION.open, { value: id }),
    button("Remove rule", ACTION.remove, { value: id, style: "danger", confirm: CONFIRM }),
  ];
  return [
    header("Automatic assignment"),
    paragraph(clip(ruleInWords(automatic.rule).join("\n"), RULE_MAX)),
    smallPrint(progressInWords(automatic).join(" · ")),
    ...(mayEdit ? [actions("automatic", buttons)] : []),
  ];
}

function progressInWords({ use, isUnderWay, evaluatedAt }: NonNullable<ManagedPackage["automatic"]>): string[] {
  const looked = evaluatedAt ? [`Everybody was looked at ${moment(evaluatedAt)}`] : [];
  return [
    ...(use ? [`Assigned by this rule: ${use.holders.toLocaleString("en")}`] : []),
    ...(use && use.blocked > 0
      ? [`Held back, as they hold something incompatible: ${use.blocked.toLocaleString("en")}`]
      : []),
    ...(isUnderWay ? ["People are being looked at now"] : looked),
  ];
}
