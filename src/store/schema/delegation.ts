import { sql } from "drizzle-orm";
import { index, pgTable, timestamp, uuid } from "drizzle-orm/pg-core";
import { person } from "./person.ts";

/**
 * An approver lets somebody decide in their place what is asked of them in that time (domain.md 4.4). What was asked
 * then, the delegate may still decide when the time is over, unless the delegation was ended by hand.
 */
export const delegation = pgTable(
  "delegation",
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    delegateId: uuid("delegate_id")
      .notNull()
      .references(() => person.id),
    startsAt: timestamp("starts_at", { withTimezone: true }).notNull(),
    /** Null: until it is ended. */
    endsAt: timestamp("ends_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    /** When it was ended by hand, or another took its place. */
    endedAt: timestamp("ended_at", { withTimezone: true }),
  },
  (table) => [
    index("delegation_person")
      .on(table.personId)
      .where(sql`${table.endedAt} is null`),
    index("delegation_delegate")
      .on(table.delegateId)
      .where(sql`${table.endedAt} is null`),
  ],
);
