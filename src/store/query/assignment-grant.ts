import type { ResourceRole } from "../../domain/assignment/role-diff.ts";
import { assignmentGrant } from "../schema/assignment.ts";
import { sql } from "drizzle-orm";
import type { Reader, Transaction } from "../database.ts";
import { wholeRows } from "./rows.ts";

export type GrantRow = typeof assignmentGrant.$inferSelect;

const GRANT = wholeRows(assignmentGrant);

/** Every resource role of the assignment, those that were taken away among them. */
export async function grantsOf(db: Reader, assignmentId: string): Promise<GrantRow[]> {
  const { assignmentId: of, resourceId, role } = assignmentGrant;
  return GRANT.read(
    db,
    sql`select ${GRANT.columns} from ${assignmentGrant} where ${of} = ${assignmentId} order by ${resourceId}, ${role}`,
  );
}

/** Adds resource roles that the assignment is to give. */
export async function insertGrants(
  tx: Transaction,
  of: { assignmentId: string; personId: string },
  roles: readonly ResourceRole[],
  now: Date,
): Promise<void> {
  if (roles.length === 0) return;
  const rows = roles.map(({ resourceId, role }) => ({
    ...of,
    resourceId,
    role,
    state: "pending" as const,
    changedAt: now,
  }));
  await tx.insert(assignmentGrant).values(rows);
}
