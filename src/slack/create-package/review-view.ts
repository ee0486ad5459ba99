import type { KnownBlock, ModalView } from "@slack/types";
import type { WizardReview } from "../../app/draft/read-wizard.ts";
import type { CheckedStep, DraftWarning } from "../../app/draft/review-draft.ts";
import type { CopiedContent } from "../../domain/draft/draft.ts";
import { answerTo, listedIn, policyFields } from "../../domain/policy/policy-fields.ts";
import type { PolicyAnswers } from "../../domain/policy/policy-fields.ts";
import { dryRunBlocks } from "../explain/policy-outcome.ts";
import { clip } from "../../lib/text.ts";
import { namesInWords } from "../cards/request-words.ts";
import { actions, button, divider, header, paragraph } from "../kit/block.ts";
import { modal } from "../kit/modal.ts";
import { matchingInWords } from "../manage-automatic/effect-in-words.ts";
import { ruleInWords } from "../manage-automatic/rule-in-words.ts";
import { faultLines } from "./fault-lines.ts";
import { backButton, progress, STEP_TITLES } from "./frame.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { encodeMetadata } from "./metadata.ts";
import { labelOf, optionText } from "./policy-words.ts";
import { RESOURCE_NOUNS } from "./resource-roles-view.ts";

const WARNINGS: Readonly<Record<DraftWarning, string>> = {
  noResources: "No resources are chosen: the access package gives nothing until you add some.",
  noPolicy: "There is no policy: nobody can request the access package or be assigned to it until one is added.",
  policyDisabled: "The policy is not enabled: nobody can request the access package until it is.",
};

const STEPS: readonly CheckedStep[] = ["basics", "resourceRoles", "policy"];

/** Step 4: what was chosen, and what is wrong with it. */
export function reviewView(draftId: string, version: number, review: WizardReview): ModalView {
  const blocks: KnownBlock[] = [progress("review")];
  const { faults, warnings } = review.check;
  if (faults.length > 0)
    blocks.push(paragraph("⚠️ Some of this must be put right before the access package can be created."));
  for (const step of STEPS) blocks.push(...tab(step, review));
  if (review.copied) blocks.push(paragraph(copiedInWords(review.copied)), ...automaticBlocks(review));
  blocks.push(...warnings.map((warning) => paragraph(`Note: ${WARNINGS[warning]}`)));
  return modal({
    callbackId: CALLBACK.review,
    title: STEP_TITLES.review,
    submit: "Create",
    metadata: encodeMetadata({ draftId, version }),
    blocks: [...blocks, backButton()],
  });
}

const ROLES_SHOWN = 5;
const RESOURCE_MAX = 70;
const RULE_MAX = 2_500;

/** What comes along from the package that is copied, beside what the steps show. */
function copiedInWords(copied: CopiedContent): string {
  const { from, isHidden, questions, policies, incompatible, automatic } = copied;
  const count = (number: number, one: string, many: string) =>
    number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  const taken = [
    ...count(questions.length, "question of its first policy", "questions of its first policy"),
    ...count(policies.length, "further policy", "further policies"),
    ...count(incompatible.packages.length, "incompatible access package", "incompatible access packages"),
    ...count(incompatible.groups.length, "incompatible group", "incompatible groups"),
    ...(automatic ? ["its automatic assignment"] : []),
  ];
  const along = taken.length > 0 ? `, with ${taken.join(", ")}` : "";
  const hidden = isHidden ? " It is hidden as well." : "";
  return [`Copied from ${from}${along}.${hidden}`, ...leftOutInWords(copied)].join("\n");
}

function leftOutInWords({ leftOut, isAutomaticLeftOut }: CopiedContent): string[] {
  const roles = leftOut.map(({ resource, role }) => `${role} on ${clip(resource, RESOURCE_MAX)}`);
  return [
    ...(roles.length === 0
      ? []
      : [`Left out, as the wizard chooses one role of each resource: ${namesInWords(roles, ROLES_SHOWN)}.`]),
    ...(isAutomaticLeftOut ? ["Left out, as only administrators write such rules: its automatic assignment."] : []),
  ];
}

/** The rule that comes along, and whom it means: they are assigned the copy as soon as it is made. */
function automaticBlocks({ copied, automaticEffect }: WizardReview): KnownBlock[] {
  if (!copied?.automatic || !automaticEffect) return [];
  const rule = clip(ruleInWords(copied.automatic).join("\n"), RULE_MAX);
  return [paragraph(`Automatic assignment: ${rule}\n${matchingInWords(automaticEffect.matching)}`)];
}

function tab(step: CheckedStep, review: WizardReview): KnownBlock[] {
  const faults = review.check.faults.filter((each) => each.step === step);
  return [
    header(STEP_TITLES[step]),
    ...CONTENTS[step](review),
    ...inParagraphs(
      faultLines(
        faults.map(({ fault }) => fault),
        policyFields(review.answers),
      ),
    ),
    actions(`edit-${step}`, [
      button("Edit", `${ACTION.edit}:${step}`, { value: step, spoken: `Edit ${STEP_TITLES[step]}` }),
    ]),
    divider,
  ];
}

const CONTENTS: Readonly<Record<CheckedStep, (review: WizardReview) => KnownBlock[]>> = {
  basics: ({ name, description, catalogName, isNewCatalog }) => [
    paragraph(`Display name: ${name}`),
    paragraph(`Description: ${description}`),
    paragraph(`Catalog: ${catalogName}${isNewCatalog ? " (new)" : ""}`),
  ],
  resourceRoles: ({ resources }) => {
    if (resources.length === 0) return [paragraph("No resources.")];
    const lines = resources.map(
      ({ name, type, role }) => `${name} · ${RESOURCE_NOUNS[type]}: ${role ?? "no role chosen"}`,
    );
    return inParagraphs(lines);
  },
  policy: ({ answers, names, dryRun }) => [
    ...inParagraphs(policyLines(answers, names)),
    ...(dryRun ? dryRunBlocks(dryRun) : []),
  ],
};

/** The policy's answers as lines of label and words. */
function policyLines(answers: PolicyAnswers, names: ReadonlyMap<string, string>): string[] {
  return policyFields(answers).flatMap((field) => {
    const label = labelOf(field);
    if (field.kind === "people" || field.kind === "groups" || field.kind === "organizations") {
      return lineOf(
        label,
        listedIn(answers, field.path).map((id) => names.get(id) ?? "somebody or something that is gone"),
      );
    }
    const answer = answers[field.path];
    const text = field.choices ? answerTo(field, answers) : typeof answer === "string" ? answer : field.preset;
    return lineOf(label, text === undefined ? [] : [optionText(field.name, text)]);
  });
}

function lineOf(label: string, values: readonly string[]): string[] {
  if (values.length === 0) return [];
  const shown = values.slice(0, 20).join(", ");
  return [`${label}: ${shown}${values.length > 20 ? ` and ${values.length - 20} more` : ""}`];
}

const PARAGRAPH_MAX = 2800;

/** Lines put together into as few paragraphs as Slack's limit allows. */
function inParagraphs(lines: readonly string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < PARAGRAPH_MAX) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => paragraph(text));
}
