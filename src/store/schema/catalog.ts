import {
  boolean,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { CATALOG_ROLES, CATALOG_TYPES } from "../../domain/catalog/catalog.ts";
import { nameKeyColumn } from "./name-key.ts";
import { person } from "./person.ts";
import { resource } from "./resource.ts";

export const catalogType = pgEnum("catalog_type", CATALOG_TYPES);
export const catalogRole = pgEnum("catalog_role", CATALOG_ROLES);

export const catalog = pgTable(
  "catalog",
  {
    id: uuid().primaryKey().defaultRandom(),
    type: catalogType().notNull().default("userManaged"),
    name: text().notNull(),
    nameKey: nameKeyColumn("name_key").notNull(),
    description: text().notNull(),
    isEnabled: boolean("is_enabled").notNull().default(true),
    isEnabledForExternalUsers: boolean("is_enabled_for_external_users").notNull().default(true),
    /** The Slack channel in which its requests are decided; none: direct messages. */
    approvalsChannel: text("approvals_channel"),
    version: integer().notNull().default(1),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    unique("catalog_name").on(table.nameKey),
    uniqueIndex("catalog_only_one_general")
      .on(table.type)
      .where(sql`${table.type} = 'serviceDefault'`),
    index("catalog_name_prefix").on(table.nameKey, table.id),
    index("catalog_name_trigram").using("gin", sql`${table.nameKey} gin_trgm_ops`),
  ],
);

/** Who holds which role in which catalog. */
export const catalogMember = pgTable(
  "catalog_member",
  {
    catalogId: uuid("catalog_id")
      .notNull()
      .references(() => catalog.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => person.id),
    role: catalogRole().notNull(),
    addedAt: timestamp("added_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: "catalog_member_key", columns: [table.catalogId, table.personId, table.role] }),
    index("catalog_member_person").on(table.personId, table.catalogId),
  ],
);

/** The resources from which a catalog's packages are built. */
export const catalogResource = pgTable(
  "catalog_resource",
  {
    catalogId: uuid("catalog_id")
      .notNull()
      .references(() => catalog.id),
    resourceId: uuid("resource_id")
      .notNull()
      .references(() => resource.id),
    addedAt: timestamp("added_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: "catalog_resource_key", columns: [table.catalogId, table.resourceId] }),
    index("catalog_resource_resource").on(table.resourceId),
  ],
);
