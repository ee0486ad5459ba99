import type { Clock } from "../../lib/clock.ts";
import { fingerprint } from "../../lib/fingerprint.ts";
import { PutOff } from "../../lib/put-off.ts";
import {
  claimMessage,
  forgetMessage,
  recordFailure,
  recordShown,
  releaseClaim,
} from "../../store/query/message-ledger.ts";
import type { Claim, LedgerKey } from "../../store/query/message-ledger.ts";
import type { Database } from "../../store/database.ts";
import { MessageRefused } from "./message-door.ts";
import type { MessageDoor, PostedMessage, ShownMessage } from "./message-door.ts";

export type { LedgerKey } from "../../store/query/message-ledger.ts";

/** What one message should be, as things are now. */
export interface Desired<Message extends ShownMessage> {
  message: Message;
  /** Where it is posted when there is none: a channel, or a person's Slack id. */
  to: string;
  threadTs?: string;
  /** Whether it is worth posting when there is none. What is over is only brought in line where it stands. */
  mayPost: boolean;
  /** Whether nothing will ever be said in its place, so that the next one of its kind is a message of its own. */
  isLast?: boolean;
}

export type Outcome =
  | ({ kind: "shown" } & PostedMessage)
  | { kind: "nothing" }
  /** It cannot be shown for good, and the ledger says why. */
  | { kind: "failed"; code: string };

export interface LedgerDeps {
  database: Database;
  clock: Clock;
}

/** How long a job waits for another worker that is at the same message. */
const BUSY_MS = 1_000;

/**
 * Brings one message in line with what it should be: posted where there is none, changed where it shows something else,
 * left alone where it is right. One worker at a time does so, and `desired` is asked while the claim is held, so
 * whoever comes last shows the last state. Null: there is nothing to say, or nothing more.
 *
 * A refusal for good is noted and not repeated; a message that was deleted by hand is posted anew. Throws PutOff, or
 * what the door throws, when the job should be tried again. Only a crash between the door's answer and the note, or an
 * answer that was lost, can make a second copy: Slack takes no key by which it would know the first.
 */
export async function keepInLine<Message extends ShownMessage>(
  { database: { read: db }, clock }: LedgerDeps,
  door: MessageDoor<Message>,
  key: LedgerKey,
  desired: () => Promise<Desired<Message> | null>,
): Promise<Outcome> {
  const claim = await claimMessage(db, key, clock.now());
  if (claim === "busy") throw new PutOff(BUSY_MS, "another worker is at the same message");
  if ("failure" in claim) return { kind: "failed", code: claim.failure };
  try {
    const wanted = await desired();
    if (!wanted || (!claim.posted && !wanted.mayPost)) {
      await releaseClaim(db, claim);
      return claim.posted ? { kind: "shown", ...claim.posted } : { kind: "nothing" };
    }
    const shown = fingerprint(wanted.message);
    const posted = await show(door, claim, wanted, shown);
    if (wanted.isLast) await forgetMessage(db, claim);
    else await recordShown(db, claim, { ...posted, shown }, clock.now());
    return { kind: "shown", ...posted };
  } catch (error) {
    if (!(error instanceof MessageRefused)) {
      await releaseClaim(db, claim);
      throw error;
    }
    await recordFailure(db, claim, error.code, clock.now());
    return { kind: "failed", code: error.code };
  }
}

async function show<Message extends ShownMessage>(
  door: MessageDoor<Message>,
  { posted, shown }: Claim,
  { to, message, threadTs, mayPost }: Desired<Message>,
  wanted: string,
): Promise<PostedMessage> {
  const post = async () => {
    const { channel, ts } = await door.post(to, message, threadTs);
    return { channel, ts };
  };
  if (!posted) return post();
  if (shown === wanted) return posted;
  try {
    await door.update(posted, message);
    return posted;
  } catch (error) {
    if (mayPost && error instanceof MessageRefused && error.isGoneMessage) return post();
    throw error;
  }
}
