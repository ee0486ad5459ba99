import { sql } from "drizzle-orm";
import { audit } from "../schema/journal.ts";
import type { Reader } from "../database.ts";
import { rowsOf } from "./rows.ts";

/** An audit row as its hash sees it: every column as the text that the database has for it (migration 0003). */
export interface ChainedRow {
  previousHash: string;
  id: string;
  at: string;
  actorKind: string;
  actorId: string;
  action: string;
  targetKind: string;
  targetId: string;
  catalogId: string | null;
  packageId: string | null;
  before: string | null;
  after: string | null;
  reason: string | null;
  hash: string;
}

/** The next rows of the chain after that id, oldest first. */
export async function chainedRowsAfter(db: Reader, id: string, limit: number): Promise<ChainedRow[]> {
  const at = sql`to_char(${audit.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return rowsOf<ChainedRow>(
    db,
    sql`select ${audit.previousHash} as "previousHash", ${audit.id}::text as id, ${at} as at,
      ${audit.actorKind} as "actorKind", ${audit.actorId} as "actorId", ${audit.action},
      ${audit.targetKind} as "targetKind", ${audit.targetId}::text as "targetId",
      ${audit.catalogId}::text as "catalogId", ${audit.packageId}::text as "packageId",
      ${audit.before}::text as before, ${audit.after}::text as after, ${audit.reason}, ${audit.hash}
    from ${audit} where ${audit.id} > ${id}::bigint order by ${audit.id} limit ${limit}`,
  );
}
