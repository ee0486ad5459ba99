/** Pages of lists that are in the order of moments. */
import { and, eq, gt, lt, or } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/** The last row of a page: where the next begins. */
export interface MomentCursor {
  at: Date;
  id: string;
}

/** Whether a row comes after the cursor, in a list with the oldest first. */
export function isAfter(moment: AnyPgColumn, id: AnyPgColumn, after: MomentCursor): SQL | undefined {
  return or(gt(moment, after.at), and(eq(moment, after.at), gt(id, after.id)));
}

/** The same in a list with the newest first. */
export function isBefore(moment: AnyPgColumn, id: AnyPgColumn, after: MomentCursor): SQL | undefined {
  return or(lt(moment, after.at), and(eq(moment, after.at), lt(id, after.id)));
}
