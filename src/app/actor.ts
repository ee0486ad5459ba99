/** Who asks for something: a member for each boundary of trust. */
export type Actor =
  /** A person, authenticated by Slack's signature; rights are looked up by `slackUserId` every time. */
  | { kind: "person"; slackUserId: string }
  /** Work of our own, named by the job or the start-up step that does it. */
  | { kind: "system"; name: string };
