import type { WebClient } from "@slack/web-api";
import { MessageRefused } from "../../app/message/message-door.ts";
import type { Gate } from "./gate.ts";
import { judged } from "./judged.ts";

const NEWEST = 200;
/** What Slack's ids of people begin with. */
const PERSON = /^[UW]/;

/** Slack's conversations as the doors use them: what stands in them is found again there. */
export class Conversations {
  readonly #client: WebClient;
  readonly #gate: Gate;
  /** The conversation with each person, as far as it came up: it stays the same for good. */
  readonly #direct = new Map<string, string>();

  constructor(client: WebClient, gate: Gate) {
    this.#client = client;
    this.#gate = gate;
  }

  /** Makes a call when the gate lets it pass; throws like `judged`. */
  async call<Answer>(method: string, make: () => Promise<Answer>): Promise<Answer> {
    this.#gate.enter(method);
    return judged(this.#gate, method, undefined, make);
  }

  /** The direct messages with a person, or the channel itself. */
  async idOf(to: string): Promise<string> {
    const known = PERSON.test(to) ? this.#direct.get(to) : to;
    if (known !== undefined) return known;
    const { channel } = await this.call("conversations.open", () => this.#client.conversations.open({ users: to }));
    if (channel?.id !== undefined) this.remember(to, channel.id);
    return channel?.id ?? to;
  }

  /** Notes where messages to a person have turned out to go. */
  remember(to: string, channel: string): void {
    if (PERSON.test(to)) this.#direct.set(to, channel);
  }

  /** The newest messages there, or in the thread of that message; none where they cannot be read: a second copy is better than none. */
  async newestIn(to: string, ts?: string) {
    try {
      const asked = { channel: await this.idOf(to), limit: NEWEST, include_all_metadata: true };
      const { messages = [] } =
        ts === undefined
          ? await this.call("conversations.history", () => this.#client.conversations.history(asked))
          : await this.call("conversations.replies", () => this.#client.conversations.replies({ ...asked, ts }));
      return messages;
    } catch (error) {
      if (error instanceof MessageRefused) return [];
      throw error;
    }
  }
}
