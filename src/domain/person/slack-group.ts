/** A user group as Slack describes it. */
export interface SlackGroup {
  slackId: string;
  name: string;
  /** What stands behind the @. */
  handle: string;
  isDisabled: boolean;
  /** Slack's ids of those who belong to it; null where Slack does not tell. */
  members: readonly string[] | null;
}

/** Who came into a user group and who left it. */
export interface SlackGroupChange {
  slackId: string;
  added: readonly string[];
  removed: readonly string[];
}
