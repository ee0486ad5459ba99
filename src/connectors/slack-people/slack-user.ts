import type { SlackPerson } from "../../domain/person/slack-person.ts";
import { tidyLine } from "../../lib/text.ts";

/** What we read of a user in `users.list`, `users.info`, `user_change` and `team_join`. */
export interface SlackUser {
  id?: string;
  name?: string;
  real_name?: string;
  deleted?: boolean;
  is_bot?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  tz?: string;
  profile?: { real_name?: string; display_name?: string; email?: string };
}

const SLACKBOT = "USLACKBOT";

/** The human that a Slack user is; null for bots and Slackbot. (`is_app_user` marks humans who have authorized this app.) */
export function toSlackPerson(user: SlackUser): SlackPerson | null {
  const { id, profile } = user;
  if (id === undefined || id === SLACKBOT || user.is_bot) return null;
  const names = [profile?.real_name, user.real_name, profile?.display_name, user.name].map((name) =>
    tidyLine(name ?? ""),
  );
  return {
    slackUserId: id,
    email: profile?.email?.trim().toLowerCase() || null,
    name: names.find((name) => name !== "") ?? id,
    timeZone: user.tz || null,
    isGuest: Boolean(user.is_restricted || user.is_ultra_restricted || user.is_stranger),
    isDeactivated: user.deleted ?? false,
  };
}
