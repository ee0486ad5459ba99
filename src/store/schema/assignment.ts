import {
  boolean,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { ASSIGNMENT_STATES, END_REASONS, GRANT_STATES } from "../../domain/assignment/assignment.ts";
import { policy } from "./package.ts";
import { person } from "./person.ts";
import { resource } from "./resource.ts";

export const assignmentState = pgEnum("assignment_state", ASSIGNMENT_STATES);
export const assignmentEndReason = pgEnum("assignment_end_reason", END_REASONS);
export const grantState = pgEnum("grant_state", GRANT_STATES);

/** A package that a person holds, or held, from when to when; its state follows from its grants. */
export const assignment = pgTable(
  "assignment",
  {
    id: uuid().primaryKey().defaultRandom(),
    state: assignmentState().notNull(),
    /** Both may have been deleted since it ended; `retired` keeps their names. */
    packageId: uuid("package_id").notNull(),
    catalogId: uuid("catalog_id").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    /** Rules its extension (domain.md 4.3); null when the policy was removed. */
    policyId: uuid("policy_id").references(() => policy.id, { onDelete: "set null" }),
    /** The rule that assigned it, which alone ends it; it may have been removed since. Null: somebody asked or assigned. */
    ruleId: uuid("rule_id"),
    startsAt: timestamp("starts_at", { withTimezone: true }).notNull(),
    /** When access is to end; null: never. */
    endsAt: timestamp("ends_at", { withTimezone: true }),
    /** When the holder is next told that access will end. */
    promptAt: timestamp("prompt_at", { withTimezone: true }),
    /** When delivery is tried again by itself. */
    retryAt: timestamp("retry_at", { withTimezone: true }),
    /** Failed attempts at delivery since it was last begun. */
    failedAttempts: integer("failed_attempts").notNull().default(0),
    /** When delivery was last completed, whole or not. */
    completedAt: timestamp("completed_at", { withTimezone: true }),
    endedAt: timestamp("ended_at", { withTimezone: true }),
    endReason: assignmentEndReason("end_reason"),
  },
  (table) => [
    uniqueIndex("assignment_one_live")
      .on(table.packageId, table.personId)
      .where(sql`${table.state} <> 'expired'`),
    index("assignment_ends")
      .on(table.endsAt)
      .where(sql`${table.state} <> 'expired'`),
    index("assignment_prompt")
      .on(table.promptAt)
      .where(sql`${table.promptAt} is not null`),
    index("assignment_retry")
      .on(table.retryAt)
      .where(sql`${table.retryAt} is not null`),
    index("assignment_person").on(table.personId, table.startsAt),
    index("assignment_policy").on(table.policyId),
    index("assignment_rule")
      .on(table.ruleId)
      .where(sql`${table.ruleId} is not null and ${table.state} <> 'expired'`),
    index("assignment_package").on(table.packageId, table.startsAt),
  ],
);

/** One resource role that an assignment gives. */
export const assignmentGrant = pgTable(
  "assignment_grant",
  {
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => assignment.id),
    resourceId: uuid("resource_id")
      .notNull()
      .references(() => resource.id),
    role: text().notNull(),
    /** Repeated from the assignment, to find who else gives the same. */
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    state: grantState().notNull(),
    /** Whether the person had it before it was given here, so that it stays in the end; null: not looked at yet. */
    heldBefore: boolean("held_before"),
    /** Why it could not be given or taken away: the connector's code. */
    failure: text(),
    /** Raised whenever it is to be given or taken away anew: what a delivery did counts only for what it was asked. */
    version: integer().notNull().default(1),
    changedAt: timestamp("changed_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: "assignment_grant_key", columns: [table.assignmentId, table.resourceId, table.role] }),
    index("assignment_grant_holder").on(table.personId, table.resourceId, table.role),
  ],
);

/**
 * One time during which an assignment gave a resource role, from when it was given to when it was taken away: what a
 * package gave for a while only, and what was given again, is told by several. Written wherever a grant's state is.
 */
export const grantSpan = pgTable(
  "grant_span",
  {
    id: uuid().primaryKey().defaultRandom(),
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => assignment.id),
    /** The one whom the assignment is for: lists of thousands need not look at each assignment. */
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    resourceId: uuid("resource_id")
      .notNull()
      .references(() => resource.id),
    role: text().notNull(),
    grantedAt: timestamp("granted_at", { withTimezone: true }).notNull(),
    /** Null while it is held. */
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("grant_span_one_open")
      .on(table.assignmentId, table.resourceId, table.role)
      .where(sql`${table.revokedAt} is null`),
    index("grant_span_resource").on(table.resourceId, table.grantedAt),
    index("grant_span_held")
      .on(table.resourceId)
      .where(sql`${table.revokedAt} is null`),
  ],
);

/** What the local directory gives beside its file: the roles that this program has granted in it. */
export const directoryGrant = pgTable(
  "directory_grant",
  {
    resourceId: uuid("resource_id")
      .notNull()
      .references(() => resource.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    role: text().notNull(),
    grantedAt: timestamp("granted_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: "directory_grant_key", columns: [table.resourceId, table.personId, table.role] }),
    index("directory_grant_person").on(table.personId),
  ],
);
