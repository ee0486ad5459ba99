import { and, asc, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { outbox } from "../schema/journal.ts";
import type { FilledStatement, Reader, Transaction } from "../database.ts";
import { isAmong, jsonText, oneRowOf } from "./rows.ts";
import { given, statement } from "./statement.ts";
import type { Values } from "./statement.ts";

export type OutboxRow = typeof outbox.$inferSelect;

/** Promises the jobs given as `jobs`, at the moment given as `createdAt`. */
export const INSERT_JOBS = sql`insert into ${outbox} (id, job, payload, created_at)
    select id, job, payload, ${given("createdAt")}::timestamptz
    from json_to_recordset(${given("jobs")}::text::json) as job(id uuid, job text, payload jsonb)`;

const insertJobs = statement(INSERT_JOBS);

/** Promises jobs; they are relayed to the queue once the transaction has been committed. */
export function promisedJobs(createdAt: Date, jobs: readonly PromisedJob[]): FilledStatement {
  return insertJobs.filled(jobValues(createdAt, jobs));
}

/** A job that is promised: payloads hold ids only. */
export interface PromisedJob {
  id: string;
  job: string;
  payload: Record<string, string>;
}

/** The values that `INSERT_JOBS` takes. */
export function jobValues(createdAt: Date, jobs: readonly PromisedJob[]): Values {
  return { createdAt: createdAt.toISOString(), jobs: jsonText(jobs) };
}

/** The oldest jobs not yet handed to the queue, locked for this relay; other relays pass over them. */
export async function claimWaiting(tx: Transaction, limit: number): Promise<OutboxRow[]> {
  return tx
    .select()
    .from(outbox)
    .where(isNull(outbox.relayedAt))
    .orderBy(asc(outbox.createdAt))
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** Jobs that wait for the relay, oldest first, without a lock. */
export async function waitingJobs(db: Reader, limit: number): Promise<OutboxRow[]> {
  return db.select().from(outbox).where(isNull(outbox.relayedAt)).orderBy(asc(outbox.createdAt)).limit(limit);
}

/** Notes that the queue has them. */
export async function markRelayed(db: Reader, ids: readonly string[], at: Date): Promise<void> {
  await db.update(outbox).set({ relayedAt: at }).where(isAmong(outbox.id, ids));
}

/** Jobs that were handed over before then and are not done, the longest ago first, locked; other relays pass over them. */
export async function claimUnfinished(tx: Transaction, relayedBefore: Date, limit: number): Promise<OutboxRow[]> {
  return tx
    .select()
    .from(outbox)
    .where(and(lt(outbox.relayedAt, relayedBefore), isNotNull(outbox.relayedAt), isNull(outbox.doneAt)))
    .orderBy(asc(outbox.relayedAt))
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** Notes that the jobs are done, or given up. */
export async function markDone(db: Reader, ids: readonly string[], at: Date): Promise<void> {
  await db.update(outbox).set({ doneAt: at }).where(isAmong(outbox.id, ids));
}

/** Deletes jobs that were done before then; gives how many. */
export async function deleteDone(tx: Transaction, doneBefore: Date, limit: number): Promise<number> {
  const old = tx.select({ id: outbox.id }).from(outbox).where(lt(outbox.doneAt, doneBefore)).limit(limit);
  const deleted = await tx.delete(outbox).where(inArray(outbox.id, old)).returning({ id: outbox.id });
  return deleted.length;
}

/** How many jobs were promised, as far back as they are kept, and how many of them wait for the relay. Reads the whole table: for time travel. */
export async function countPromised(db: Reader): Promise<{ promised: number; waiting: number }> {
  return oneRowOf(
    db,
    sql`select count(*)::int as promised, (count(*) filter (where relayed_at is null))::int as waiting from outbox`,
  );
}
