import { bigint, pgTable, smallint } from "drizzle-orm/pg-core";

/** How far time travel has moved the clock ahead, in milliseconds: one row at most. */
export const clockShift = pgTable("clock_shift", {
  id: smallint().primaryKey(),
  milliseconds: bigint({ mode: "number" }).notNull(),
});
