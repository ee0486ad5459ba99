import type { RateTier } from "./methods.ts";

const MINUTE_MS = 60_000;
const CALLS_PER_MINUTE: Readonly<Record<RateTier, number>> = {
  t2: 20,
  t3: 50,
  t4: 100,
  special: 300,
  none: Number.POSITIVE_INFINITY,
};

/** How strictly calls are counted: as Slack does, or so that only a runaway bot is stopped. */
export type RateRegime = "slack" | "generous";
const GENEROUS_FACTOR = 100;

/** Posting is limited to about one message a second in each channel, with short bursts allowed. */
const POSTS_PER_CHANNEL = { calls: 5, withinMs: 5_000 };

/** Counts the bot's calls by method, and messages by channel. */
export class Rates {
  regime: RateRegime;
  readonly #calls = new Map<string, number[]>();
  readonly #now: () => Date;

  constructor(regime: RateRegime, now: () => Date) {
    this.regime = regime;
    this.#now = now;
  }

  /** Counts one call; the seconds to wait when it is one too many. */
  count(method: string, tier: RateTier): number | undefined {
    return this.#take(method, CALLS_PER_MINUTE[tier], MINUTE_MS);
  }

  /** Counts one message posted to the channel; the seconds to wait when it is one too many. */
  countPost(channelId: string): number | undefined {
    return this.#take(`post ${channelId}`, POSTS_PER_CHANNEL.calls, POSTS_PER_CHANNEL.withinMs);
  }

  #take(key: string, allowed: number, withinMs: number): number | undefined {
    const now = this.#now().getTime();
    const limit = this.regime === "slack" ? allowed : allowed * GENEROUS_FACTOR;
    const recent = (this.#calls.get(key) ?? []).filter((at) => at > now - withinMs);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= limit) return Math.max(1, Math.ceil((oldest + withinMs - now) / 1000));
    this.#calls.set(key, [...recent, now]);
    return undefined;
  }
}
