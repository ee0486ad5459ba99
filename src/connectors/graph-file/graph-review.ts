import type { PolicyEntry } from "../../domain/packages-as-code/packages-file.ts";
import { REVIEW_DAYS_MAX } from "../../domain/review/review-settings.ts";
import type { ReviewFrequency, Unanswered } from "../../domain/review/review-settings.ts";
import { daysIn } from "./graph-duration.ts";
import type { GraphReview } from "./graph-file.ts";
import type { GraphNames } from "./graph-names.ts";
import type { Notes } from "./notes.ts";

type Review = NonNullable<PolicyEntry["review"]>;

const MONTHLY: Readonly<Record<number, ReviewFrequency>> = {
  1: "monthly",
  3: "quarterly",
  6: "halfYearly",
  12: "annually",
};

const UNANSWERED: Readonly<Record<string, Unanswered>> = {
  keepAccess: "keepAccess",
  removeAccess: "removeAccess",
  acceptAccessRecommendation: "acceptRecommendation",
};

const DAYS_PRESET = 25;

/** The reviews of a policy; null where it has none, or where nobody is left who could review. */
export function readReview(review: GraphReview | null | undefined, names: GraphNames, notes: Notes): Review | null {
  if (review?.isEnabled !== true) return null;
  const frequency = readFrequency(review);
  const startDate = review.schedule?.startDateTime?.slice(0, 10);
  const reviewers = readReviewers(review, names, notes);
  if (!frequency || startDate === undefined || !reviewers) {
    notes.add(`access reviews: ${reviewers ? "they have no schedule that is known here" : "no reviewer was found"}`);
    return null;
  }
  const asked = daysIn(review.schedule?.expiration?.duration) ?? DAYS_PRESET;
  const most = REVIEW_DAYS_MAX[frequency];
  notes.addIf(asked > most, `${asked} days for a review: ${most} at most`);
  return {
    startDate,
    timeZone: "UTC",
    frequency,
    durationDays: Math.min(asked, most),
    reviewers,
    ifUnanswered: UNANSWERED[review.expirationBehavior ?? ""] ?? "keepAccess",
    isRecommendationShown: review.isRecommendationEnabled ?? true,
    isJustificationRequired: review.isReviewerJustificationRequired ?? true,
  };
}

function readFrequency({ schedule }: GraphReview): ReviewFrequency | undefined {
  const { type, interval } = schedule?.recurrence?.pattern ?? {};
  if (type === "weekly" && interval === 1) return "weekly";
  if (type === "absoluteYearly" && interval === 1) return "annually";
  return type === "absoluteMonthly" ? MONTHLY[interval ?? 0] : undefined;
}

function readReviewers(review: GraphReview, names: GraphNames, notes: Notes): Review["reviewers"] | null {
  if (review.isSelfReview) return { kind: "self" };
  const { people, groups, manager } = names.subjects(review.primaryReviewers ?? [], notes);
  const fallback = names.subjects(review.fallbackReviewers ?? [], notes);
  notes.addIf(groups.length + fallback.groups.length > 0, "groups as reviewers");
  if (!manager) return people.length > 0 ? { kind: "specific", people } : null;
  notes.addIf(people.length > 0, "reviewers beside the manager");
  return fallback.people.length > 0 ? { kind: "manager", fallback: fallback.people } : null;
}
