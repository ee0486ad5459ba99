import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Reader } from "../database.ts";
import { messageLedger } from "../schema/journal.ts";
import { asMoment, isAmong, rowsOf } from "./rows.ts";

export type LedgerRow = typeof messageLedger.$inferSelect;

/** One message that the bot shows: what it is about, and to whom. */
export interface LedgerKey {
  kind: string;
  entityId: string;
  recipient: string;
}

/** The right to bring one message in line, and what the ledger knows of it. */
export interface Claim {
  /** By which the message is known in Slack too. */
  id: string;
  key: LedgerKey;
  claimedAt: Date;
  /** Where it stands; null when there is none yet. */
  posted: { channel: string; ts: string } | null;
  /** Hash of what it shows. */
  shown: string | null;
  /** Whether it may have been posted without our knowing: somebody died at it, or Slack's answer was lost. */
  isUncertain: boolean;
}

/** After this long a claim is taken for abandoned: whoever held it must have been killed. */
const CLAIM_MS = 60_000;

/** Since when a message is uncertain, once the claim that is on it now is given up without a clear end. */
const SINCE_ABANDONED = sql`coalesce(${messageLedger.uncertainSince}, ${messageLedger.claimedAt})`;

/**
 * Takes the right to bring a message in line, for one worker at a time. "busy" means that somebody else is at it just
 * now; a failure, that it cannot be shown for good.
 */
export async function claimMessage(
  db: Reader,
  key: LedgerKey,
  now: Date,
): Promise<Claim | "busy" | { failure: string }> {
  const [claimed] = await db
    .insert(messageLedger)
    .values({ ...key, claimedAt: now, updatedAt: now })
    .onConflictDoUpdate({
      target: [messageLedger.kind, messageLedger.entityId, messageLedger.recipient],
      set: { claimedAt: now, uncertainSince: SINCE_ABANDONED },
      setWhere: sql`${messageLedger.failure} is null and (${messageLedger.claimedAt} is null
        or ${messageLedger.claimedAt} < ${asMoment(new Date(now.getTime() - CLAIM_MS))})`,
    })
    .returning();
  if (claimed) {
    const { id, channel, ts, shown, uncertainSince } = claimed;
    const posted = channel === null || ts === null ? null : { channel, ts };
    return { id, key, claimedAt: now, posted, shown, isUncertain: uncertainSince !== null };
  }
  const [row] = await db.select().from(messageLedger).where(isMessage(key));
  return row && row.failure !== null ? { failure: row.failure } : "busy";
}

/** Gives the claim back with nothing changed, so that the next attempt need not wait. */
export async function releaseClaim(db: Reader, claim: Claim): Promise<void> {
  if (claim.posted || claim.isUncertain) await db.update(messageLedger).set({ claimedAt: null }).where(isClaim(claim));
  else await forgetMessage(db, claim);
}

/** Gives the claim back after an attempt of which nobody knows whether it has posted the message. */
export async function releaseUncertain(db: Reader, claim: Claim): Promise<void> {
  await db.update(messageLedger).set({ claimedAt: null, uncertainSince: SINCE_ABANDONED }).where(isClaim(claim));
}

/** Holds the claim for longer; gives it as it is then, or nothing when somebody has taken it over. */
export async function renewClaim(db: Reader, claim: Claim, now: Date): Promise<Claim | undefined> {
  const renewed = await db
    .update(messageLedger)
    .set({ claimedAt: now })
    .where(isClaim(claim))
    .returning({ id: messageLedger.id });
  return renewed.length > 0 ? { ...claim, claimedAt: now } : undefined;
}

/** Frees every claim: for a process that starts and knows that it is the only one, so whoever held them is dead. */
export async function freeClaims(db: Reader): Promise<void> {
  await db
    .update(messageLedger)
    .set({ claimedAt: null, uncertainSince: SINCE_ABANDONED })
    .where(isNotNull(messageLedger.claimedAt));
}

/** Notes where the message stands and what it shows, and gives the claim back. */
export async function recordShown(
  db: Reader,
  claim: Claim,
  message: { channel: string; ts: string; shown: string },
  now: Date,
): Promise<void> {
  await db
    .update(messageLedger)
    .set({ ...message, claimedAt: null, uncertainSince: null, updatedAt: now })
    .where(isClaim(claim));
}

/** Notes that the message cannot be shown, and why. */
export async function recordFailure(db: Reader, claim: Claim, failure: string, now: Date): Promise<void> {
  await db
    .update(messageLedger)
    .set({ failure, claimedAt: null, uncertainSince: null, updatedAt: now })
    .where(isClaim(claim));
}

/** The message stands where it is, and will never be touched again. */
export async function forgetMessage(db: Reader, claim: Claim): Promise<void> {
  await db.delete(messageLedger).where(isClaim(claim));
}

/** Every message about these requests, assignments or catalogs. */
export async function messagesAbout(db: Reader, entityIds: readonly string[]): Promise<LedgerRow[]> {
  if (entityIds.length === 0) return [];
  return db.select().from(messageLedger).where(isAmong(messageLedger.entityId, entityIds));
}

/** The ledger's note of a job that was given up: which one, about what, and why. */
export async function noteGivenUp(
  db: Reader,
  { job, entityId, code }: { job: string; entityId: string; code: string },
  now: Date,
): Promise<void> {
  const { kind, entityId: entity, recipient } = messageLedger;
  const noted = { failure: code, updatedAt: now };
  await db
    .insert(messageLedger)
    .values({ kind: `givenUp.${job}`, entityId, recipient: "", ...noted })
    .onConflictDoUpdate({ target: [kind, entity, recipient], set: noted });
}

/** How the last card for a channel went: Slack's code when it failed, null when it is shown; nothing when there was none. */
export async function lastOutcomeIn(db: Reader, channel: string): Promise<{ failure: string | null } | undefined> {
  const { recipient, kind, ts, failure, updatedAt, claimedAt } = messageLedger;
  const [row] = await rowsOf<{ failure: string | null }>(
    db,
    sql`select ${failure} from ${messageLedger}
      where ${recipient} = ${`channel:${channel}`} and ${recipient} like 'channel:%' and ${kind} like 'approverCard.%'
        and ${claimedAt} is null and (${ts} is not null or ${failure} is not null)
        and (${failure} is null or ${failure} not in ('message_not_found', 'cant_update_message', 'edit_window_closed'))
      order by ${updatedAt} desc limit 1`,
  );
  return row;
}

function isMessage({ kind, entityId, recipient }: LedgerKey): SQL | undefined {
  return and(
    eq(messageLedger.kind, kind),
    eq(messageLedger.entityId, entityId),
    eq(messageLedger.recipient, recipient),
  );
}

/** The claim is still ours: nobody has taken it over. */
function isClaim({ key, claimedAt }: Claim): SQL | undefined {
  return and(isMessage(key), eq(messageLedger.claimedAt, claimedAt), isNull(messageLedger.failure));
}
