import type { Audience } from "./audience.ts";

const KEPT = 20;

export interface Notice {
  id: number;
  text: string;
}

/** What Slack itself tells people. */
export class Notices {
  readonly #notices = new Map<string, Notice[]>();
  readonly #audience: Audience;

  constructor(audience: Audience) {
    this.#audience = audience;
  }

  of(personId: string): Notice[] {
    return this.#notices.get(personId) ?? [];
  }

  tell(personId: string, text: string): void {
    const before = this.of(personId);
    const id = (before.at(-1)?.id ?? 0) + 1;
    this.#notices.set(personId, [...before, { id, text }].slice(-KEPT));
    this.#audience.changed(personId);
  }
}
