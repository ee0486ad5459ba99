import { CHOICE_MAX, CHOICES_MAX, QUESTION_MAX, QUESTIONS_MAX } from "../../domain/policy/question.ts";
import type { Question } from "../../domain/policy/question.ts";
import { lengthOf, nameKey, tidyLine } from "../../lib/text.ts";
import type { GraphQuestion } from "./graph-file.ts";
import type { Notes } from "./notes.ts";

/** The questions in the order in which they are put; those that cannot be put here are noted. */
export function readQuestions(questions: readonly GraphQuestion[], notes: Notes): Question[] {
  const ordered = questions.toSorted((one, other) => (one.sequence ?? 0) - (other.sequence ?? 0));
  notes.addIf(ordered.length > QUESTIONS_MAX, `questions beyond the ${QUESTIONS_MAX}th`);
  const read = ordered.slice(0, QUESTIONS_MAX).flatMap((question) => readQuestion(question, notes) ?? []);
  const keys = read.map(({ text }) => nameKey(text));
  return read.filter(({ text }, at) => {
    const isRepeated = keys.indexOf(nameKey(text)) < at;
    notes.addIf(isRepeated, `the question "${text}": it is asked twice`);
    return !isRepeated;
  });
}

function readQuestion(question: GraphQuestion, notes: Notes): Question | null {
  const text = tidyLine(question.text ?? "");
  const named = `the question "${text}"`;
  if (text === "" || lengthOf(text) > QUESTION_MAX) {
    notes.add(`${named}: its text is empty or too long`);
    return null;
  }
  notes.addIf((question.localizations ?? []).length > 0, `${named}: its translations`);
  notes.addIf(Boolean(question.regexPattern), `${named}: the pattern of its answer`);
  const base = { text, isRequired: question.isRequired ?? false };
  if (!question["@odata.type"].endsWith("MultipleChoiceQuestion"))
    return { ...base, kind: question.isSingleLineQuestion === false ? "longText" : "shortText" };
  const choices = (question.choices ?? []).map((choice) => tidyLine(choice.text ?? choice.actualValue ?? ""));
  if (choices.length === 0 || choices.length > CHOICES_MAX || choices.some((choice) => !isChoice(choice))) {
    notes.add(`${named}: it has no choices, too many, or too long ones`);
    return null;
  }
  notes.addIf(question.isMultipleSelectionAllowed === true, `${named}: several answers to it`);
  return { ...base, kind: "multipleChoice", choices: [...new Set(choices)] };
}

function isChoice(text: string): boolean {
  return text !== "" && lengthOf(text) <= CHOICE_MAX;
}
