import type { DomainEvent } from "../domain/event.ts";
import { Refusal } from "../domain/fault.ts";
import { followUps } from "../domain/follow-up.ts";
import type { FollowUp } from "../domain/follow-up.ts";
import { isClash } from "../store/clash.ts";
import { appendAudit } from "../store/query/audit.ts";
import { addToOutbox } from "../store/query/outbox.ts";
import type { Transaction } from "../store/database.ts";
import type { Actor } from "./actor.ts";
import type { AppDeps } from "./deps.ts";

/**
 * Writes the audit rows and the promised jobs of a change, with the change itself; true when there are jobs.
 * `more`: jobs that follow from no event.
 */
export async function record(
  { tx, now, newId }: { tx: Transaction; now: Date; newId: () => string },
  actor: { kind: Actor["kind"]; id: string },
  events: readonly DomainEvent[],
  more: readonly FollowUp[] = [],
): Promise<boolean> {
  const jobs = once([...events.flatMap(followUps), ...more]).map((job) => ({ ...job, id: newId() }));
  if (jobs.length > 0) await addToOutbox(tx, now, jobs);
  // Last, as nobody else can write audit rows from here to the commit.
  if (events.length > 0) await appendAudit(tx, now, actor, events);
  return jobs.length > 0;
}

/** Each job once, though several events of one change ask for it. */
function once(jobs: readonly FollowUp[]): FollowUp[] {
  return [...new Map(jobs.map((job) => [JSON.stringify(job), job])).values()];
}

/** Does the work and tells the metrics how it ended. */
export async function measured<Result>(deps: AppDeps, name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    const result = await work();
    deps.onCommand(name, "done");
    return result;
  } catch (error) {
    deps.onCommand(name, error instanceof Refusal ? "refused" : "failed");
    throw error;
  }
}

/**
 * Does the work a second time when somebody else took the same name, opened the same draft or locked the same rows in
 * the same moment: the rules then see it, and answer in their own words.
 */
export async function againAfterClash<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isClash(error)) throw error;
    return work();
  }
}
