import {
  foreignKey,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
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
    uniqueIndex("resource_type_name").on(table.type, table.nameKey, table.id),
    index("resource_name_trigram")
      .using("gin", sql`${table.nameKey} gin_trgm_ops`)
      .with({ fastupdate: false }),
  ],
);

/**
 * Which resource a row leads to, with its type and name: what somebody may pick is then found by name in the rows that
 * say so, however many they are. The foreign key keeps them those of the resource, also when it is renamed.
 */
export const namedResource = {
  resourceId: uuid("resource_id").notNull(),
  resourceType: resourceType("resource_type").notNull(),
  resourceNameKey: nameKeyColumn("resource_name_key").notNull(),
};

/** The foreign key of such rows. */
export function namedResourceKey(name: string, table: Record<keyof typeof namedResource, AnyPgColumn>) {
  return foreignKey({
    name,
    columns: [table.resourceType, table.resourceNameKey, table.resourceId],
    foreignColumns: [resource.type, resource.nameKey, resource.id],
  }).onUpdate("cascade");
}

/** Who owns a resource outside: one of the two rights needed to put it into a catalog (domain.md 2.3). */
export const resourceOwner = pgTable(
  "resource_owner",
  {
    ...namedResource,
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
  },
  (table) => [
    primaryKey({ name: "resource_owner_key", columns: [table.resourceId, table.personId] }),
    index("resource_owner_person_name").on(table.personId, table.resourceType, table.resourceNameKey, table.resourceId),
    namedResourceKey("resource_owner_resource", table),
  ],
);
