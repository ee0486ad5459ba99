import { type Conversation, existing, type StoredMessage } from "../conversations.ts";
import { messagePayload } from "../delivery/payloads.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { acceptedMessage } from "../view/accept.ts";
import type { Args } from "./args.ts";
import { RateLimited } from "./rate-limited.ts";

/** Where the bot may post: its own channels, the direct conversations, and any public channel if its scopes say so. */
function postable(sandbox: Sandbox, channel: string | undefined): Conversation {
  const { conversations, people, bot, workspace } = sandbox;
  const person = people.find(channel);
  const found = existing(person && !person.deactivated ? conversations.direct(person.id) : conversations.find(channel));
  if (found.kind === "direct" && workspace.messagesTab === false) throw new SlackRefusal("messages_tab_disabled");
  if (found.botIsMember) return found;
  if (found.isPrivate) throw new SlackRefusal("channel_not_found");
  if (!bot.scopes.includes("chat:write.public")) throw new SlackRefusal("not_in_channel");
  return found;
}

function metadataIn(args: Args): object | undefined {
  const metadata = args.json("metadata");
  return typeof metadata === "object" && metadata !== null ? metadata : undefined;
}

export function chatPostMessage(sandbox: Sandbox, args: Args): object {
  const conversation = postable(sandbox, args.text("channel"));
  const { text, blocks } = acceptedMessage(args.all());
  const wait = sandbox.rates.countPost(conversation.id);
  if (wait !== undefined) throw new RateLimited(wait);
  const message = sandbox.conversations.post(conversation, {
    author: sandbox.bot.userId,
    text,
    blocks,
    metadata: metadataIn(args),
    threadTs: args.text("thread_ts"),
  });
  return { channel: conversation.id, ts: message.ts, message: messagePayload(sandbox, message) };
}

export function chatPostEphemeral(sandbox: Sandbox, args: Args): object {
  const conversation = postable(sandbox, args.text("channel"));
  const person = sandbox.people.find(args.text("user"));
  if (!person || person.deactivated || !conversation.members.has(person.id))
    throw new SlackRefusal("user_not_in_channel");
  const { text, blocks } = acceptedMessage(args.all());
  const message = sandbox.conversations.post(conversation, {
    author: sandbox.bot.userId,
    text,
    blocks,
    onlyFor: person.id,
  });
  return { message_ts: message.ts };
}

function ownMessage(
  sandbox: Sandbox,
  args: Args,
  otherwise: string,
): { conversation: Conversation; message: StoredMessage } {
  const conversation = existing(sandbox.conversations.find(args.text("channel")));
  const message = sandbox.conversations.message(conversation, args.text("ts"));
  if (!message || message.onlyFor !== undefined) throw new SlackRefusal("message_not_found");
  if (message.author !== sandbox.bot.userId) throw new SlackRefusal(otherwise);
  return { conversation, message };
}

export function chatUpdate(sandbox: Sandbox, args: Args): object {
  const { conversation, message } = ownMessage(sandbox, args, "cant_update_message");
  const { text, blocks } = acceptedMessage(args.all());
  const metadata = metadataIn(args);
  if (metadata) message.metadata = metadata;
  sandbox.conversations.edit(
    conversation,
    message,
    args.has("text") || args.has("markdown_text") ? text : undefined,
    blocks,
  );
  return { channel: conversation.id, ts: message.ts, text: message.text, message: messagePayload(sandbox, message) };
}

export function chatDelete(sandbox: Sandbox, args: Args): object {
  const { conversation, message } = ownMessage(sandbox, args, "cant_delete_message");
  sandbox.conversations.remove(conversation, message);
  return { channel: conversation.id, ts: message.ts };
}
