import type { ViewOutput } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import { ANSWER_MAX } from "../../domain/policy/question.ts";
import type { Question } from "../../domain/policy/question.ts";
import { answerField, isAnswerField } from "../../domain/request/answers.ts";
import type { Answer } from "../../domain/request/answers.ts";
import { selectField, textField } from "../kit/field.ts";
import { readTyped, textAt } from "../kit/state.ts";
import { FORM_ACTION } from "./ids.ts";

/** The inputs for the answers to a policy's questions; those of another policy do not keep what was typed in them. */
export function answerFields(policyId: string, questions: readonly Question[], typed: readonly Answer[]): KnownBlock[] {
  return questions.map((question, number) => {
    const base = {
      path: answerField(number),
      label: question.text,
      isOptional: !question.isRequired,
      actionId: `${FORM_ACTION.answer}:${policyId}`,
    };
    const value = typed.find((each) => each.question === question.text)?.answer ?? "";
    if (question.kind === "multipleChoice")
      return selectField({ ...base, choices: question.choices.map((text) => ({ text, value: text })), value });
    return textField({ ...base, value, limit: ANSWER_MAX[question.kind], isMultiline: question.kind === "longText" });
  });
}

/** What was answered, each with the question as it stands in the form. */
export function answersTyped({ blocks, state }: Pick<ViewOutput, "blocks" | "state">): Answer[] {
  const typed = readTyped(state.values);
  return questionsIn(blocks).map(({ path, question }) => ({ question, answer: textAt(typed, path) }));
}

/** Whether both forms ask the same. */
export function asksTheSame(one: Pick<ViewOutput, "blocks">, other: { blocks: readonly unknown[] }): boolean {
  const asked = (blocks: readonly unknown[]) => JSON.stringify(questionsIn(blocks));
  return asked(one.blocks) === asked(other.blocks);
}

function questionsIn(blocks: readonly unknown[]): { path: string; question: string }[] {
  return (blocks as { block_id?: string; label?: { text: string } }[]).flatMap(({ block_id: path = "", label }) =>
    label && isAnswerField(path) ? [{ path, question: label.text }] : [],
  );
}
