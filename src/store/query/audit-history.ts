import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { EntityKind } from "../../domain/event.ts";
import { assignment } from "../schema/assignment.ts";
import { audit } from "../schema/journal.ts";
import { accessPackage } from "../schema/package.ts";
import { person } from "../schema/person.ts";
import { removedRequest, request } from "../schema/request.ts";
import { retired } from "../schema/retired.ts";
import type { Reader } from "../database.ts";
import { isAmong } from "./rows.ts";

export type AuditRow = typeof audit.$inferSelect;

/** Of what rows are wanted; of a person's requests and access, those of these catalogs alone. */
export type AuditSubject =
  | { kind: "package" | "catalog" | "request"; id: string }
  | { kind: "person"; id: string; catalogIds: readonly string[] | "all" };

/** The audit rows about something, newest first, those before that row; of these kinds of targets alone. */
export async function auditOf(
  db: Reader,
  subject: AuditSubject,
  size: number,
  { beforeId, kinds }: { beforeId: number | null; kinds: readonly EntityKind[] },
): Promise<AuditRow[]> {
  return db
    .select()
    .from(audit)
    .where(
      and(
        isAbout(subject),
        beforeId === null ? undefined : lt(audit.id, beforeId),
        inArray(audit.targetKind, [...kinds]),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(size);
}

function isAbout(subject: AuditSubject): SQL | undefined {
  switch (subject.kind) {
    case "package":
      return eq(audit.packageId, subject.id);
    case "catalog":
      return eq(audit.catalogId, subject.id);
    case "request":
      return isOfOne(
        sql`select ${subject.id}::uuid`,
        sql`select ${request.assignmentId} from ${request} where ${request.id} = ${subject.id}`,
      );
    case "person":
      return and(
        isOfOne(
          sql`select ${request.id} from ${request} where ${request.requestorId} = ${subject.id}
            union all select ${removedRequest.id} from ${removedRequest} where ${removedRequest.requestorId} = ${subject.id}`,
          sql`select ${assignment.id} from ${assignment} where ${assignment.personId} = ${subject.id}`,
        ),
        subject.catalogIds === "all" ? undefined : isAmong(audit.catalogId, subject.catalogIds),
      );
  }
}

/** About one of the requests or one of the assignments; their ids are read once, before the rows. */
function isOfOne(requests: SQL, assignments: SQL): SQL {
  return sql`((${audit.targetKind} = 'request' and ${audit.targetId} = any(array(${requests})))
    or (${audit.targetKind} = 'assignment' and ${audit.targetId} = any(array(${assignments}))))`;
}

/** The names of the packages, deleted or not, by id. */
export async function namesOfPackages(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const named = db
    .select({ id: accessPackage.id, name: accessPackage.name })
    .from(accessPackage)
    .where(isAmong(accessPackage.id, ids));
  const gone = db.select({ id: retired.id, name: retired.name }).from(retired).where(isAmong(retired.id, ids));
  return new Map((await Promise.all([gone, named])).flat().map(({ id, name }) => [id, name]));
}

/** Whom the requests, removed ones among them, and assignments are for: the person's name, by the request's or the assignment's id. */
export async function namesOfBeneficiaries(
  db: Reader,
  requestIds: readonly string[],
  assignmentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const requested = db
    .select({ id: request.id, name: person.name })
    .from(request)
    .innerJoin(person, eq(person.id, request.requestorId))
    .where(isAmong(request.id, requestIds));
  const removed = db
    .select({ id: removedRequest.id, name: person.name })
    .from(removedRequest)
    .innerJoin(person, eq(person.id, removedRequest.requestorId))
    .where(isAmong(removedRequest.id, requestIds));
  const held = db
    .select({ id: assignment.id, name: person.name })
    .from(assignment)
    .innerJoin(person, eq(person.id, assignment.personId))
    .where(isAmong(assignment.id, assignmentIds));
  const rows = await Promise.all([
    ...(requestIds.length === 0 ? [] : [requested, removed]),
    ...(assignmentIds.length === 0 ? [] : [held]),
  ]);
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
