import { sql } from "drizzle-orm";
import type { Transaction } from "../../database.ts";

/** Any number that nothing else of ours takes. */
const PEOPLE_AND_DIRECTORY_LOCK = 7_301_001;

/**
 * Waits until no other transaction rewrites people or the directory at large, and holds that place until the end.
 * The time limits of the connection are for answering people; this work may take as long as it needs. Each statement
 * is planned anew, as the tables grow while it runs, and none is compiled: that takes longer than running it.
 */
export async function holdDirectory(tx: Transaction): Promise<void> {
  await tx.execute(sql`set local statement_timeout = 0`);
  await tx.execute(sql`set local lock_timeout = 0`);
  await tx.execute(sql`set local plan_cache_mode = force_custom_plan`);
  await tx.execute(sql`set local jit = off`);
  await tx.execute(sql`select pg_advisory_xact_lock(${PEOPLE_AND_DIRECTORY_LOCK})`);
}

/** Lets the planner know the new sizes: the embedded database does not learn them by itself. */
export async function refreshStatistics(tx: Transaction): Promise<void> {
  await tx.execute(sql`analyze person, connected_organization, resource, resource_owner, group_member`);
}
