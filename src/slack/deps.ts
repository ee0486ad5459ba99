import type { AppDeps } from "../app/deps.ts";

/** What Slack's listeners work with. */
export interface SlackDeps extends AppDeps {
  /** Sees to it that these people are in the database: those that are not yet are asked of Slack. */
  ensureKnown: (slackUserIds: readonly string[]) => Promise<void>;
  /** Takes note of a user as Slack describes one in its events. */
  noteSlackUser: (user: unknown) => Promise<void>;
  /** Takes note of a user group as Slack describes one in its events. */
  noteSlackGroup: (group: unknown) => Promise<void>;
  /** Takes note of who came into a user group and who left it, as Slack tells in its events. */
  noteSlackGroupChange: (change: unknown) => Promise<void>;
}
