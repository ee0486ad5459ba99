import { lengthOf } from "../../lib/text.ts";
import { fault } from "../fault.ts";
import type { Fault } from "../fault.ts";
import { ANSWER_MAX } from "../policy/question.ts";
import type { Question } from "../policy/question.ts";

/** A question as it was asked, and what the requestor answered. */
export interface Answer {
  question: string;
  answer: string;
}

const PREFIX = "answers.";

/** The input of the answer to the question of that number, counted from 0, as the field path of its faults. */
export const answerField = (number: number): string => `${PREFIX}${number}`;

/** Whether the input holds an answer. */
export const isAnswerField = (path: string): boolean => path.startsWith(PREFIX);

/**
 * The answers to a policy's questions, in their order, or what is wrong with them, each on its field (domain.md 4.4,
 * R14). `given` names the questions as the requestor read them: an answer to another question counts for none of these.
 */
export function readAnswers(
  questions: readonly Question[],
  given: readonly Answer[],
): { answers: Answer[]; faults: Fault[] } {
  const read = questions.map((question, number) => {
    const answer = given.find((each) => each.question === question.text)?.answer.trim() ?? "";
    return { answer: { question: question.text, answer }, faults: answerFaults(question, answer, answerField(number)) };
  });
  return {
    answers: read.map(({ answer }) => answer).filter(({ answer }) => answer !== ""),
    faults: read.flatMap(({ faults }) => faults),
  };
}

function answerFaults(question: Question, answer: string, field: string): Fault[] {
  if (answer === "") return question.isRequired ? [fault("required", { what: "answer" }, field)] : [];
  if (question.kind === "multipleChoice")
    return question.choices.includes(answer) ? [] : [fault("notAChoice", { what: "answer" }, field)];
  const limit = ANSWER_MAX[question.kind];
  return lengthOf(answer) > limit ? [fault("tooLong", { what: "answer", limit }, field)] : [];
}
