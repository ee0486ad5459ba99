import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { boolean, index, jsonb, pgEnum, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Attributes } from "../../domain/directory/directory.ts";
import { nameKeyColumn } from "./name-key.ts";
import { DIRECTORY_STATES, ORGANIZATION_STATES, SLACK_STATES } from "../../domain/person/person.ts";

export const directoryState = pgEnum("directory_state", DIRECTORY_STATES);
export const slackState = pgEnum("slack_state", SLACK_STATES);
export const organizationState = pgEnum("organization_state", ORGANIZATION_STATES);

/** An outside company whose people may be let in; `key` is its id in the directory file. */
export const connectedOrganization = pgTable("connected_organization", {
  id: uuid().primaryKey().defaultRandom(),
  key: text().notNull().unique("connected_organization_key"),
  name: text().notNull(),
  nameKey: nameKeyColumn("name_key").notNull(),
  domains: text().array().notNull(),
  state: organizationState().notNull(),
  goneAt: timestamp("gone_at", { withTimezone: true }),
});

/** One row for each human, joined from Slack and the directory by e-mail (lower case). */
export const person = pgTable(
  "person",
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().unique("person_email"),
    slackUserId: text("slack_user_id").unique("person_slack_user"),
    name: text().notNull(),
    directoryState: directoryState("directory_state").notNull().default("absent"),
    slackState: slackState("slack_state").notNull().default("absent"),
    /** A guest of the workspace, or somebody of another workspace in a shared channel. */
    isGuest: boolean("is_guest").notNull().default(false),
    /** When Slack last told of this person alone; null: only in its list of everybody. */
    slackToldAt: timestamp("slack_told_at", { withTimezone: true }),
    timeZone: text("time_zone"),
    managerId: uuid("manager_id").references((): AnyPgColumn => person.id),
    organizationId: uuid("organization_id").references(() => connectedOrganization.id),
    /** What the directory says of the person besides, by name. */
    attributes: jsonb().$type<Attributes>().notNull().default({}),
  },
  (table) => [
    index("person_organization").on(table.organizationId),
    index("person_manager").on(table.managerId),
    index("person_name").on(personPlace(table), table.id),
  ],
);

/** By what people are listed: their names. */
export function personPlace({ name }: { name: AnyPgColumn }): SQL {
  return sql`lower(${name}) collate "C"`;
}

/** Who belongs to a group resource, as the directory says. */
export const groupMember = pgTable(
  "group_member",
  { groupId: uuid("group_id").notNull(), personId: uuid("person_id").notNull() },
  (table) => [
    primaryKey({ name: "group_member_key", columns: [table.groupId, table.personId] }),
    index("group_member_person").on(table.personId),
  ],
);
