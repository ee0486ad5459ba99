import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { EntityKind } from "../../domain/event.ts";
import { assignment } from "../schema/assignment.ts";
import { audit } from "../schema/journal.ts";
import { person } from "../schema/person.ts";
import { request } from "../schema/request.ts";
import type { Reader } from "../database.ts";

export type AuditRow = typeof audit.$inferSelect;

/** The audit rows of one package, newest first, those before that row; of these kinds of targets alone where said so. */
export async function auditOfPackage(
  db: Reader,
  packageId: string,
  size: number,
  { beforeId, kinds }: { beforeId: number | null; kinds: readonly EntityKind[] | "all" },
): Promise<AuditRow[]> {
  return db
    .select()
    .from(audit)
    .where(
      and(
        eq(audit.packageId, packageId),
        beforeId === null ? undefined : lt(audit.id, beforeId),
        kinds === "all" ? undefined : inArray(audit.targetKind, [...kinds]),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(size);
}

/** Whom the requests and assignments are for: the person's name, by the request's or the assignment's id. */
export async function namesOfBeneficiaries(
  db: Reader,
  requestIds: readonly string[],
  assignmentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const requested = db
    .select({ id: request.id, name: person.name })
    .from(request)
    .innerJoin(person, eq(person.id, request.requestorId))
    .where(inArray(request.id, [...requestIds]));
  const held = db
    .select({ id: assignment.id, name: person.name })
    .from(assignment)
    .innerJoin(person, eq(person.id, assignment.personId))
    .where(inArray(assignment.id, [...assignmentIds]));
  const rows = await Promise.all([requestIds.length === 0 ? [] : requested, assignmentIds.length === 0 ? [] : held]);
  return new Map(rows.flat().map(({ id, name }) => [id, name]));
}

/** What was noted of that import in the catalog. */
export async function importNoted(db: Reader, catalogId: string, noticeId: string): Promise<AuditRow | undefined> {
  const [row] = await db
    .select()
    .from(audit)
    .where(
      and(
        eq(audit.targetKind, "catalog"),
        eq(audit.targetId, catalogId),
        eq(audit.action, "catalog.imported"),
        sql`${audit.after} ->> 'noticeId' = ${noticeId}`,
      ),
    )
    .limit(1);
  return row;
}
