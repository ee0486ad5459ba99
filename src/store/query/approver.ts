import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { ApproverSubject } from "../../domain/request/stage-approvers.ts";
import { catalogStaff } from "../schema/catalog.ts";
import { person } from "../schema/person.ts";
import { request, requestApprover, requestStage } from "../schema/request.ts";
import type { Reader } from "../database.ts";
import { groupsOfPerson, membersOfGroup } from "./group.ts";
import { asJson, asUuids, rowsOf } from "./rows.ts";

/** Somebody who can decide: active in Slack. */
export interface Approver {
  id: string;
  slackUserId: string;
  name: string;
  timeZone: string | null;
}

/** The people behind a subject, whose `kind` and `id` are columns of a row: a person, a group's members, a catalog's owners. */
export function peopleBehind(kind: SQL, id: SQL): SQL {
  const members = membersOfGroup(sql`array[${id}]`);
  return sql`(
    select ${id} as person_id where ${kind}::text = 'person'
    union all select member.person_id from (${members}) as member where ${kind}::text = 'group'
    union all select ${catalogStaff.personId} from ${catalogStaff}
      where ${kind}::text = 'catalogOwners' and ${catalogStaff.catalogId} = ${id} and ${catalogStaff.role} = 'owner'
  )`;
}

function subjectRows(subjects: readonly ApproverSubject[]): SQL {
  return sql`json_to_recordset(${asJson(subjects)}) as subject(kind text, id uuid)`;
}

/** Those of the subjects among whom somebody can decide who is none of the excluded people (domain.md 4.4). */
export async function ableSubjects(
  db: Reader,
  subjects: readonly ApproverSubject[],
  excluded: readonly string[],
): Promise<ApproverSubject[]> {
  if (subjects.length === 0) return [];
  return rowsOf<ApproverSubject>(
    db,
    sql`select subject.kind, subject.id from ${subjectRows(subjects)}
      where exists (
        select from ${peopleBehind(sql`subject.kind`, sql`subject.id`)} as behind
          join ${person} on ${person.id} = behind.person_id
        where ${person.slackState} = 'active' and ${isNoneOf(excluded)})`,
  );
}

/** Up to `limit` people who can decide, by name. */
export async function approversAmong(
  db: Reader,
  subjects: readonly ApproverSubject[],
  excluded: readonly string[],
  limit: number,
): Promise<Approver[]> {
  if (subjects.length === 0) return [];
  return rowsOf<Approver>(
    db,
    sql`select ${person.id}, ${person.slackUserId} as "slackUserId", ${person.name}, ${person.timeZone} as "timeZone"
      from ${person}
      where ${person.id} in (
          select behind.person_id from ${subjectRows(subjects)},
            lateral ${peopleBehind(sql`subject.kind`, sql`subject.id`)} as behind)
        and ${person.slackState} = 'active' and ${isNoneOf(excluded)}
      order by ${person.name}, ${person.id} limit ${limit}`,
  );
}

function isNoneOf(people: readonly string[]): SQL {
  return sql`${person.id} <> all(${asUuids(people)})`;
}

/** Whether the person is one of those whom the stage asks, as things are now. */
export async function isApproverOf(
  db: Reader,
  { requestId, stage }: { requestId: string; stage: number },
  personId: string,
): Promise<boolean> {
  const { kind, subjectId } = requestApprover;
  const owned = sql`select ${catalogStaff.catalogId} from ${catalogStaff}
    where ${catalogStaff.personId} = ${personId} and ${catalogStaff.role} = 'owner'`;
  const rows = await rowsOf(
    db,
    sql`select 1 from ${requestApprover}
      where ${requestApprover.requestId} = ${requestId} and ${requestApprover.stage} = ${stage} and (
        (${kind} = 'person' and ${subjectId} = ${personId})
        or (${kind} = 'group' and ${subjectId} in (${groupsOfPerson(personId)}))
        or (${kind} = 'catalogOwners' and ${subjectId} in (${owned})))
      limit 1`,
  );
  return rows.length > 0;
}

/** Pending requests whose present stage nobody can decide any more, and whose catalog's owners were not asked yet (domain.md 4.4). */
export async function strandedRequests(db: Reader, limit: number): Promise<string[]> {
  const asked = peopleBehind(sql`${requestApprover.kind}`, sql`${requestApprover.subjectId}`);
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select ${request.id} from ${request}
        join ${requestStage} on ${requestStage.requestId} = ${request.id} and ${requestStage.stage} = ${request.stage}
      where ${request.state} = 'pendingApproval' and ${requestStage.capacity} <> 'catalogOwner'
        and not exists (
          select from ${requestApprover}, lateral ${asked} as behind join ${person} on ${person.id} = behind.person_id
          where ${requestApprover.requestId} = ${request.id} and ${requestApprover.stage} = ${request.stage}
            and ${person.slackState} = 'active'
            and ${person.id} <> ${request.requestorId} and ${person.id} <> ${request.submittedBy})
      limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}
