import { sql } from "drizzle-orm";
import type { Reader } from "../database.ts";
import { asMoment, oneRowOf } from "./rows.ts";

/**
 * When the next thing happens by itself after this moment: the least of all that sweeps look for; null when nothing
 * will. Each part is the first entry of an index.
 */
export async function nextDeadline(db: Reader, after: Date): Promise<Date | null> {
  const since = asMoment(after);
  const { at } = await oneRowOf<{ at: number | null }>(
    db,
    sql`
      select ceil(extract(epoch from least(
        (select min(due_at) from request where due_at > ${since}),
        (select min(forward_at) from request where forward_at > ${since}),
        (select min(due_at) from approver_reminder where due_at > ${since}),
        (select min(evaluate_at) from automatic_rule where evaluate_at > ${since}),
        (select min(ends_at) from assignment where ends_at > ${since} and state <> 'expired'),
        (select min(prompt_at) from assignment where prompt_at > ${since}),
        (select min(retry_at) from assignment where retry_at > ${since}),
        (select min(review_due_at) from policy where review_due_at > ${since}),
        (select min(remind_at) from access_review where remind_at > ${since}),
        (select min(closes_at) from access_review where closes_at > ${since} and closed_at is null)
      )) * 1000)::float8 as at`,
  );
  return at === null ? null : new Date(at);
}
