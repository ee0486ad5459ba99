import type { Conversation, StoredMessage } from "../conversations.ts";
import { messagePayload } from "../delivery/payloads.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Args } from "./args.ts";
import { refuseWithoutScope, typeOf, visible } from "./conversations.ts";
import { pageOf } from "./pages.ts";

const TIMESTAMP = /^\d+(\.\d{1,6})?$/u;

/** A conversation that the bot may read back: one that it is in. */
function readable(sandbox: Sandbox, args: Args): Conversation {
  const conversation = visible(sandbox.conversations.find(args.text("channel")));
  refuseWithoutScope(sandbox, typeOf(conversation), "history");
  if (!conversation.botIsMember) throw new SlackRefusal("not_in_channel");
  return conversation;
}

/** The messages between `oldest` and `latest`, the ends with `inclusive` only; nobody reads back ephemeral ones. */
function within(messages: readonly StoredMessage[], args: Args): StoredMessage[] {
  const [oldest, latest] = [moment(args, "oldest"), moment(args, "latest")];
  const isInclusive = args.flag("inclusive");
  return messages.filter(({ ts, onlyFor }) => {
    const isAfter = oldest === undefined || Number(ts) > oldest || (isInclusive && Number(ts) === oldest);
    const isBefore = latest === undefined || Number(ts) < latest || (isInclusive && Number(ts) === latest);
    return onlyFor === undefined && isAfter && isBefore;
  });
}

function moment(args: Args, name: "oldest" | "latest"): number | undefined {
  const text = args.text(name);
  if (text !== undefined && !TIMESTAMP.test(text)) throw new SlackRefusal(`invalid_ts_${name}`);
  return text === undefined ? undefined : Number(text);
}

function answer(sandbox: Sandbox, messages: StoredMessage[], args: Args): object {
  const { page, response_metadata } = pageOf(messages, args);
  const isWithMetadata = args.flag("include_all_metadata");
  const shown = page.map((message) => {
    const { metadata, ...rest } = messagePayload(sandbox, message);
    return isWithMetadata && metadata ? { ...rest, metadata } : rest;
  });
  return { messages: shown, has_more: response_metadata.next_cursor !== "", response_metadata };
}

/** The newest message first, without what was said in threads. */
export function conversationsHistory(sandbox: Sandbox, args: Args): object {
  const { messages } = readable(sandbox, args);
  const top = within(messages, args).filter(({ threadTs }) => threadTs === undefined);
  return answer(sandbox, top.toReversed(), args);
}

/** A message and the answers to it, the oldest first. */
export function conversationsReplies(sandbox: Sandbox, args: Args): object {
  const { messages } = readable(sandbox, args);
  const ts = args.text("ts");
  if (!messages.some((message) => message.ts === ts)) throw new SlackRefusal("thread_not_found");
  const thread = messages.filter((message) => message.ts === ts || message.threadTs === ts);
  return answer(sandbox, within(thread, args), args);
}
