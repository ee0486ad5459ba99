import { PutOff } from "../../lib/put-off.ts";

/** Slack takes about one message a second in a channel, and short bursts. */
const POST_EVERY_MS = 1_000;
const POSTS_AT_ONCE = 3;
/** Of the hundred a minute that Slack takes of all Home tabs, these go at once, and then one a second (slack.md C5). */
const PUBLISHES_AT_ONCE = 20;
/** Whoever waits longer asks again then; by that time the line has moved. */
const LONGEST_LINE_MS = 30_000;

/** One thing that Slack limits: a method, or posting into one channel. */
interface Lane {
  /** Until when Slack has asked not to call. */
  closedUntil: number;
  /** When everything that was posted would be posted, at one message a second. */
  spentUntil: number;
  /** The place in line that was given out last. */
  lastPlace: number;
}

/**
 * Knows until when not to call Slack, for each method and, for posting, for each channel. Whoever may not call now is
 * put off, each to a moment of their own; nobody else is held back.
 */
export class Gate {
  readonly #lanes = new Map<string, Lane>();
  readonly #now: () => number;

  /** `now`: milliseconds that only ever go forward. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Passes when the method may be called now; throws PutOff when not. */
  enter(method: string): void {
    const lane = this.#lanes.get(method);
    if (lane) this.#refuseUntil(lane.closedUntil, lane, method);
  }

  /** The same for a message to a channel, which is then counted. */
  enterToPost(channel: string): void {
    this.#enterCounted(laneOf("chat.postMessage", channel), POSTS_AT_ONCE);
  }

  /** The same for the Home tab of somebody who did not ask for it, so that those who did find Slack free. */
  enterToPublish(): void {
    this.#enterCounted("views.publish", PUBLISHES_AT_ONCE);
  }

  #enterCounted(name: string, atOnce: number): void {
    const now = this.#now();
    const lane = this.#lane(name);
    this.#refuseUntil(Math.max(lane.closedUntil, lane.spentUntil - (atOnce - 1) * POST_EVERY_MS), lane, name);
    lane.spentUntil = Math.max(lane.spentUntil, now) + POST_EVERY_MS;
    this.#sweep(now);
  }

  /** Slack has asked not to call for so long. */
  close(method: string, forMs: number, channel?: string): void {
    const lane = this.#lane(laneOf(method, channel));
    lane.closedUntil = Math.max(lane.closedUntil, this.#now() + forMs);
  }

  #refuseUntil(opensAt: number, lane: Lane, name: string): void {
    const now = this.#now();
    if (opensAt <= now) return;
    const next = Math.max(opensAt, lane.lastPlace + POST_EVERY_MS);
    lane.lastPlace = next - now > LONGEST_LINE_MS ? opensAt : next;
    throw new PutOff(lane.lastPlace - now, `Slack takes no more calls of ${name} just now`);
  }

  #lane(name: string): Lane {
    const known = this.#lanes.get(name);
    if (known) return known;
    const lane = { closedUntil: 0, spentUntil: 0, lastPlace: 0 };
    this.#lanes.set(name, lane);
    return lane;
  }

  /** Forgets the lanes that are open again, once there are many. */
  #sweep(now: number): void {
    if (this.#lanes.size < 5_000) return;
    for (const [name, lane] of this.#lanes)
      if (Math.max(lane.closedUntil, lane.spentUntil, lane.lastPlace) <= now) this.#lanes.delete(name);
  }
}

function laneOf(method: string, channel: string | undefined): string {
  return channel === undefined ? method : `${method} ${channel}`;
}
