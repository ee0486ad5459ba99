import type { App } from "@slack/bolt";
import type { SlackDeps } from "../deps.ts";

/** Keeps what is known of people and user groups fresh: who joins, whose profile or account changes, who is in which group. */
export function listenToPeople(app: App, deps: SlackDeps): void {
  app.event("team_join", ({ event }) => deps.noteSlackUser(event.user));
  app.event("user_change", ({ event }) => deps.noteSlackUser(event.user));
  app.event("subteam_created", ({ event }) => deps.noteSlackGroup(event.subteam));
  app.event("subteam_updated", ({ event }) => deps.noteSlackGroup(event.subteam));
  app.event("subteam_members_changed", ({ event }) => deps.noteSlackGroupChange(event));
}
