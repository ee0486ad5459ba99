/** Questions that a policy puts to whoever asks through it (domain.md 3.2, R14). */
import { z } from "zod";

export const QUESTION_KINDS = ["shortText", "longText", "multipleChoice"] as const;

export const QUESTIONS_MAX = 10;
export const QUESTION_MAX = 150;
export const CHOICES_MAX = 10;
/** As much of an option as Slack shows. */
export const CHOICE_MAX = 75;
/** How long an answer may be, by the kind of its question. */
export const ANSWER_MAX = { shortText: 150, longText: 1_000 } as const;

const base = {
  text: z
    .string()
    .min(1)
    .max(QUESTION_MAX * 2),
  isRequired: z.boolean(),
};

export const Question = z.discriminatedUnion("kind", [
  z.strictObject({ ...base, kind: z.literal("shortText") }),
  z.strictObject({ ...base, kind: z.literal("longText") }),
  z.strictObject({ ...base, kind: z.literal("multipleChoice"), choices: z.array(z.string()).min(1).max(CHOICES_MAX) }),
]);
export type Question = z.infer<typeof Question>;
