import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { readHome } from "../../app/person/read-home.ts";
import type { SlackDeps } from "../deps.ts";
import { attempt } from "../kit/attempt.ts";
import { homeView } from "./home-view.ts";

/** Publishes the Home tab when somebody opens it. */
export function listenToHome(app: App, deps: SlackDeps): void {
  app.event("app_home_opened", async ({ event, client }) => {
    if (event.tab === "home") await publishHome(deps, client, event.user);
  });
}

/** Shows the person's Home tab as things are now. */
export async function publishHome(deps: SlackDeps, client: WebClient, slackUserId: string): Promise<void> {
  const home = await attempt(deps, [slackUserId], () => readHome(deps, slackUserId));
  await client.views.publish({ user_id: slackUserId, view: homeView(home) });
}
