import type { DomainEvent } from "../domain/event.ts";
import { Refusal } from "../domain/fault.ts";
import { followUps } from "../domain/follow-up.ts";
import type { FollowUp } from "../domain/follow-up.ts";
import { isClash } from "../store/clash.ts";
import { auditRows } from "../store/query/audit.ts";
import { promisedJobs } from "../store/query/outbox.ts";
import type { FilledStatement } from "../store/database.ts";
import type { Actor } from "./actor.ts";
import type { AppDeps } from "./deps.ts";

/** What is written last with a change. */
export interface Journal {
  statements: FilledStatement[];
  /** Whether there are jobs for the relay. */
  promises: boolean;
}

/** The promised jobs and the audit rows of a change, to be written with it. `more`: jobs that follow from no event. */
export function journal(
  { now, newId }: { now: Date; newId: () => string },
  actor: { kind: Actor["kind"]; id: string },
  events: readonly DomainEvent[],
  more: readonly FollowUp[] = [],
): Journal {
  const jobs = once([...events.flatMap(followUps), ...more]).map((job) => ({ ...job, id: newId() }));
  const promises = jobs.length > 0;
  if (events.length > 0) return { statements: [auditRows(now, actor, events, jobs)], promises };
  return { statements: promises ? [promisedJobs(now, jobs)] : [], promises };
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
