import { App } from "@slack/bolt";
import type { AppOptions, ReceiverEvent } from "@slack/bolt";
import { listenerName } from "./listener-name.ts";

/** Told how long Slack waited for an answer. */
export type OnAck = (listener: string, seconds: number) => void;

/**
 * Bolt's App, which also counts what is under way and measures how long Slack waits for each answer. A global middleware
 * could not: what it puts in place of `ack` does not reach the listeners.
 */
export class ObservedApp extends App {
  readonly #onAck: OnAck;
  #underWay = 0;
  #onIdle: (() => void)[] = [];

  constructor(options: AppOptions, onAck: OnAck) {
    super(options);
    this.#onAck = onAck;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const since = performance.now();
    const ack: ReceiverEvent["ack"] = async (response) => {
      await event.ack(response);
      this.#onAck(listenerName(event.body), (performance.now() - since) / 1000);
    };
    this.#underWay += 1;
    try {
      await super.processEvent({ ...event, ack });
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) for (const tell of this.#onIdle.splice(0)) tell();
    }
  }

  /** Resolves when no listener works any more, also those that go on after their answer. */
  async idle(): Promise<void> {
    if (this.#underWay > 0) await new Promise<void>((resolve) => this.#onIdle.push(resolve));
  }
}
