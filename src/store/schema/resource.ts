import { index, pgEnum, pgTable, primaryKey, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import { nameKeyColumn } from "./name-key.ts";
import { person } from "./person.ts";

export const resourceType = pgEnum("resource_type", RESOURCE_TYPES);

/** Something a package can give a role on; `originId` is its id in the directory it came from. */
export const resource = pgTable(
  "resource",
  {
    id: uuid().primaryKey().defaultRandom(),
    type: resourceType().notNull(),
    originId: text("origin_id").notNull(),
    name: text().notNull(),
    nameKey: nameKeyColumn("name_key").notNull(),
    description: text().notNull().default(""),
    roles: text().array().notNull(),
    /** When it went from its directory; a package that uses it keeps it and shows that it is gone. */
    goneAt: timestamp("gone_at", { withTimezone: true }),
  },
  (table) => [
    unique("resource_origin").on(table.type, table.originId),
    index("resource_type_name").on(table.type, table.nameKey, table.id),
    index("resource_name_trigram")
      .using("gin", sql`${table.nameKey} gin_trgm_ops`)
      .with({ fastupdate: false }),
  ],
);

/** Who owns a resource outside: one of the two rights needed to put it into a catalog (domain.md 2.3). */
export const resourceOwner = pgTable(
  "resource_owner",
  {
    resourceId: uuid("resource_id")
      .notNull()
      .references(() => resource.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
  },
  (table) => [
    primaryKey({ name: "resource_owner_key", columns: [table.resourceId, table.personId] }),
    index("resource_owner_person").on(table.personId),
  ],
);
