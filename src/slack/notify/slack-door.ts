import type { WebClient } from "@slack/web-api";
import type { MessageDoor } from "../../app/message/message-door.ts";
import type { Message } from "../command/message.ts";
import { Conversations } from "./conversations.ts";
import type { Gate } from "./gate.ts";
import { judged } from "./judged.ts";

/** The name of our messages' metadata, by whose key they are found again (slack.md C4). */
const EVENT_TYPE = "access_packages_message";

/**
 * Slack as the ledger sees it. Throws MessageRefused for what cannot heal, PutOff when Slack wants to be left alone for
 * a while (slack.md C5, D5), AnswerLost when a message may have been posted, and what the client throws when the same
 * call may work at the next attempt.
 */
export function slackDoor(client: WebClient, gate: Gate): MessageDoor<Message> {
  const conversations = new Conversations(client, gate);
  return {
    post: async ({ to, threadTs, key }, message) => {
      gate.enterToPost(to);
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      const metadata = { event_type: EVENT_TYPE, event_payload: { key } };
      const posted = await judged(gate, "chat.postMessage", to, () =>
        client.chat.postMessage({
          channel: to,
          ...message,
          ...thread,
          metadata,
          unfurl_links: false,
          unfurl_media: false,
        }),
      );
      const { channel = to, ts = "" } = posted;
      conversations.remember(to, channel);
      return { channel, ts };
    },
    update: async ({ channel, ts }, message) => {
      await conversations.call("chat.update", () => client.chat.update({ channel, ts, ...message }));
    },
    async find({ to, threadTs, key }) {
      const found = (await conversations.newestIn(to, threadTs)).find(({ metadata }) => isOf(metadata, key));
      return found?.ts === undefined ? null : { channel: await conversations.idOf(to), ts: found.ts };
    },
  };
}

function isOf(metadata: { event_type?: string; event_payload?: object } | undefined, key: string): boolean {
  const { event_type: type, event_payload: payload } = metadata ?? {};
  return type === EVENT_TYPE && payload !== undefined && "key" in payload && payload.key === key;
}
