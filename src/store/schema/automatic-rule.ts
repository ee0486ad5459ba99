import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { accessPackage } from "./package.ts";
import { person } from "./person.ts";

/**
 * By which rule a package is assigned automatically, and how far its evaluation has come. `rule` is an AutomaticRule of
 * the domain, whole. Whoever locks the row locks it before anything else of the package.
 */
export const automaticRule = pgTable(
  "automatic_rule",
  {
    id: uuid().primaryKey().defaultRandom(),
    packageId: uuid("package_id")
      .notNull()
      .references(() => accessPackage.id),
    rule: jsonb().notNull(),
    version: integer().notNull().default(1),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    /** Since when people are to be looked at anew; null once all of them have been. */
    evaluateAt: timestamp("evaluate_at", { withTimezone: true }),
    /** The last of the people who have been looked at since then, in the order of their ids. */
    evaluatedTo: uuid("evaluated_to"),
    /** When all of them had been looked at last. */
    evaluatedAt: timestamp("evaluated_at", { withTimezone: true }),
  },
  (table) => [
    unique("automatic_rule_one_for_package").on(table.packageId),
    index("automatic_rule_due")
      .on(table.evaluateAt)
      .where(sql`${table.evaluateAt} is not null`),
  ],
);

/** Whom a rule means and could not assign to, as they hold what is incompatible with the package. */
export const automaticBlock = pgTable(
  "automatic_block",
  {
    ruleId: uuid("rule_id")
      .notNull()
      .references(() => automaticRule.id, { onDelete: "cascade" }),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
  },
  (table) => [primaryKey({ name: "automatic_block_key", columns: [table.ruleId, table.personId] })],
);
