import { and, eq, lt, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Reader } from "../database.ts";
import { messageLedger } from "../schema/journal.ts";

/** One message that the bot shows once: what it is about, and to whom. */
export interface LedgerKey {
  kind: string;
  entityId: string;
  recipient: string;
}

/** After this long a claim is taken for abandoned: whoever held it must have been killed. */
const CLAIM_MS = 60_000;
const UNSETTLED = sql`(${messageLedger.ts} is null and ${messageLedger.failure} is null)`;

/**
 * Takes the right to post the message. "settled" means that it has been posted or has failed for good; "busy" that
 * somebody else is posting it just now.
 */
export async function claimMessage(db: Reader, key: LedgerKey, now: Date): Promise<"claimed" | "settled" | "busy"> {
  const claimed = await db
    .insert(messageLedger)
    .values({ ...key, updatedAt: now })
    .onConflictDoUpdate({
      target: [messageLedger.kind, messageLedger.entityId, messageLedger.recipient],
      set: { updatedAt: now },
      setWhere: sql`${UNSETTLED} and ${lt(messageLedger.updatedAt, new Date(now.getTime() - CLAIM_MS))}`,
    })
    .returning({ id: messageLedger.id });
  if (claimed.length > 0) return "claimed";
  const unsettled = await db
    .select({ id: messageLedger.id })
    .from(messageLedger)
    .where(and(isMessage(key), UNSETTLED));
  return unsettled.length > 0 ? "busy" : "settled";
}

/** Gives the claim back, so that the next attempt need not wait. */
export async function releaseClaim(db: Reader, key: LedgerKey): Promise<void> {
  await db.delete(messageLedger).where(and(isMessage(key), UNSETTLED));
}

/** Notes where the message stands. */
export async function recordPosted(
  db: Reader,
  key: LedgerKey,
  posted: { channel: string; ts: string },
  now: Date,
): Promise<void> {
  await db
    .update(messageLedger)
    .set({ ...posted, updatedAt: now })
    .where(isMessage(key));
}

/** Notes that the message cannot be shown, and why; true for whoever notes it first. */
export async function recordFailure(db: Reader, key: LedgerKey, failure: string, now: Date): Promise<boolean> {
  const noted = await db
    .insert(messageLedger)
    .values({ ...key, failure, updatedAt: now })
    .onConflictDoUpdate({
      target: [messageLedger.kind, messageLedger.entityId, messageLedger.recipient],
      set: { failure, updatedAt: now },
      setWhere: UNSETTLED,
    })
    .returning({ id: messageLedger.id });
  return noted.length > 0;
}

function isMessage({ kind, entityId, recipient }: LedgerKey): SQL | undefined {
  return and(
    eq(messageLedger.kind, kind),
    eq(messageLedger.entityId, entityId),
    eq(messageLedger.recipient, recipient),
  );
}
