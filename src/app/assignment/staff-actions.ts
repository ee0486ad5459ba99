import type { AssignmentState } from "../../domain/assignment/assignment.ts";
import { reprocess } from "../../domain/assignment/reprocess.ts";
import type { Action } from "../../domain/permission/table.ts";
import { grantsOfAll } from "../../store/query/assignment-grant.ts";
import type { Reader } from "../../store/database.ts";

/** What staff may do with access that somebody has, now. */
export interface StaffActions {
  mayRemove: boolean;
  mayReprocess: boolean;
}

interface ListedAccess {
  assignmentId: string;
  state: AssignmentState;
  completedAt: Date | null;
  retryAt: Date | null;
}

/** The rows, each with what whoever looks may do with it; `may` knows their rights in the row's catalog. */
export async function withStaffActions<Row extends ListedAccess>(
  db: Reader,
  rows: readonly Row[],
  may: (action: Action, row: Row) => boolean,
  now: Date,
): Promise<(Row & StaffActions)[]> {
  const reprocessed = rows.filter((row) => may("assignment.reprocess", row));
  const grants = await grantsOfAll(
    db,
    reprocessed.map(({ assignmentId }) => assignmentId),
  );
  return rows.map((row) => ({
    ...row,
    mayRemove: row.state !== "expired" && may("assignment.remove", row),
    mayReprocess:
      reprocessed.includes(row) &&
      reprocess(
        row,
        grants.filter(({ assignmentId }) => assignmentId === row.assignmentId),
        now,
      ).possible,
  }));
}
