/** The way to the people, as the ledger sees it: Slack, from which the use cases know no more than this. */

/** Where a message stands. */
export interface PostedMessage {
  channel: string;
  ts: string;
}

/** What is shown; only its maker knows what is in it. */
export type ShownMessage = { readonly text: string } & object;

/** Where a message goes, and by what it is known there. */
export interface Address {
  /** A channel's id, or a person's Slack id for a direct message. */
  to: string;
  /** The message it is an answer to. */
  threadTs?: string;
  /** What no other message has; whoever can read the conversation may see it. */
  key: string;
}

export interface MessageDoor<Message extends ShownMessage> {
  /** Throws AnswerLost where nobody knows whether the message stands there now. */
  post(address: Address, message: Message): Promise<PostedMessage>;
  update(at: PostedMessage, message: Message): Promise<void>;
  /** Looks among the newest messages there for the one of this key; null where there is none, or none can be read. */
  find(address: Address): Promise<PostedMessage | null>;
}

/** The door's answer did not come, or says nothing: the message may have been posted, or not. */
export class AnswerLost extends Error {
  constructor(cause: unknown) {
    super("Slack's answer was lost", { cause });
    this.name = "AnswerLost";
  }
}

/** The door's answer that will not change: the channel is gone, the person cannot be reached, the message was deleted. */
export class MessageRefused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`Slack refuses the message: ${code}`);
    this.name = "MessageRefused";
    this.code = code;
  }

  /** The message stood there once and cannot be changed any more; the place itself may be in order. */
  get isGoneMessage(): boolean {
    return GONE_MESSAGE.has(this.code);
  }
}

const GONE_MESSAGE = new Set(["message_not_found", "cant_update_message", "edit_window_closed"]);
