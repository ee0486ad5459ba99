import { assignmentGrant } from "../schema/assignment.ts";
import { packageResourceRole } from "../schema/package.ts";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Reader, Transaction, Writing } from "../database.ts";
import { asMoment, asUuids, rowsOf, wholeRows } from "./rows.ts";
import { holdPackage } from "./package.ts";
import { given, statement } from "./statement.ts";
import { insertion } from "./write.ts";

export type GrantRow = typeof assignmentGrant.$inferSelect;

const GRANT = wholeRows(assignmentGrant);

/** Every resource role of the assignment, those that were taken away among them. */
export async function grantsOf(db: Reader, assignmentId: string): Promise<GrantRow[]> {
  return grantsOfAll(db, [assignmentId]);
}

const insertAllOfPackage = statement(sql`
  insert into ${assignmentGrant} (assignment_id, person_id, resource_id, role, state, changed_at)
  select ${given("assignmentId")}::uuid, ${given("personId")}::uuid, ${packageResourceRole.resourceId},
    ${packageResourceRole.role}, 'pending', ${given("now")}::timestamptz
  from ${packageResourceRole} where ${packageResourceRole.packageId} = ${given("packageId")}::uuid`);

/** Adds all that the package gives, which is held against being changed until the transaction ends. */
export async function insertGrantsOfPackage(
  writing: Writing,
  { packageId, ...of }: { assignmentId: string; personId: string; packageId: string },
  now: Date,
): Promise<void> {
  // One after the other on the transaction's connection.
  await Promise.all([
    holdPackage(writing, packageId),
    insertAllOfPackage(writing, { ...of, packageId, now: now.toISOString() }),
  ]);
}

/** Adds resource roles that several assignments are to give. */
export async function insertGrantsOfAll(
  tx: Transaction,
  grants: readonly Pick<GrantRow, "assignmentId" | "personId" | "resourceId" | "role">[],
  now: Date,
): Promise<void> {
  await insertPending(
    tx,
    grants.map(({ assignmentId, personId, resourceId, role }) => ({
      assignmentId,
      personId,
      resourceId,
      role,
      state: "pending",
      changedAt: now,
    })),
  );
}

const insertPending = insertion(assignmentGrant, [
  "assignmentId",
  "personId",
  "resourceId",
  "role",
  "state",
  "changedAt",
]);

/**
 * Has everything that assignments gave, or might just be giving, taken away; what was never begun is over at once.
 * Gives the assignments that have something to be taken away.
 */
export async function withdrawAll(tx: Transaction, assignmentIds: readonly string[], now: Date): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`
      with withdrawn as (
        update ${assignmentGrant} set state = ${withdrawnState()}, failure = null, version = version + 1,
          changed_at = ${asMoment(now)}
        where assignment_id = any(${asUuids(assignmentIds)}) and state <> 'revoked'
        returning assignment_id, state
      )
      select distinct assignment_id as id from withdrawn where state = 'revoking'`,
  );
  return rows.map(({ id }) => id);
}

/** Nothing can have been given before it was looked at what the person holds. */
function withdrawnState(): SQL {
  return sql`(case when state in ('pending', 'failed') and held_before is null then 'revoked' else 'revoking' end)::grant_state`;
}

/** The grants of several assignments. */
export async function grantsOfAll(db: Reader, assignmentIds: readonly string[]): Promise<GrantRow[]> {
  const { assignmentId, resourceId, role } = assignmentGrant;
  return GRANT.read(
    db,
    sql`select ${GRANT.columns} from ${assignmentGrant} where ${assignmentId} = any(${asUuids(assignmentIds)})
      order by ${assignmentId}, ${resourceId}, ${role}`,
  );
}
