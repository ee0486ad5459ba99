import type { AppDeps } from "../app/deps.ts";

/** What Slack's listeners work with. */
export interface SlackDeps extends AppDeps {
  /** Sees to it that these people are in the database: those that are not yet are asked of Slack. */
  ensureKnown: (slackUserIds: readonly string[]) => Promise<void>;
  /** Takes note of a user as Slack describes one in its events. */
  noteSlackUser: (user: unknown) => Promise<void>;
}
