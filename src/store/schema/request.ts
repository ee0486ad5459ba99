import {
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { REQUEST_STATES, REQUEST_TYPES, STAGE_RESULTS } from "../../domain/request/request.ts";
import { APPROVER_CAPACITIES, APPROVER_KINDS } from "../../domain/request/stage-approvers.ts";
import type { Answer } from "../../domain/request/answers.ts";
import { policy } from "./package.ts";
import { person } from "./person.ts";
import { assignment } from "./assignment.ts";

export const requestType = pgEnum("request_type", REQUEST_TYPES);
export const requestState = pgEnum("request_state", REQUEST_STATES);
export const stageResult = pgEnum("stage_result", STAGE_RESULTS);
export const approverCapacity = pgEnum("approver_capacity", APPROVER_CAPACITIES);
export const approverKind = pgEnum("approver_kind", APPROVER_KINDS);

/**
 * Somebody asks for a package, or to keep it longer. `settings` is the policy as it was when they asked, whole: later
 * edits of the policy do not touch it (domain.md 4.7).
 */
export const request = pgTable(
  "request",
  {
    id: uuid().primaryKey().defaultRandom(),
    type: requestType().notNull(),
    state: requestState().notNull(),
    /** Both may have been deleted since; `retired` keeps their names. */
    packageId: uuid("package_id").notNull(),
    catalogId: uuid("catalog_id").notNull(),
    policyId: uuid("policy_id").references(() => policy.id, { onDelete: "set null" }),
    settings: jsonb().notNull(),
    /** Whom the access is for. */
    requestorId: uuid("requestor_id")
      .notNull()
      .references(() => person.id),
    /** Who asked; another person where staff assign directly, or a manager asks for a direct report. */
    submittedBy: uuid("submitted_by")
      .notNull()
      .references(() => person.id),
    justification: text().notNull(),
    /** The policy's questions as they were asked, with what was answered. */
    answers: jsonb().$type<Answer[]>().notNull().default([]),
    /** When access is to begin and end, as asked for; null: at once, and as the policy says. */
    startsAt: timestamp("starts_at", { withTimezone: true }),
    endsAt: timestamp("ends_at", { withTimezone: true }),
    /** The stage that decides now, counted from 0; null outside of approval. */
    stage: integer(),
    /** When the state changes by itself: a stage expires, or a scheduled start comes. */
    dueAt: timestamp("due_at", { withTimezone: true }),
    /** When the present stage's alternates are asked too; null once they are, or where there are none. */
    forwardAt: timestamp("forward_at", { withTimezone: true }),
    /** The assignment that an extension prolongs, or that the request led to. */
    assignmentId: uuid("assignment_id").references((): AnyPgColumn => assignment.id),
    /** The request of which this is a repetition. */
    repeats: uuid().references((): AnyPgColumn => request.id),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    /** When it was approved, denied, canceled or expired. */
    decidedAt: timestamp("decided_at", { withTimezone: true }),
    /** When it reached a state in which nothing more happens by itself. */
    completedAt: timestamp("completed_at", { withTimezone: true }),
    /** Who canceled it, and why it ended otherwise than by a decision. */
    closedBy: uuid("closed_by").references(() => person.id),
  },
  (table) => [
    uniqueIndex("request_one_open")
      .on(table.packageId, table.requestorId)
      .where(sql`${table.state} in ('submitted', 'pendingApproval', 'scheduled')`),
    index("request_due")
      .on(table.dueAt)
      .where(sql`${table.dueAt} is not null`),
    index("request_forward")
      .on(table.forwardAt)
      .where(sql`${table.forwardAt} is not null`),
    index("request_requestor").on(table.requestorId, table.createdAt),
    index("request_submitter")
      .on(table.submittedBy, table.createdAt)
      .where(sql`${table.submittedBy} <> ${table.requestorId}`),
    index("request_policy").on(table.policyId),
    index("request_package").on(table.packageId, table.createdAt),
    index("request_assignment").on(table.assignmentId),
    index("request_repeats")
      .on(table.repeats)
      .where(sql`${table.repeats} is not null`),
    index("request_pending")
      .on(table.id)
      .where(sql`${table.state} = 'pendingApproval'`),
  ],
);

/** One stage of approval that a request has reached. */
export const requestStage = pgTable(
  "request_stage",
  {
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    stage: integer().notNull(),
    result: stageResult().notNull(),
    /** Who is asked first, or instead of whoever could not decide. */
    capacity: approverCapacity().notNull(),
    enteredAt: timestamp("entered_at", { withTimezone: true }).notNull(),
    dueAt: timestamp("due_at", { withTimezone: true }).notNull(),
    forwardedAt: timestamp("forwarded_at", { withTimezone: true }),
    decidedBy: uuid("decided_by").references(() => person.id),
    /** For whom a delegate decided. */
    decidedFor: uuid("decided_for").references(() => person.id),
    decidedAt: timestamp("decided_at", { withTimezone: true }),
    reason: text(),
    /** Who handed it on to other approvers last, when and why. */
    reroutedBy: uuid("rerouted_by").references(() => person.id),
    reroutedAt: timestamp("rerouted_at", { withTimezone: true }),
    rerouteReason: text("reroute_reason"),
  },
  (table) => [
    primaryKey({ name: "request_stage_key", columns: [table.requestId, table.stage] }),
    index("request_stage_decided")
      .on(table.decidedBy, table.decidedAt)
      .where(sql`${table.decidedBy} is not null`),
  ],
);

/** Whom a stage asks. Groups and catalog owners are looked up anew whenever it matters. */
export const requestApprover = pgTable(
  "request_approver",
  {
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    stage: integer().notNull(),
    kind: approverKind().notNull(),
    /** A person, a group (resource), or a catalog. */
    subjectId: uuid("subject_id").notNull(),
    capacity: approverCapacity().notNull(),
    addedAt: timestamp("added_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: "request_approver_key", columns: [table.requestId, table.stage, table.kind, table.subjectId] }),
    index("request_approver_subject").on(table.kind, table.subjectId),
  ],
);

/** A reminder that a primary approver or their delegate will get, in their working hours, unless the stage is decided before. */
export const approverReminder = pgTable(
  "approver_reminder",
  {
    id: uuid().primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    stage: integer().notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    /** Null once it has been sent, or is needed no more. */
    dueAt: timestamp("due_at", { withTimezone: true }),
  },
  (table) => [
    index("approver_reminder_due")
      .on(table.dueAt)
      .where(sql`${table.dueAt} is not null`),
    index("approver_reminder_request").on(table.requestId, table.stage),
  ],
);

/** Whose request it was whose record has been removed: the audit trail outlives it, and points here. */
export const removedRequest = pgTable(
  "removed_request",
  {
    id: uuid().primaryKey(),
    requestorId: uuid("requestor_id")
      .notNull()
      .references(() => person.id),
    removedAt: timestamp("removed_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("removed_request_requestor").on(table.requestorId)],
);
