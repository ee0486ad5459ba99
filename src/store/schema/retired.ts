import { sql } from "drizzle-orm";
import { index, pgEnum, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { nameKeyColumn } from "./name-key.ts";

export const retiredKind = pgEnum("retired_kind", ["package", "catalog"]);

/** The name of what has been deleted: requests, ended assignments and the audit trail outlive it and point here. */
export const retired = pgTable(
  "retired",
  {
    id: uuid().primaryKey(),
    kind: retiredKind().notNull(),
    name: text().notNull(),
    nameKey: nameKeyColumn("name_key").notNull(),
    /** Of a package: the catalog that it was in. */
    catalogId: uuid("catalog_id"),
    deletedAt: timestamp("deleted_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("retired_name").on(table.kind, table.nameKey),
    index("retired_name_parts")
      .using("gin", sql`${table.nameKey} gin_trgm_ops`)
      .with({ fastupdate: false }),
  ],
);
