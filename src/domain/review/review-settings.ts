/** How access through a policy is reviewed, again and again (domain.md 3.3). */
import { z } from "zod";

export const REVIEW_FREQUENCIES = ["weekly", "monthly", "quarterly", "halfYearly", "annually"] as const;
export type ReviewFrequency = (typeof REVIEW_FREQUENCIES)[number];

/** The longest that one review may last, in days: it is over before the next begins, in the shortest of months too. */
export const REVIEW_DAYS_MAX: Readonly<Record<ReviewFrequency, number>> = {
  weekly: 6,
  monthly: 27,
  quarterly: 88,
  halfYearly: 180,
  annually: 364,
};

export const REVIEWERS_MAX = 100;

export const Reviewers = z.discriminatedUnion("kind", [
  /** Everybody reviews their own access. */
  z.strictObject({ kind: z.literal("self") }),
  z.strictObject({ kind: z.literal("specific"), people: z.array(z.uuid()).min(1).max(REVIEWERS_MAX) }),
  /** The holder's manager; the fallback where there is none. */
  z.strictObject({ kind: z.literal("manager"), fallback: z.array(z.uuid()).min(1).max(REVIEWERS_MAX) }),
]);
export type Reviewers = z.infer<typeof Reviewers>;

/** What becomes of access about which nobody has answered (domain.md 3.3). */
export const UNANSWERED = ["keepAccess", "removeAccess", "acceptRecommendation"] as const;
export type Unanswered = (typeof UNANSWERED)[number];

export const ReviewSettings = z.strictObject({
  /** The first review opens when that day begins in this zone, the others so many weeks or months after it. */
  startDate: z.iso.date(),
  timeZone: z.string(),
  frequency: z.enum(REVIEW_FREQUENCIES),
  durationDays: z.int().min(1).max(REVIEW_DAYS_MAX.annually),
  reviewers: Reviewers,
  ifUnanswered: z.enum(UNANSWERED),
  isRecommendationShown: z.boolean(),
  isJustificationRequired: z.boolean(),
});
export type ReviewSettings = z.infer<typeof ReviewSettings>;
