import { sql } from "drizzle-orm";
import { lostAfter } from "../../domain/assignment/delivery-retry.ts";
import { assignment } from "../schema/assignment.ts";
import type { Reader, Transaction, Writing } from "../database.ts";
import { asUuids, isAmong, rowsOf, wholeRows } from "./rows.ts";
import { given, statement } from "./statement.ts";
import { change, insertion } from "./write.ts";

export type AssignmentRow = typeof assignment.$inferSelect;

const ASSIGNMENT = wholeRows(assignment);

export async function assignmentById(db: Reader, id: string): Promise<AssignmentRow | undefined> {
  const [row] = await ASSIGNMENT.read(
    db,
    sql`select ${ASSIGNMENT.columns} from ${assignment} where ${assignment.id} = ${id}`,
  );
  return row;
}

/** The assignment, locked. Its requests are locked before it, wherever they are written too. */
export async function lockAssignment(tx: Transaction, id: string): Promise<AssignmentRow | undefined> {
  const [row] = await lockAssignments(tx, [id]);
  return row;
}

/** The assignments, locked one after the other in the order of their ids, as everybody locks them. */
export async function lockAssignments(tx: Transaction, ids: readonly string[]): Promise<AssignmentRow[]> {
  if (ids.length === 0) return [];
  const { id } = assignment;
  const statement = sql`select ${ASSIGNMENT.columns} from ${assignment} where ${id} = any(${asUuids(ids)}) order by ${id} for update`;
  return ASSIGNMENT.read(tx, statement);
}

const findLive = statement(
  sql`select ${ASSIGNMENT.columns} from ${assignment} where ${assignment.packageId} = ${given("packageId")}::uuid
    and ${assignment.personId} = ${given("personId")}::uuid and ${assignment.state} <> 'expired'`,
  ASSIGNMENT.decode,
);

/** The person's live assignment of the package, when they hold it. */
export async function liveAssignmentOf(
  db: Reader,
  { packageId, personId }: { packageId: string; personId: string },
): Promise<AssignmentRow | undefined> {
  const [row] = await findLive(db, { packageId, personId });
  return row;
}

const insertAssignments = insertion(assignment, [
  "id",
  "packageId",
  "catalogId",
  "personId",
  "policyId",
  "state",
  "startsAt",
  "endsAt",
  "promptAt",
  "retryAt",
]);

/** Stores an assignment that is to be delivered; the caller promises the delivery, and a sweep does should it get lost. */
export async function insertAssignment(
  writing: Writing,
  row: Pick<
    AssignmentRow,
    "id" | "packageId" | "catalogId" | "personId" | "policyId" | "startsAt" | "endsAt" | "promptAt"
  >,
  now: Date,
): Promise<void> {
  await insertAssignments(writing, [{ ...row, state: "delivering", retryAt: lostAfter(now) }]);
}

const changeAssignment = change(assignment, sql`${assignment.id} = ${given("id")}::uuid`);

export async function updateAssignment(
  writing: Writing,
  id: string,
  to: Partial<Omit<AssignmentRow, "id" | "packageId" | "catalogId" | "personId">>,
): Promise<void> {
  await changeAssignment(writing, { id }, to);
}

/** The live assignments of a package whose ids come after this one, in their order. */
export async function liveAssignmentIds(
  db: Reader,
  packageId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { id, state } = assignment;
  const isAfter = after === null ? sql`true` : sql`${id} > ${after}`;
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select ${id} from ${assignment} where ${assignment.packageId} = ${packageId} and ${state} <> 'expired'
      and ${isAfter} order by ${id} limit ${limit}`,
  );
  return rows.map((row) => row.id);
}

/** Begins the delivery of assignments once more, as if it had never failed. */
export async function redeliver(tx: Transaction, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(assignment)
    .set({ state: "delivering", failedAttempts: 0, retryAt: lostAfter(now) })
    .where(isAmong(assignment.id, ids));
}
