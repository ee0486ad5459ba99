import { pgTable, timestamp, uuid } from "drizzle-orm/pg-core";
import { person } from "./person.ts";

/** Whose Home tab has been opened, and so is kept current. */
export const homeTab = pgTable("home_tab", {
  personId: uuid("person_id")
    .primaryKey()
    .references(() => person.id),
  openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
  /** Since when a publish has been promised: what changes until it runs is shown by it as well. */
  promisedAt: timestamp("promised_at", { withTimezone: true }),
});
