import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../../lib/clock.ts";
import type { Act, SandboxPerson, Screen } from "../contract.ts";
import { fingerprint } from "./match.ts";
import type { Talk } from "./talk.ts";

const POLL_MS = 15;

/** Here all that the person sees at once comes with the app's acknowledgement. */
const ANSWERED_AT_ONCE: ReadonlySet<Act["do"]> = new Set(["submit", "close"]);

/** A person before their screen: acts, and waits for what comes of it. */
export class Presence {
  readonly person: SandboxPerson;
  readonly talk: Talk;
  readonly patienceMs: number;
  #noticesRead = 0;

  constructor(person: SandboxPerson, talk: Talk, patienceMs: number) {
    this.person = person;
    this.talk = talk;
    this.patienceMs = patienceMs;
  }

  /** Looks until `find` finds something, or patience ends; what it found then. */
  async until<T>(find: (screen: Screen) => T | undefined, withinMs = this.patienceMs): Promise<T | undefined> {
    const deadline = systemClock.now().getTime() + withinMs;
    for (;;) {
      const found = find(await this.talk.screen());
      if (found !== undefined || systemClock.now().getTime() > deadline) return found;
      await sleep(POLL_MS);
    }
  }

  /** Acts, and waits until the app has shown something new, as far as patience goes. */
  async does(act: Act): Promise<void> {
    const screen = await this.talk.screen();
    const before = fingerprint(screen);
    this.#noticesRead = screen.notices.at(-1)?.id ?? 0;
    const after = await this.talk.act(act);
    if (!ANSWERED_AT_ONCE.has(act.do) && fingerprint(after) === before)
      await this.until((screen) => fingerprint(screen) !== before || undefined);
  }

  /** What Slack has told the person since they last acted. */
  freshNotices({ notices }: Screen): string[] {
    return notices.filter(({ id }) => id > this.#noticesRead).map(({ text }) => text);
  }

  /** Acts where the app is not told, so that nothing need be waited for. */
  async doesQuietly(act: Act): Promise<void> {
    await this.talk.act(act);
  }
}
