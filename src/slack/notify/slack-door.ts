import type { WebClient } from "@slack/web-api";
import { MessageRefused } from "../../app/message/message-door.ts";
import type { MessageDoor } from "../../app/message/message-door.ts";
import { PutOff } from "../../lib/put-off.ts";
import type { Message } from "../command/message.ts";
import type { Gate } from "./gate.ts";
import { judgeFailure } from "./slack-failure.ts";

/**
 * Slack as the ledger sees it. Throws MessageRefused for what cannot heal, PutOff when Slack wants to be left alone for
 * a while (slack.md C5, D5), and what the client throws when the same call may work at the next attempt.
 */
export function slackDoor(client: WebClient, gate: Gate): MessageDoor<Message> {
  return {
    post: async (channel, message, threadTs) => {
      gate.enterToPost(channel);
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      const posted = await judged(gate, "chat.postMessage", channel, () =>
        client.chat.postMessage({ channel, ...message, ...thread, unfurl_links: false, unfurl_media: false }),
      );
      return { channel: posted.channel ?? channel, ts: posted.ts ?? "" };
    },
    update: async ({ channel, ts }, message) => {
      gate.enter("chat.update");
      await judged(gate, "chat.update", undefined, () => client.chat.update({ channel, ts, ...message }));
    },
  };
}

async function judged<Answer>(
  gate: Gate,
  method: string,
  channel: string | undefined,
  call: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    const failure = judgeFailure(error);
    if (failure.kind === "passing") throw error;
    if (failure.kind === "final") throw new MessageRefused(failure.code);
    gate.close(method, failure.retryAfterMs, channel);
    throw new PutOff(failure.retryAfterMs, `Slack asked to wait with ${method}`);
  }
}
