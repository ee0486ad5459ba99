import { index, pgTable, primaryKey, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { nameKeyColumn } from "./name-key.ts";

/** A user group of Slack's, as its list and its events last described it. */
export const slackGroup = pgTable(
  "slack_group",
  {
    id: uuid().primaryKey().defaultRandom(),
    slackId: text("slack_id").notNull(),
    name: text().notNull(),
    nameKey: nameKeyColumn("name_key").notNull(),
    handle: text().notNull(),
    /** When it was disabled in Slack; it has no members then, and comes back when it is enabled again. */
    disabledAt: timestamp("disabled_at", { withTimezone: true }),
  },
  (table) => [
    unique("slack_group_slack_id").on(table.slackId),
    index("slack_group_name_prefix").on(table.nameKey, table.id),
    index("slack_group_name_trigram").using("gin", sql`${table.nameKey} gin_trgm_ops`),
  ],
);

/** Who belongs to a user group, by Slack's own ids: Slack may name members before they are known as people. */
export const slackGroupMember = pgTable(
  "slack_group_member",
  {
    groupId: uuid("group_id")
      .notNull()
      .references(() => slackGroup.id),
    slackUserId: text("slack_user_id").notNull(),
  },
  (table) => [
    primaryKey({ name: "slack_group_member_key", columns: [table.groupId, table.slackUserId] }),
    index("slack_group_member_user").on(table.slackUserId),
  ],
);
