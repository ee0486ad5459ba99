import { bigint, index, jsonb, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";

/** Who did what when: one row for each past-tense event, written with the change itself and never touched again. */
export const audit = pgTable(
  "audit",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** A person's id, or the name of the part of the system that acted. */
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id").notNull(),
    action: text().notNull(),
    targetKind: text("target_kind").notNull(),
    targetId: uuid("target_id").notNull(),
    catalogId: uuid("catalog_id"),
    /** The package in whose history it stands. */
    packageId: uuid("package_id"),
    before: jsonb(),
    after: jsonb(),
    reason: text(),
    /** The hash of the row before, and of this one with it. A trigger writes both, and the id (migration 0003). */
    previousHash: text("previous_hash").notNull().default(""),
    hash: text().notNull().default(""),
  },
  (table) => [
    index("audit_target").on(table.targetKind, table.targetId, table.id),
    index("audit_catalog").on(table.catalogId, table.id),
    index("audit_package").on(table.packageId, table.id),
  ],
);

/**
 * Jobs promised by a committed change; the relay hands them to the queue, then sets `relayedAt`, and the worker sets
 * `doneAt`. What was handed over long ago and is not done may have been lost with the queue, and is handed over again.
 */
export const outbox = pgTable(
  "outbox",
  {
    id: uuid().primaryKey().defaultRandom(),
    job: text().notNull(),
    /** Ids only, never texts. */
    payload: jsonb().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    relayedAt: timestamp("relayed_at", { withTimezone: true }),
    doneAt: timestamp("done_at", { withTimezone: true }),
  },
  (table) => [
    index("outbox_waiting")
      .on(table.createdAt)
      .where(sql`${table.relayedAt} is null`),
    index("outbox_under_way")
      .on(table.relayedAt)
      .where(sql`${table.relayedAt} is not null and ${table.doneAt} is null`),
  ],
);

/** What the bot shows where: one row for each message that must be kept current, and posted once. */
export const messageLedger = pgTable(
  "message_ledger",
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text().notNull(),
    entityId: uuid("entity_id").notNull(),
    /** A person's id for a direct message, or a channel's with "channel:" before it. */
    recipient: text().notNull(),
    channel: text(),
    ts: text(),
    /** Hash of what is shown now. */
    shown: text(),
    /** Slack's error code when it cannot be shown for good. */
    failure: text(),
    /** Since when a worker has been bringing it in line; null when none is. */
    claimedAt: timestamp("claimed_at", { withTimezone: true }),
    /** Since when it may stand where we know nothing of: a worker died at it, or Slack's answer was lost. */
    uncertainSince: timestamp("uncertain_since", { withTimezone: true }),
    /** When it was last shown, or failed. */
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    unique("message_ledger_one_each").on(table.kind, table.entityId, table.recipient),
    index("message_ledger_entity").on(table.entityId),
    index("message_ledger_channel")
      .on(table.recipient, table.updatedAt)
      .where(sql`${table.recipient} like 'channel:%'`),
  ],
);
