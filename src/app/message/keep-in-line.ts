import type { Clock } from "../../lib/clock.ts";
import { fingerprint } from "../../lib/fingerprint.ts";
import { PutOff } from "../../lib/put-off.ts";
import {
  claimMessage,
  forgetMessage,
  recordFailure,
  recordShown,
  releaseClaim,
  releaseUncertain,
  renewClaim,
} from "../../store/query/message-ledger.ts";
import type { Claim, LedgerKey } from "../../store/query/message-ledger.ts";
import { peopleById } from "../../store/query/person.ts";
import type { Database, Reader } from "../../store/database.ts";
import { AnswerLost, MessageRefused } from "./message-door.ts";
import type { Address, MessageDoor, PostedMessage, ShownMessage } from "./message-door.ts";

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
const BUSY_MS = 250;

/**
 * Brings one message in line with what it should be: posted where there is none, changed where it shows something else,
 * left alone where it is right. One worker at a time does so, and `desired` is asked while the claim is held, so
 * whoever comes last shows the last state. Null: there is nothing to say, or nothing more.
 *
 * A refusal for good is noted and not repeated; a message that was deleted by hand is posted anew. Throws PutOff, or
 * what the door throws, when the job should be tried again. After a crash between the door's answer and the note, or an
 * answer that was lost, the message is looked for before it is posted again.
 */
export async function keepInLine<Message extends ShownMessage>(
  { database: { read: db }, clock }: LedgerDeps,
  door: MessageDoor<Message>,
  key: LedgerKey,
  desired: () => Promise<Desired<Message> | null>,
): Promise<Outcome> {
  const claimed = await claimMessage(db, key, clock.now());
  if (claimed === "busy") throw busy();
  if ("failure" in claimed) return { kind: "failed", code: claimed.failure };
  let claim: Claim = claimed;
  try {
    const wanted = await desired();
    if (wanted && !claim.posted && claim.isUncertain) claim = await findAgain({ db, clock }, door, claim, wanted);
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
    if (error instanceof MessageRefused) {
      await recordFailure(db, claim, error.code, clock.now());
      return { kind: "failed", code: error.code };
    }
    await (error instanceof AnswerLost ? releaseUncertain(db, claim) : releaseClaim(db, claim));
    throw error;
  }
}

function busy(): PutOff {
  return new PutOff(BUSY_MS, "another worker is at the same message");
}

/** Looks for a message that may have been posted unnoticed; what it finds shows nobody knows what. */
async function findAgain<Message extends ShownMessage>(
  { db, clock }: { db: Reader; clock: Clock },
  door: MessageDoor<Message>,
  claim: Claim,
  wanted: Desired<Message>,
): Promise<Claim> {
  const address = addressOf(claim, wanted);
  const to = address.to === "" ? await placeOf(db, claim.key.recipient) : address.to;
  const posted = to === null ? null : await door.find({ ...address, to });
  // Looking takes its time, and posting begins only now.
  const renewed = await renewClaim(db, claim, clock.now());
  if (!renewed) throw busy();
  return { ...renewed, posted, shown: null, isUncertain: false };
}

/** The person's Slack id; null for anything that is no person's id. */
async function placeOf(db: Reader, recipient: string): Promise<string | null> {
  const [person] = await peopleById(db, [recipient]);
  return person?.slackUserId ?? null;
}

function addressOf<Message extends ShownMessage>({ id }: Claim, { to, threadTs }: Desired<Message>): Address {
  return { to, key: id, ...(threadTs !== undefined && { threadTs }) };
}

/** The message was deleted, or the conversation that it was in; one with a person can be opened anew by their id. */
function isGone(refusal: MessageRefused, posted: PostedMessage, { to }: Address): boolean {
  return refusal.isGoneMessage || (refusal.code === "channel_not_found" && posted.channel !== to);
}

async function show<Message extends ShownMessage>(
  door: MessageDoor<Message>,
  claim: Claim,
  desired: Desired<Message>,
  wanted: string,
): Promise<PostedMessage> {
  const { posted, shown, isUncertain } = claim;
  const { message, mayPost } = desired;
  const address = addressOf(claim, desired);
  if (!posted) return door.post(address, message);
  if (shown === wanted) return posted;
  try {
    await door.update(posted, message);
    return posted;
  } catch (error) {
    if (!mayPost || !(error instanceof MessageRefused && isGone(error, posted, address))) throw error;
  }
  const second = isUncertain ? await door.find(address) : null;
  if (!second) return door.post(address, message);
  await door.update(second, message);
  return second;
}
