/** What a review asks and what comes of it (domain.md 3.3; D20, D21). */
import { halfWay, later } from "../../lib/duration.ts";
import { isInScope } from "../policy/eligibility.ts";
import type { PersonFacts } from "../policy/eligibility.ts";
import type { Requestors } from "../policy/policy-settings.ts";
import type { ReviewSettings, Unanswered } from "./review-settings.ts";

/** What a reviewer can answer about somebody's access. */
export const REVIEW_DECISIONS = ["keep", "remove", "dontKnow"] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** What came of it when the review closed; `over`: the access had ended before, for another reason. */
export const REVIEW_OUTCOMES = ["kept", "removed", "over"] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** From when to when reviewers can answer, and when they are reminded: in the middle (domain.md 6, N12). */
export function reviewTimes(
  { durationDays }: Pick<ReviewSettings, "durationDays">,
  now: Date,
): { closesAt: Date; remindAt: Date } {
  const closesAt = later(now, { days: durationDays });
  return { closesAt, remindAt: halfWay(now, closesAt) };
}

/** Why it is recommended to end somebody's access; null: it is recommended to keep it. */
export type RemovalAdvice = "deactivated" | "notInScope" | null;

/**
 * What is recommended. The directory knows nothing of sign-ins, by which the product recommends: here access is to end
 * of somebody whose account is deactivated, or whom the policy would no longer let ask.
 */
export function adviceFor(holder: PersonFacts & { isDeactivated: boolean }, requestors: Requestors): RemovalAdvice {
  if (holder.isDeactivated) return "deactivated";
  const isAssignedByStaff = requestors.scope === "notSpecified";
  return isAssignedByStaff || isInScope(requestors, holder) ? null : "notInScope";
}

/** Whether access ends when the review closes. Who does not know, keeps it (domain.md 3.3). */
export function endsAccess(decision: ReviewDecision | null, ifUnanswered: Unanswered, advice: RemovalAdvice): boolean {
  if (decision !== null) return decision === "remove";
  return ifUnanswered === "removeAccess" || (ifUnanswered === "acceptRecommendation" && advice !== null);
}

/** Whether the reviewer has to say why. Who does not know, has nothing to say. */
export function isReasonNeeded(
  { isJustificationRequired }: Pick<ReviewSettings, "isJustificationRequired">,
  decision: ReviewDecision,
): boolean {
  return isJustificationRequired && decision !== "dontKnow";
}

/** Somebody whose access is reviewed, and their manager; null where there is none who can answer in Slack. */
export interface ReviewedPerson {
  personId: string;
  managerId: string | null;
}

/**
 * The one person who reviews it; null: all those who are listed, the fallback among them, but never the holder
 * (domain.md 3.3).
 */
export function reviewerOf(
  { kind }: ReviewSettings["reviewers"],
  { personId, managerId }: ReviewedPerson,
): string | null {
  if (kind === "self") return personId;
  return kind === "manager" && managerId !== personId ? managerId : null;
}

/** Those who review whatever has no reviewer of its own. */
export function listedReviewers(reviewers: ReviewSettings["reviewers"]): readonly string[] {
  switch (reviewers.kind) {
    case "self":
      return [];
    case "specific":
      return reviewers.people;
    case "manager":
      return reviewers.fallback;
  }
}
