/** Who a person is to the rules: what Slack and the directory say of them. */

/** Whether the local directory's file names the person: never did, does, or did once. */
export const DIRECTORY_STATES = ["absent", "present", "gone"] as const;
export type DirectoryState = (typeof DIRECTORY_STATES)[number];
/** What Slack says of the person's account; `absent` for somebody who is known from the directory alone. */
export const SLACK_STATES = ["absent", "active", "deactivated"] as const;
export type SlackState = (typeof SLACK_STATES)[number];
/** Graph's state of a connected organization. */
export const ORGANIZATION_STATES = ["configured", "proposed"] as const;
export type OrganizationState = (typeof ORGANIZATION_STATES)[number];
