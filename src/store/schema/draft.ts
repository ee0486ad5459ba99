import { integer, jsonb, pgEnum, pgTable, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { DRAFT_STEPS } from "../../domain/draft/draft.ts";
import { person } from "./person.ts";

export const draftStep = pgEnum("draft_step", DRAFT_STEPS);

/** A wizard under way; one open draft for each person. `packageId` marks the draft that became a package. */
export const draft = pgTable(
  "draft",
  {
    id: uuid().primaryKey().defaultRandom(),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => person.id),
    step: draftStep().notNull(),
    version: integer().notNull(),
    content: jsonb().notNull(),
    packageId: uuid("package_id"),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex("draft_one_open_per_person")
      .on(table.ownerId)
      .where(sql`${table.packageId} is null`),
  ],
);
