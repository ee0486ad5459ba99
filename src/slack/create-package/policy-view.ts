import type { KnownBlock, ModalView } from "@slack/types";
import { answerTo, listedIn, policyFields } from "../../domain/policy/policy-fields.ts";
import type { PolicyAnswers, PolicyField } from "../../domain/policy/policy-fields.ts";
import { CHOICES_MAX } from "../../domain/policy/question.ts";
import { clip } from "../../lib/text.ts";
import { header } from "../kit/block.ts";
import {
  dateField,
  multiSearchField,
  numberField,
  peopleField,
  radioField,
  selectField,
  textField,
} from "../kit/field.ts";
import type { Choice } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { backButton, progress, STEP_TITLES } from "./frame.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { encodeMetadata } from "./metadata.ts";
import { labelOf, optionText, STAGE_HEADINGS } from "./policy-words.ts";

/** More than any text of a policy may have; the rules say which. */
const TEXT_MAX = 3_000;

/** What the draft's answers are drawn with: the names of the groups and organizations in them. */
export interface PolicyDrawing {
  answers: PolicyAnswers;
  names: ReadonlyMap<string, string>;
}

/** Step 3: the first policy. Its fields follow from the answers so far. */
export function policyView(draftId: string, version: number, drawing: PolicyDrawing): ModalView {
  const blocks = policyBlocks(policyFields(drawing.answers), drawing, ACTION.reshape);
  return modal({
    callbackId: CALLBACK.policy,
    title: STEP_TITLES.policy,
    submit: "Next",
    metadata: encodeMetadata({ draftId, version }),
    blocks: [progress("policy"), ...blocks, backButton()],
  });
}

/** The inputs of a policy form's fields; `reshapeAction` begins the ids of those that change its shape. */
export function policyBlocks(
  fields: readonly PolicyField[],
  drawing: PolicyDrawing,
  reshapeAction: string,
): KnownBlock[] {
  return fields.flatMap((field) => {
    const isStageStart = field.name === "approver" && fields.some(({ stage }) => stage === 1);
    const heading = isStageStart ? [header(STAGE_HEADINGS[field.stage ?? 0] ?? "")] : [];
    return [...heading, fieldBlock(field, drawing, reshapeAction)];
  });
}

function fieldBlock(field: PolicyField, { answers, names }: PolicyDrawing, reshapeAction: string): KnownBlock {
  const base = {
    path: field.path,
    label: labelOf(field),
    isOptional: !field.isRequired,
    ...(field.shapes && { isDispatched: true, actionId: reshapeId(field, reshapeAction) }),
  };
  switch (field.kind) {
    case "radio":
      return radioField({ ...base, choices: choicesOf(field), value: answerTo(field, answers) });
    case "select":
      return selectField({ ...base, choices: choicesOf(field), value: answerTo(field, answers) });
    case "people":
      return peopleField({
        ...base,
        values: listedIn(answers, field.path),
        ...(!field.isRequired && { hint: "At least one person or group." }),
      });
    case "groups":
      return multiSearchField({
        ...base,
        actionId: ACTION.chooseGroups,
        values: named(listedIn(answers, field.path), names),
      });
    case "organizations":
      return multiSearchField({
        ...base,
        actionId: ACTION.chooseOrganizations,
        values: named(listedIn(answers, field.path), names),
      });
    case "number":
      return numberField({
        ...base,
        value: typedIn(answers, field),
        ...(field.range && { hint: rangeHint(field.range) }),
      });
    case "date":
      return dateField({ ...base, value: typedIn(answers, field) });
    case "text":
      return textField({ ...base, value: typedIn(answers, field) ?? "", limit: field.limit ?? TEXT_MAX });
    case "lines": {
      const hint = `One choice on each line, at most ${CHOICES_MAX}.`;
      return textField({ ...base, value: typedIn(answers, field) ?? "", limit: TEXT_MAX, isMultiline: true, hint });
    }
  }
}

/** An id that changes with the choices, so that a choice which is no longer offered does not stay. */
function reshapeId({ name, choices = [] }: PolicyField, action: string): string {
  return `${action}:${name}:${choices[0] ?? ""}:${choices.length}`;
}

function choicesOf({ name, choices = [] }: PolicyField): Choice[] {
  return choices.map((value) => ({ text: optionText(name, value), value }));
}

/** Hundreds of the longest names would else make the whole form larger than Slack takes. */
const NAME_SHOWN = 70;

function named(ids: readonly string[], names: ReadonlyMap<string, string>): Choice[] {
  return ids.map((value) => ({ text: clip(names.get(value) ?? "No longer in the directory", NAME_SHOWN), value }));
}

function typedIn(answers: PolicyAnswers, field: PolicyField): string | undefined {
  const answer = answers[field.path];
  return typeof answer === "string" ? answer : field.preset;
}

function rangeHint([from, to]: readonly [number, number]): string {
  return `A whole number from ${from.toLocaleString("en")} to ${to.toLocaleString("en")}.`;
}
