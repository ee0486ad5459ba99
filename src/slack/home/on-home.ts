import type { App } from "@slack/bolt";
import { readAbilities } from "../../app/person/read-abilities.ts";
import type { SlackDeps } from "../deps.ts";
import { attempt } from "../kit/attempt.ts";
import { homeView } from "./home-view.ts";

/** Publishes the Home tab when somebody opens it. */
export function listenToHome(app: App, deps: SlackDeps): void {
  app.event("app_home_opened", async ({ event, client }) => {
    if (event.tab !== "home") return;
    const abilities = await attempt(deps, [event.user], () => readAbilities(deps, event.user));
    await client.views.publish({ user_id: event.user, view: homeView(abilities) });
  });
}
