import type { App } from "@slack/bolt";
import type { SlackDeps } from "../deps.ts";

/** Keeps what is known of people fresh: who joins, whose profile changes, whose account is deactivated. */
export function listenToPeople(app: App, deps: SlackDeps): void {
  app.event("team_join", ({ event }) => deps.noteSlackUser(event.user));
  app.event("user_change", ({ event }) => deps.noteSlackUser(event.user));
}
