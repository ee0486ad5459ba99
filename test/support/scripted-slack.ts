/** A Slack that keeps its messages and answers as told. */
import { AnswerLost, MessageRefused } from "../../src/app/message/message-door.ts";
import type { Address, MessageDoor, PostedMessage } from "../../src/app/message/message-door.ts";
import type { Message } from "../../src/slack/command/message.ts";

export interface Call {
  method: "post" | "update" | "find";
  /** As it was called: a channel's id, or a person's Slack id. */
  channel: string;
  threadTs?: string;
  message?: Message;
}

interface Kept {
  to: string;
  key: string;
  ts: string;
  message: Message;
  threadTs: string | undefined;
}

export class ScriptedSlack implements MessageDoor<Message> {
  readonly calls: Call[] = [];
  readonly messages: Kept[] = [];
  /** What happens instead of the next calls, one for each; null lets a call pass. */
  readonly answers: (Error | null)[] = [];
  /** When the connection breaks at the next posts, one for each: before or after the message is there. */
  readonly lostPosts: ("before" | "after")[] = [];
  /** Channels and people that cannot be written to, and Slack's code for it. */
  readonly closed = new Map<string, string>();
  /** Runs within each call, before it is answered. */
  during: (call: Call) => Promise<void> = async () => {};

  async post({ to: channel, threadTs, key }: Address, message: Message): Promise<PostedMessage> {
    await this.#called({ method: "post", channel, message, ...(threadTs !== undefined && { threadTs }) });
    const loss = this.lostPosts.shift();
    const ts = `${this.calls.length}.000`;
    if (loss !== "before") this.messages.push({ to: channel, key, ts, message, threadTs });
    if (loss !== undefined) throw new AnswerLost(new Error("fetch failed"));
    return { channel, ts };
  }

  async find({ to: channel, key }: Address): Promise<PostedMessage | null> {
    await this.#called({ method: "find", channel });
    const kept = this.messages.find((one) => one.to === channel && one.key === key);
    return kept ? { channel, ts: kept.ts } : null;
  }

  async update({ channel, ts }: PostedMessage, message: Message): Promise<void> {
    await this.#called({ method: "update", channel, message });
    const kept = this.messages.find((one) => one.to === channel && one.ts === ts);
    if (!kept) throw new MessageRefused("message_not_found");
    kept.message = message;
  }

  /** Somebody deletes every message to that channel or person. */
  deleteAll(to: string): void {
    this.messages.splice(0, this.messages.length, ...this.messages.filter((message) => message.to !== to));
  }

  /** The messages that a channel or a person has, oldest first, as they read now. */
  shownTo(to: string): string[] {
    return this.messages.filter((message) => message.to === to).map(({ message }) => textOf(message));
  }

  async #called(call: Call): Promise<void> {
    this.calls.push(call);
    await this.during(call);
    const answer = this.answers.shift();
    if (answer) throw answer;
    const refusal = this.closed.get(call.channel);
    if (refusal !== undefined) throw new MessageRefused(refusal);
  }
}

/** All that a message says, and its buttons in brackets. */
export function textOf({ blocks }: Message): string {
  return blocks
    .map((block) => {
      if (block.type === "actions")
        return block.elements.map((one) => (one.type === "button" ? `[${one.text.text}]` : "")).join(" ");
      if (block.type === "context") return block.elements.map((one) => ("text" in one ? one.text : "")).join(" ");
      return "text" in block && typeof block.text === "object" ? block.text.text : "";
    })
    .join("\n");
}
