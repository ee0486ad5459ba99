/** A human as Slack describes them. */
export interface SlackPerson {
  slackUserId: string;
  /** In lower case; null when Slack does not tell. */
  email: string | null;
  name: string;
  timeZone: string | null;
  /** A guest of the workspace, or somebody of another workspace in a shared channel. */
  isGuest: boolean;
  isDeactivated: boolean;
}
