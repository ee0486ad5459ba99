import {
  boolean,
  index,
  integer,
  pgEnum,
  pgTable,
  pgView,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { eq, sql } from "drizzle-orm";
import { CATALOG_ROLES, CATALOG_TYPES } from "../../domain/catalog/catalog.ts";
import { nameKeyColumn } from "./name-key.ts";
import { person } from "./person.ts";
import { namedResource, namedResourceKey } from "./resource.ts";
import { slackGroup, slackGroupMember } from "./slack-group.ts";

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
    index("catalog_name_trigram")
      .using("gin", sql`${table.nameKey} gin_trgm_ops`)
      .with({ fastupdate: false }),
  ],
);

/** Who holds which role in which catalog by name; those who hold it as members of a group are in `catalogStaff` as well. */
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

/** Which of Slack's user groups hold which role in which catalog. */
export const catalogGroup = pgTable(
  "catalog_group",
  {
    catalogId: uuid("catalog_id")
      .notNull()
      .references(() => catalog.id),
    groupId: uuid("group_id")
      .notNull()
      .references(() => slackGroup.id),
    role: catalogRole().notNull(),
    addedAt: timestamp("added_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: "catalog_group_key", columns: [table.catalogId, table.groupId, table.role] }),
    index("catalog_group_group").on(table.groupId, table.catalogId),
  ],
);

/**
 * Everybody with a role in a catalog, by name or as a member of a user group: what every question of rights reads.
 * Somebody who holds a role in several ways stands in it several times.
 */
export const catalogStaff = pgView("catalog_staff").as((query) =>
  query
    .select({ catalogId: catalogMember.catalogId, personId: catalogMember.personId, role: catalogMember.role })
    .from(catalogMember)
    .unionAll(
      query
        .select({ catalogId: catalogGroup.catalogId, personId: person.id, role: catalogGroup.role })
        .from(catalogGroup)
        .innerJoin(slackGroupMember, eq(slackGroupMember.groupId, catalogGroup.groupId))
        .innerJoin(person, eq(person.slackUserId, slackGroupMember.slackUserId)),
    ),
);

/** The resources from which a catalog's packages are built. */
export const catalogResource = pgTable(
  "catalog_resource",
  {
    catalogId: uuid("catalog_id")
      .notNull()
      .references(() => catalog.id),
    ...namedResource,
    addedAt: timestamp("added_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: "catalog_resource_key", columns: [table.catalogId, table.resourceId] }),
    index("catalog_resource_resource").on(table.resourceId),
    index("catalog_resource_name").on(table.catalogId, table.resourceType, table.resourceNameKey, table.resourceId),
    namedResourceKey("catalog_resource_resource_named", table),
  ],
);
