import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { noteHomeOpened } from "../../app/person/keep-home.ts";
import { readHome } from "../../app/person/read-home.ts";
import type { SlackDeps } from "../deps.ts";
import { attempt } from "../kit/attempt.ts";
import { homeView } from "./home-view.ts";

/** Publishes the Home tab when somebody opens it; from then on a job publishes it when something of theirs changes. */
export function listenToHome(app: App, deps: SlackDeps): void {
  app.event("app_home_opened", async ({ event, client }) => {
    if (event.tab !== "home") return;
    await publishHome(deps, client, event.user);
    await noteHomeOpened(deps, event.user);
  });
}

/** Shows the person's Home tab as things are now. */
export async function publishHome(deps: SlackDeps, client: WebClient, slackUserId: string): Promise<void> {
  const home = await attempt(deps, [slackUserId], () => readHome(deps, slackUserId));
  await client.views.publish({ user_id: slackUserId, view: homeView(home, deps.clock.now()) });
}
