/** The way to the people, as the ledger sees it: Slack, from which the use cases know no more than this. */

/** Where a message stands. */
export interface PostedMessage {
  channel: string;
  ts: string;
}

/** What is shown; only its maker knows what is in it. */
export type ShownMessage = { readonly text: string } & object;

export interface MessageDoor<Message extends ShownMessage> {
  /** `channel`: a channel's id, or a person's Slack id for a direct message. `threadTs`: the message it is an answer to. */
  post(channel: string, message: Message, threadTs?: string): Promise<PostedMessage>;
  update(at: PostedMessage, message: Message): Promise<void>;
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
