import { secretText } from "./ids.ts";
import { SlackRefusal } from "./refusal.ts";

const MAX_USES = 5;
const LIFETIME_MS = 30 * 60_000;

/** Where an answer through a response URL lands. */
export interface ResponseTarget {
  personId: string;
  conversationId: string;
  /** The message whose button was pressed, which may be replaced or deleted. */
  messageTs?: string;
}

interface ResponseUrl extends ResponseTarget {
  expiresAt: number;
  uses: number;
}

/** Response URLs: five uses within half an hour. */
export class ResponseUrls {
  readonly #urls = new Map<string, ResponseUrl>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** A new one; what is returned is the secret last part of its path. */
  issue(target: ResponseTarget): string {
    const secret = secretText();
    this.#urls.set(secret, { ...target, expiresAt: this.#now().getTime() + LIFETIME_MS, uses: 0 });
    return secret;
  }

  /** Counts one use, and says where the answer goes. */
  use(secret: string): ResponseTarget {
    const url = this.#urls.get(secret);
    if (!url || this.#now().getTime() > url.expiresAt) throw new SlackRefusal("expired_url");
    if (url.uses >= MAX_USES) throw new SlackRefusal("used_url");
    url.uses += 1;
    return url;
  }
}
