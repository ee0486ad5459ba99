import type { WebClient } from "@slack/web-api";
import type { AppDeps } from "../../app/deps.ts";
import { MessageRefused } from "../../app/message/message-door.ts";
import { homeToPublish } from "../../app/person/keep-home.ts";
import { homeView } from "../home/home-view.ts";
import type { Gate } from "./gate.ts";
import { judged } from "./judged.ts";

const METHOD = "views.publish";

/** Publishes somebody's Home tab as things are now, within Slack's rate; where Slack takes none, there is none to keep current. */
export function homePublisher(deps: AppDeps, client: WebClient, gate: Gate): (personId: string) => Promise<void> {
  return async (personId) => {
    gate.enterToPublish();
    const published = await homeToPublish(deps, personId);
    if (!published) return;
    const { slackUserId, home } = published;
    try {
      await judged(gate, METHOD, undefined, () =>
        client.views.publish({ user_id: slackUserId, view: homeView(home, deps.clock.now()) }),
      );
    } catch (error) {
      if (!(error instanceof MessageRefused)) throw error;
      deps.log.info({ code: error.code }, "Slack does not take this Home tab");
    }
  };
}
