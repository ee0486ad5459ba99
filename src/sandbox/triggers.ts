import { secretText } from "./ids.ts";
import { SlackRefusal } from "./refusal.ts";

const LIFETIME_MS = 3_000;

interface Trigger {
  personId: string;
  expiresAt: number;
  used: boolean;
}

/** Trigger ids: each lets the app show one modal, to the person who acted, within three seconds. */
export class Triggers {
  readonly #triggers = new Map<string, Trigger>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  issue(personId: string): string {
    const id = `${this.#triggers.size + 1}.${this.#now().getTime()}.${secretText()}`;
    this.#triggers.set(id, { personId, expiresAt: this.#now().getTime() + LIFETIME_MS, used: false });
    return id;
  }

  /** Whose trigger it is, or Slack's reason why it no longer counts. */
  check(id: unknown): string {
    const trigger = typeof id === "string" ? this.#triggers.get(id) : undefined;
    if (!trigger) throw new SlackRefusal("invalid_trigger_id");
    if (trigger.used) throw new SlackRefusal("exchanged_trigger_id");
    if (this.#now().getTime() > trigger.expiresAt) throw new SlackRefusal("expired_trigger_id");
    return trigger.personId;
  }

  /** The trigger has shown its modal. */
  use(id: string): void {
    const trigger = this.#triggers.get(id);
    if (trigger) trigger.used = true;
  }
}
