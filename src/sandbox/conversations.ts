import type { KnownBlock, PlainTextOption } from "@slack/types";
import type { Audience } from "./audience.ts";
import type { StateValues } from "./contract.ts";
import { slackId } from "./ids.ts";
import { SlackRefusal } from "./refusal.ts";
import { withIds } from "./view/elements.ts";
import type { WorkspaceChannel } from "./workspace.ts";

/** A file as the message says of it that shows it. */
export interface SharedFile {
  id: string;
  name: string;
  title: string;
}

export interface StoredMessage {
  ts: string;
  author: string;
  text: string;
  blocks: KnownBlock[];
  metadata?: object;
  files?: readonly SharedFile[];
  threadTs?: string;
  /** The only person who sees it. */
  onlyFor?: string;
  edited: boolean;
  /** What the message said before each edit, oldest first. */
  earlier: { text: string; blocks: KnownBlock[] }[];
  /** person id -> what they have chosen in it. */
  values: Map<string, StateValues>;
  offered: Map<string, PlainTextOption[]>;
}

export interface Conversation {
  id: string;
  name: string;
  kind: "channel" | "direct";
  isPrivate: boolean;
  members: Set<string>;
  botIsMember: boolean;
  messages: StoredMessage[];
}

export interface NewMessage {
  author: string;
  text: string;
  blocks?: KnownBlock[] | undefined;
  metadata?: object | undefined;
  files?: readonly SharedFile[];
  threadTs?: string | undefined;
  onlyFor?: string | undefined;
}

function fromChannel({ id, name, isPrivate, members, botIsMember }: WorkspaceChannel): Conversation {
  return { id, name, kind: "channel", isPrivate, members: new Set(members), botIsMember, messages: [] };
}

/** Channels and the bot's direct conversations, with their messages. */
export class Conversations {
  readonly #conversations: Conversation[];
  readonly #audience: Audience;
  readonly #now: () => Date;
  readonly #botName: string;
  #lastStamp = 0;

  constructor(channels: WorkspaceChannel[], botName: string, audience: Audience, now: () => Date) {
    this.#conversations = channels.map(fromChannel);
    this.#botName = botName;
    this.#audience = audience;
    this.#now = now;
  }

  all(): Conversation[] {
    return this.#conversations;
  }

  find(id: unknown): Conversation | undefined {
    return this.#conversations.find((conversation) => conversation.id === id);
  }

  /** The person's direct conversation with the bot, made when first asked for. */
  direct(personId: string): Conversation {
    const known = this.#conversations.find(({ kind, members }) => kind === "direct" && members.has(personId));
    if (known) return known;
    const made: Conversation = {
      id: slackId("D"),
      name: this.#botName,
      kind: "direct",
      isPrivate: true,
      members: new Set([personId]),
      botIsMember: true,
      messages: [],
    };
    this.#conversations.push(made);
    return made;
  }

  message(conversation: Conversation, ts: unknown): StoredMessage | undefined {
    return conversation.messages.find((message) => message.ts === ts);
  }

  post(conversation: Conversation, { author, text, blocks, ...rest }: NewMessage): StoredMessage {
    const message: StoredMessage = {
      ts: this.timestamp(),
      author,
      text,
      blocks: withIds(blocks ?? []),
      ...(rest.metadata && { metadata: rest.metadata }),
      ...(rest.files && { files: rest.files }),
      ...(rest.threadTs && { threadTs: rest.threadTs }),
      ...(rest.onlyFor && { onlyFor: rest.onlyFor }),
      edited: false,
      earlier: [],
      values: new Map(),
      offered: new Map(),
    };
    conversation.messages.push(message);
    this.touch(conversation, message);
    return message;
  }

  /** Says something else in the message's place. An edit of blocks alone leaves no "edited" mark. */
  edit(
    conversation: Conversation,
    message: StoredMessage,
    text: string | undefined,
    blocks: KnownBlock[] | undefined,
  ): void {
    message.earlier.push({ text: message.text, blocks: message.blocks });
    message.edited ||= text !== undefined && text !== message.text;
    message.text = text ?? message.text;
    message.blocks = withIds(blocks ?? []);
    this.touch(conversation, message);
  }

  remove(conversation: Conversation, message: StoredMessage): void {
    conversation.messages = conversation.messages.filter((one) => one !== message);
    this.touch(conversation, message);
  }

  /** A moment in Slack's form, never the same twice. */
  timestamp(): string {
    this.#lastStamp = Math.max(this.#lastStamp + 1, this.#now().getTime() * 1000);
    return `${Math.floor(this.#lastStamp / 1_000_000)}.${String(this.#lastStamp % 1_000_000).padStart(6, "0")}`;
  }

  /** Whoever sees the message has a changed screen. */
  touch(conversation: Conversation, message: StoredMessage): void {
    const readers = message.onlyFor ? [message.onlyFor] : conversation.members;
    for (const reader of readers) this.#audience.changed(reader);
  }
}

/** The conversation by its id, or Slack's refusal. */
export function existing(conversation: Conversation | undefined): Conversation {
  if (!conversation) throw new SlackRefusal("channel_not_found");
  return conversation;
}
