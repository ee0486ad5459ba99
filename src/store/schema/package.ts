import {
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { INCOMPATIBLE_KINDS } from "../../domain/package/incompatible.ts";
import { POLICY_SUBJECT_KINDS, REQUESTOR_SCOPES } from "../../domain/policy/scope.ts";
import { nameKeyColumn } from "./name-key.ts";
import { person } from "./person.ts";
import { catalog } from "./catalog.ts";
import { resource } from "./resource.ts";

export const requestorScope = pgEnum("requestor_scope", REQUESTOR_SCOPES);
export const incompatibleKind = pgEnum("incompatible_kind", INCOMPATIBLE_KINDS);
export const policySubjectKind = pgEnum("policy_subject_kind", POLICY_SUBJECT_KINDS);

export const accessPackage = pgTable(
  "access_package",
  {
    id: uuid().primaryKey().defaultRandom(),
    catalogId: uuid("catalog_id")
      .notNull()
      .references(() => catalog.id),
    name: text().notNull(),
    nameKey: nameKeyColumn("name_key").notNull(),
    description: text().notNull(),
    isHidden: boolean("is_hidden").notNull().default(false),
    /** The scopes of its enabled policies, repeated here so that a search need not look at the policies of every row. */
    enabledScopes: requestorScope("enabled_scopes").array().notNull().default([]),
    version: integer().notNull().default(1),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => person.id),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    unique("access_package_name_in_catalog").on(table.catalogId, table.nameKey),
    index("access_package_name_prefix").on(table.nameKey, table.id),
    index("access_package_name_trigram")
      .using("gin", sql`${table.nameKey} gin_trgm_ops`)
      .with({ fastupdate: false }),
    index("access_package_enabled_scopes").using("gin", table.enabledScopes).with({ fastupdate: false }),
    index("access_package_created_by").on(table.createdBy),
  ],
);

/** What a package gives: one role on one resource. */
export const packageResourceRole = pgTable(
  "package_resource_role",
  {
    packageId: uuid("package_id")
      .notNull()
      .references(() => accessPackage.id),
    resourceId: uuid("resource_id")
      .notNull()
      .references(() => resource.id),
    role: text().notNull(),
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ name: "package_resource_role_key", columns: [table.packageId, table.resourceId, table.role] }),
    index("package_resource_role_resource").on(table.resourceId),
  ],
);

/**
 * Who may ask, who approves and when access ends. `settings` is a PolicySettings of the domain, whole;
 * `scope` and `isEnabled` repeat what searches need from it, and policy_subject lists whom it names.
 */
export const policy = pgTable(
  "policy",
  {
    id: uuid().primaryKey().defaultRandom(),
    packageId: uuid("package_id")
      .notNull()
      .references(() => accessPackage.id),
    name: text().notNull(),
    scope: requestorScope().notNull(),
    isEnabled: boolean("is_enabled").notNull(),
    settings: jsonb().notNull(),
    /** Every id in the settings: the people, groups and organizations whose names a card shows. */
    namedIds: jsonb("named_ids")
      .$type<string[]>()
      .generatedAlwaysAs(
        sql.raw(
          `jsonb_path_query_array(settings, '$.** ? (@ like_regex "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")')`,
        ),
      ),
    position: integer().notNull(),
    version: integer().notNull().default(1),
    /** When the next review of access through it opens; null where there are none. */
    reviewDueAt: timestamp("review_due_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("policy_package").on(table.packageId),
    index("policy_review_due")
      .on(table.reviewDueAt)
      .where(sql`${table.reviewDueAt} is not null`),
    index("policy_on_behalf")
      .on(table.packageId)
      .where(sql`${table.settings} @> '{"isOnBehalfAllowed": true}'`),
  ],
);

/** Whom a policy with a specific scope names: people, groups (resource ids) or connected organizations. */
export const policySubject = pgTable(
  "policy_subject",
  {
    policyId: uuid("policy_id")
      .notNull()
      .references(() => policy.id),
    kind: policySubjectKind().notNull(),
    subjectId: uuid("subject_id").notNull(),
  },
  (table) => [
    primaryKey({ name: "policy_subject_key", columns: [table.policyId, table.kind, table.subjectId] }),
    index("policy_subject_subject").on(table.kind, table.subjectId),
  ],
);

/** What whoever asks for the package must not hold: other packages, or groups (resource ids). One direction only. */
export const incompatible = pgTable(
  "incompatible",
  {
    packageId: uuid("package_id")
      .notNull()
      .references(() => accessPackage.id),
    kind: incompatibleKind().notNull(),
    subjectId: uuid("subject_id").notNull(),
  },
  (table) => [
    primaryKey({ name: "incompatible_key", columns: [table.packageId, table.kind, table.subjectId] }),
    index("incompatible_subject").on(table.kind, table.subjectId),
  ],
);
