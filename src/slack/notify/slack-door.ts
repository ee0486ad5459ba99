import type { WebClient } from "@slack/web-api";
import { AnswerLost, MessageRefused } from "../../app/message/message-door.ts";
import type { Address, MessageDoor, PostedMessage } from "../../app/message/message-door.ts";
import { PutOff } from "../../lib/put-off.ts";
import type { Message } from "../command/message.ts";
import type { Gate } from "./gate.ts";
import { judgeFailure } from "./slack-failure.ts";

/** The name of our messages' metadata, by whose key they are found again (slack.md C4). */
const EVENT_TYPE = "access_packages_message";
const NEWEST = 200;
/** What Slack's ids of people begin with. */
const PERSON = /^[UW]/;

/**
 * Slack as the ledger sees it. Throws MessageRefused for what cannot heal, PutOff when Slack wants to be left alone for
 * a while (slack.md C5, D5), AnswerLost when a message may have been posted, and what the client throws when the same
 * call may work at the next attempt.
 */
export function slackDoor(client: WebClient, gate: Gate): MessageDoor<Message> {
  async function call<Answer>(method: string, make: () => Promise<Answer>): Promise<Answer> {
    gate.enter(method);
    return judged(gate, method, undefined, make);
  }
  /** The conversation with each person, as far as it came up: it stays the same for good. */
  const direct = new Map<string, string>();
  /** The direct messages with a person, or the channel itself. */
  async function conversationOf(to: string): Promise<string> {
    const known = PERSON.test(to) ? direct.get(to) : to;
    if (known !== undefined) return known;
    const { channel } = await call("conversations.open", () => client.conversations.open({ users: to }));
    if (channel?.id !== undefined) direct.set(to, channel.id);
    return channel?.id ?? to;
  }
  async function newestIn(channel: string, ts: string | undefined) {
    const asked = { channel, limit: NEWEST, include_all_metadata: true };
    const { messages = [] } =
      ts === undefined
        ? await call("conversations.history", () => client.conversations.history(asked))
        : await call("conversations.replies", () => client.conversations.replies({ ...asked, ts }));
    return messages;
  }
  async function find({ to, threadTs, key }: Address): Promise<PostedMessage | null> {
    const channel = await conversationOf(to);
    const found = (await newestIn(channel, threadTs)).find(({ metadata }) => isOf(metadata, key));
    return found?.ts === undefined ? null : { channel, ts: found.ts };
  }
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
      if (PERSON.test(to)) direct.set(to, channel);
      return { channel, ts };
    },
    update: async ({ channel, ts }, message) => {
      await call("chat.update", () => client.chat.update({ channel, ts, ...message }));
    },
    // What cannot be read is as good as empty: a second copy is better than none.
    find: (address) =>
      find(address).catch((error: unknown) => {
        if (error instanceof MessageRefused) return null;
        throw error;
      }),
  };
}

function isOf(metadata: { event_type?: string; event_payload?: object } | undefined, key: string): boolean {
  const { event_type: type, event_payload: payload } = metadata ?? {};
  return type === EVENT_TYPE && payload !== undefined && "key" in payload && payload.key === key;
}

/** Makes a call and says what a failure means, as above. `channel`: where a message is being posted; nothing for other calls. */
export async function judged<Answer>(
  gate: Gate,
  method: string,
  channel: string | undefined,
  call: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    const failure = judgeFailure(error);
    if (failure.kind === "final") throw new MessageRefused(failure.code);
    if (failure.kind === "passing") throw channel !== undefined && failure.mayBeDone ? new AnswerLost(error) : error;
    gate.close(method, failure.retryAfterMs, channel);
    throw new PutOff(failure.retryAfterMs, `Slack asked to wait with ${method}`);
  }
}
