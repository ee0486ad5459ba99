import { index, jsonb, pgEnum, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { REVIEW_DECISIONS, REVIEW_OUTCOMES } from "../../domain/review/review.ts";
import { assignment } from "./assignment.ts";
import { policy } from "./package.ts";
import { person } from "./person.ts";

export const reviewDecision = pgEnum("review_decision", REVIEW_DECISIONS);
export const reviewOutcome = pgEnum("review_outcome", REVIEW_OUTCOMES);

/** One review of the access through a policy. `settings` is the policy's ReviewSettings as it was when it opened. */
export const accessReview = pgTable(
  "access_review",
  {
    id: uuid().primaryKey().defaultRandom(),
    policyId: uuid("policy_id").references(() => policy.id, { onDelete: "set null" }),
    /** May have been deleted since; `retired` keeps its name. */
    packageId: uuid("package_id").notNull(),
    catalogId: uuid("catalog_id").notNull(),
    policyName: text("policy_name").notNull(),
    settings: jsonb().notNull(),
    openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
    /** From then on nobody answers any more. */
    closesAt: timestamp("closes_at", { withTimezone: true }).notNull(),
    /** When reviewers are reminded; null once they have been. */
    remindAt: timestamp("remind_at", { withTimezone: true }),
    remindedAt: timestamp("reminded_at", { withTimezone: true }),
    /** When everything that was answered had been done. */
    closedAt: timestamp("closed_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("access_review_one_open")
      .on(table.policyId)
      .where(sql`${table.closedAt} is null`),
    index("access_review_closes")
      .on(table.closesAt)
      .where(sql`${table.closedAt} is null`),
    index("access_review_remind")
      .on(table.remindAt)
      .where(sql`${table.remindAt} is not null`),
    index("access_review_package").on(table.packageId, table.openedAt),
  ],
);

/** Somebody's access that a review asks about, with the last answer. */
export const accessReviewItem = pgTable(
  "access_review_item",
  {
    reviewId: uuid("review_id")
      .notNull()
      .references(() => accessReview.id),
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => assignment.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    /** Who alone reviews it; null: everybody in access_reviewer but the holder. */
    reviewerId: uuid("reviewer_id").references(() => person.id),
    decision: reviewDecision(),
    decidedBy: uuid("decided_by").references(() => person.id),
    decidedAt: timestamp("decided_at", { withTimezone: true }),
    reason: text().notNull().default(""),
    /** Null until the review closes. */
    outcome: reviewOutcome(),
  },
  (table) => [
    primaryKey({ name: "access_review_item_key", columns: [table.reviewId, table.assignmentId] }),
    index("access_review_item_assignment").on(table.assignmentId),
    index("access_review_item_reviewer")
      .on(table.reviewerId)
      .where(sql`${table.reviewerId} is not null`),
  ],
);

/** Those who review what has no reviewer of its own. */
export const accessReviewer = pgTable(
  "access_reviewer",
  {
    reviewId: uuid("review_id")
      .notNull()
      .references(() => accessReview.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
  },
  (table) => [
    primaryKey({ name: "access_reviewer_key", columns: [table.reviewId, table.personId] }),
    index("access_reviewer_person").on(table.personId),
  ],
);
