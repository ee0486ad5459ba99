import type { RemovalAdvice, ReviewDecision } from "../../domain/review/review.ts";
import type { Unanswered } from "../../domain/review/review-settings.ts";
import { clip } from "../../lib/text.ts";

/** What a reviewer can answer, as buttons and lists say it. */
export const DECISION_LABELS: Readonly<Record<ReviewDecision, string>> = {
  keep: "Keep",
  remove: "Remove",
  dontKnow: "Don't know",
};

/** What becomes of access about which nobody answers. */
export const UNANSWERED_SENTENCES: Readonly<Record<Unanswered, string>> = {
  keepAccess: "Where nobody answers, access stays.",
  removeAccess: "Where nobody answers, access ends.",
  acceptRecommendation: "Where nobody answers, what is recommended is done.",
};

/** What is recommended, and why. */
export function adviceInWords(advice: RemovalAdvice): string {
  switch (advice) {
    case "deactivated":
      return "Recommended: Remove, as the account is deactivated.";
    case "notInScope":
      return "Recommended: Remove, as the policy would not let this person ask for it any more.";
    case null:
      return "Recommended: Keep.";
  }
}

/** The last answer: "Keep, by Grace Hopper: “Still in the team”". */
export function answerInWords(
  { decision, decidedBy, reason }: { decision: ReviewDecision | null; decidedBy: string | null; reason: string },
  reasonMax = 500,
): string {
  if (decision === null) return "Not answered yet.";
  const because = reason === "" ? "." : `: “${clip(reason, reasonMax)}”`;
  return `${DECISION_LABELS[decision]}, by ${decidedBy ?? "somebody who is gone"}${because}`;
}

/** How far somebody has come: "3 of 12 reviewed". */
export function progressInWords({ people, answered }: { people: number; answered: number }): string {
  return `${answered.toLocaleString("en")} of ${people.toLocaleString("en")} reviewed`;
}
