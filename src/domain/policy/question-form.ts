/** The part of the policy form in which questions are written: its fields, and how its answers are read. */
import { lengthOf, nameKey, tidyLine } from "../../lib/text.ts";
import { fault } from "../fault.ts";
import type { Fault } from "../fault.ts";
import { answerTo } from "./policy-fields.ts";
import type { PolicyAnswers, PolicyField } from "./policy-fields.ts";
import { CHOICE_MAX, CHOICES_MAX, QUESTION_KINDS, QUESTION_MAX, QUESTIONS_MAX } from "./question.ts";
import type { Question } from "./question.ts";

const COUNTS = Array.from({ length: QUESTIONS_MAX + 1 }, (_, count) => String(count));

const COUNT: PolicyField = {
  path: "questionCount",
  name: "questionCount",
  kind: "select",
  choices: COUNTS,
  preset: "0",
  isRequired: true,
  shapes: true,
};

/** The fields in which questions are written: how many there are, and for each its text, kind and choices. */
export function questionFields(answers: PolicyAnswers): PolicyField[] {
  const count = Number(answerTo(COUNT, answers));
  return [COUNT, ...Array.from({ length: count }, (_, number) => fieldsOf(number, answers)).flat()];
}

function fieldsOf(question: number, answers: PolicyAnswers): PolicyField[] {
  const at = (name: string) => ({ path: `questions.${question}.${name}`, name, question });
  const kind: PolicyField = {
    ...at("questionKind"),
    kind: "select",
    choices: QUESTION_KINDS,
    preset: "shortText",
    isRequired: true,
    shapes: true,
  };
  const choices: PolicyField = { ...at("choices"), kind: "lines", isRequired: true, shapes: false };
  return [
    { ...at("question"), kind: "text", isRequired: true, shapes: false, limit: QUESTION_MAX },
    kind,
    ...(answerTo(kind, answers) === "multipleChoice" ? [choices] : []),
    {
      ...at("isAnswerRequired"),
      kind: "radio",
      choices: ["yes", "no"],
      preset: "yes",
      isRequired: true,
      shapes: false,
    },
  ];
}

/** The questions that the form holds, or everything that is wrong with them, each on its field. */
export function readQuestions(answers: PolicyAnswers): { questions: Question[]; faults: Fault[] } {
  const fields = new Map(questionFields(answers).map((field) => [field.path, field]));
  const faults: Fault[] = [];
  const chosen = (path: string) => {
    const field = fields.get(path);
    return (field && answerTo(field, answers)) ?? "";
  };
  const questions = Array.from({ length: Number(chosen("questionCount")) }, (_, number): Question => {
    const prefix = `questions.${number}.`;
    const text = tidyLine(textAt(answers, `${prefix}question`));
    if (text === "") faults.push(fault("required", { what: "question" }, `${prefix}question`));
    if (lengthOf(text) > QUESTION_MAX)
      faults.push(fault("tooLong", { what: "question", limit: QUESTION_MAX }, `${prefix}question`));
    const base = { text, isRequired: chosen(`${prefix}isAnswerRequired`) === "yes" };
    const kind = chosen(`${prefix}questionKind`);
    if (kind !== "multipleChoice") return { ...base, kind: kind === "longText" ? kind : "shortText" };
    const choices = linesOf(textAt(answers, `${prefix}choices`));
    faults.push(...choicesFaults(choices, `${prefix}choices`));
    return { ...base, kind, choices };
  });
  return { questions, faults: [...faults, ...repeatedFaults(questions)] };
}

/** Questions that are asked twice: nobody could tell their answers apart. */
function repeatedFaults(questions: readonly Question[]): Fault[] {
  const keys = questions.map(({ text }) => nameKey(text));
  return keys.flatMap((key, number) => {
    const first = keys.indexOf(key);
    return key === "" || first === number
      ? []
      : [fault("questionRepeated", { first: first + 1 }, `questions.${number}.question`)];
  });
}

/** The answers of the form that would give these questions. */
export function answersFromQuestions(questions: readonly Question[]): Record<string, string> {
  const answers: Record<string, string> = { questionCount: String(questions.length) };
  for (const [number, question] of questions.entries()) {
    const prefix = `questions.${number}.`;
    answers[`${prefix}question`] = question.text;
    answers[`${prefix}questionKind`] = question.kind;
    answers[`${prefix}isAnswerRequired`] = question.isRequired ? "yes" : "no";
    if (question.kind === "multipleChoice") answers[`${prefix}choices`] = question.choices.join("\n");
  }
  return answers;
}

function choicesFaults(choices: readonly string[], path: string): Fault[] {
  if (choices.length === 0) return [fault("required", { what: "choices" }, path)];
  if (choices.length > CHOICES_MAX) return [fault("tooManyLines", { limit: CHOICES_MAX }, path)];
  const isTooLong = choices.some((choice) => lengthOf(choice) > CHOICE_MAX);
  return isTooLong ? [fault("lineTooLong", { limit: CHOICE_MAX }, path)] : [];
}

/** One choice for each line that says something, each once. */
function linesOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split("\n")
        .map(tidyLine)
        .filter((line) => line !== ""),
    ),
  ];
}

function textAt(answers: PolicyAnswers, path: string): string {
  const answer = answers[path];
  return typeof answer === "string" ? answer : "";
}
