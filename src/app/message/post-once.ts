import type { Clock } from "../../lib/clock.ts";
import { claimMessage, recordFailure, recordPosted, releaseClaim } from "../../store/query/message-ledger.ts";
import type { LedgerKey } from "../../store/query/message-ledger.ts";
import type { Database } from "../../store/database.ts";

export type { LedgerKey } from "../../store/query/message-ledger.ts";

/** Where a message stands in Slack. */
export interface PostedMessage {
  channel: string;
  ts: string;
}

interface LedgerDeps {
  database: Database;
  clock: Clock;
}

/**
 * Posts a message unless it has been posted before, and notes where it stands. `post` gives null when there is nothing
 * to post any more. Throws what `post` throws, so that the job is tried again. Only a crash between Slack's answer and
 * the note can make a second copy: Slack takes no key by which it would know the first.
 */
export async function postOnce(
  { database: { read: db }, clock }: LedgerDeps,
  key: LedgerKey,
  post: () => Promise<PostedMessage | null>,
): Promise<void> {
  const claim = await claimMessage(db, key, clock.now());
  if (claim === "settled") return;
  if (claim === "busy") throw new Error("the message is being posted by another worker");
  try {
    const posted = await post();
    if (posted) await recordPosted(db, key, { channel: posted.channel, ts: posted.ts }, clock.now());
    else await releaseClaim(db, key);
  } catch (error) {
    await releaseClaim(db, key);
    throw error;
  }
}

/** Notes that a message will never be posted, then tells whoever waits for it; once, however often it is called. */
export async function giveUpMessage(
  { database: { read: db }, clock }: LedgerDeps,
  key: LedgerKey,
  code: string,
  explain: () => Promise<void>,
): Promise<void> {
  if (await recordFailure(db, key, code, clock.now())) await explain();
}
