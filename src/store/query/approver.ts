import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { ApproverSubject } from "../../domain/request/stage-approvers.ts";
import { catalogStaff } from "../schema/catalog.ts";
import { delegation } from "../schema/delegation.ts";
import { person } from "../schema/person.ts";
import { request, requestApprover, requestStage } from "../schema/request.ts";
import type { Reader } from "../database.ts";
import { delegatorsOf } from "./delegation.ts";
import { groupsOfPerson, membersOfGroup } from "./group.ts";
import { ASKER_ID } from "./person.ts";
import { asJson, asMoment, asUuids, jsonText, rowsOf, uuids } from "./rows.ts";
import { given, statement } from "./statement.ts";

/** Somebody who can decide: active in Slack. */
export interface Approver {
  id: string;
  slackUserId: string;
  name: string;
  timeZone: string | null;
  /** Who can decide in their place what is asked at that moment; null for nobody. */
  delegateId: string | null;
  delegateTimeZone: string | null;
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

/** The subjects as rows of `kind` and `id`, named `subject`. */
export function subjectRows(subjects: readonly ApproverSubject[]): SQL {
  return sql`json_to_recordset(${asJson(subjects)}) as subject(kind text, id uuid)`;
}

/** Whether the person of a row is none of these. */
export function isNoneOf(people: readonly string[]): SQL {
  return sql`${person.id} <> all(${asUuids(people)})`;
}

const SUBJECTS = sql`json_to_recordset(${given("subjects")}::text::json) as subject(kind text, id uuid)`;
const IS_ABLE = sql`${person.slackState} = 'active' and ${person.id} <> all(${given("excluded")}::text::uuid[])`;

const findAble = statement<ApproverSubject>(sql`select subject.kind, subject.id from ${SUBJECTS}
  where exists (
    select from ${peopleBehind(sql`subject.kind`, sql`subject.id`)} as behind
      join ${person} on ${person.id} = behind.person_id
    where ${IS_ABLE})`);

/** Those of the subjects among whom somebody can decide who is none of the excluded people (domain.md 4.4). */
export async function ableSubjects(
  db: Reader,
  subjects: readonly ApproverSubject[],
  excluded: readonly string[],
): Promise<ApproverSubject[]> {
  if (subjects.length === 0) return [];
  return findAble(db, { subjects: jsonText(subjects), excluded: uuids(excluded) });
}

/** The one who can decide in the place of whoever is `able` what is asked at that moment (domain.md 4.4, R22). */
const DELEGATE = sql`left join lateral (
    select ${person.id} as "delegateId", ${person.timeZone} as "delegateTimeZone"
    from ${delegation} join ${person} on ${person.id} = ${delegation.delegateId}
    where ${delegation.personId} = able.id and ${delegation.endedAt} is null
      and ${delegation.startsAt} <= ${given("askedAt")}::timestamptz
      and (${delegation.endsAt} is null or ${delegation.endsAt} > ${given("askedAt")}::timestamptz)
      and ${IS_ABLE}
    limit 1) as delegate on true`;

/** Of whom those are looked up who can decide: none of the excluded people, asked at that moment, and not more than `limit`. */
export interface ApproverSearch {
  excluded: readonly string[];
  askedAt: Date;
  limit: number;
}

function searched({ excluded, askedAt, limit }: ApproverSearch) {
  return { excluded: uuids(excluded), askedAt: askedAt.toISOString(), limit };
}

/** Somebody who can decide, and the subject behind which they stand. */
export type ApproverBehind = Approver & { kind: ApproverSubject["kind"]; subjectId: string };

const findBehind = statement<ApproverBehind>(sql`
  select subject.kind, subject.id as "subjectId", able.*, delegate.* from ${SUBJECTS}, lateral (
    select ${person.id}, ${person.slackUserId} as "slackUserId", ${person.name}, ${person.timeZone} as "timeZone"
    from ${person}
    where ${person.id} in (select behind.person_id from ${peopleBehind(sql`subject.kind`, sql`subject.id`)} as behind)
      and ${IS_ABLE}
    order by ${person.name}, ${person.id} limit ${given("limit")}::int) as able ${DELEGATE}`);

/** The people behind each of the subjects who can decide, by name. */
export async function approversBehind(
  db: Reader,
  subjects: readonly ApproverSubject[],
  search: ApproverSearch,
): Promise<ApproverBehind[]> {
  if (subjects.length === 0) return [];
  return findBehind(db, { subjects: jsonText(subjects), ...searched(search) });
}

const findApprovers = statement<Approver>(sql`
  select able.*, delegate.* from (
    select ${person.id}, ${person.slackUserId} as "slackUserId", ${person.name}, ${person.timeZone} as "timeZone"
    from ${person}
    where ${person.id} in (
        select behind.person_id from ${SUBJECTS}, lateral ${peopleBehind(sql`subject.kind`, sql`subject.id`)} as behind)
      and ${IS_ABLE}
    order by ${person.name}, ${person.id} limit ${given("limit")}::int) as able ${DELEGATE}
  order by able.name, able.id`);

/** The people behind the subjects who can decide, by name. */
export async function approversAmong(
  db: Reader,
  subjects: readonly ApproverSubject[],
  search: ApproverSearch,
): Promise<Approver[]> {
  if (subjects.length === 0) return [];
  return findApprovers(db, { subjects: jsonText(subjects), ...searched(search) });
}

/** Somebody who can decide a stage now; `insteadOf`: in whose place, where only as their delegate. */
export interface Decider {
  insteadOf: string | null;
}

/**
 * Whether the person can decide the stage, as things are now: in their own right, else as the delegate of somebody whom
 * it asked while that lasted (domain.md 4.4, R22). A delegate's delegate cannot, nor can one decide in the place of
 * whoever can `never` decide the request.
 */
export async function deciderOf(
  db: Reader,
  reference: StageOfRequest,
  personId: string,
  never: readonly string[],
): Promise<Decider | null> {
  if (await isAskedIn(db, reference, personId)) return { insteadOf: null };
  return delegateIn(db, reference, personId, never);
}

/** The same of somebody whom the stage does not ask in their own right: only as a delegate. */
export async function delegateIn(
  db: Reader,
  reference: StageOfRequest,
  personId: string,
  never: readonly string[],
): Promise<Decider | null> {
  for (const delegator of await delegatorsOf(db, personId))
    if (!never.includes(delegator.personId) && (await isAskedIn(db, reference, delegator.personId, delegator)))
      return { insteadOf: delegator.personId };
  return null;
}

interface StageOfRequest {
  requestId: string;
  stage: number;
}

const asked = (personId: SQL) =>
  statement(sql`select 1 from ${requestApprover}
    where ${requestApprover.requestId} = ${given("requestId")}::uuid and ${requestApprover.stage} = ${given("stage")}::int and (
      (${requestApprover.kind} = 'person' and ${requestApprover.subjectId} = ${personId})
      or (${requestApprover.kind} = 'group' and ${requestApprover.subjectId} in (${groupsOfPerson(personId)}))
      or (${requestApprover.kind} = 'catalogOwners' and ${requestApprover.subjectId} in (
        select ${catalogStaff.catalogId} from ${catalogStaff}
        where ${catalogStaff.personId} = ${personId} and ${catalogStaff.role} = 'owner')))
      and ${requestApprover.addedAt} >= coalesce(${given("from")}::timestamptz, '-infinity')
      and ${requestApprover.addedAt} < coalesce(${given("until")}::timestamptz, 'infinity')
    limit 1`);
const findAsked = asked(sql`${given("personId")}::uuid`);
const findAskedSlackUser = asked(ASKER_ID);

/** Whether the stage asks whoever has that Slack user id in their own right, before it is known who they are. */
export async function isSlackUserAskedIn(
  db: Reader,
  { requestId, stage }: StageOfRequest,
  slackUserId: string,
): Promise<boolean> {
  return (await findAskedSlackUser(db, { requestId, stage, slackUserId })).length > 0;
}

/** Whether the stage asks the person in their own right; where a time is given, whether it did so then. */
async function isAskedIn(
  db: Reader,
  { requestId, stage }: StageOfRequest,
  personId: string,
  within?: AskedWithin,
): Promise<boolean> {
  const [from, until] = [within?.startsAt.toISOString(), within?.endsAt?.toISOString()];
  return (await findAsked(db, { requestId, stage, personId, from, until })).length > 0;
}

/** The time of a delegation. */
export interface AskedWithin {
  startsAt: Date;
  endsAt: Date | null;
}

/** Whether a stage asked somebody in that time; the delegate keeps what was asked when the time is over. */
export function wasAskedWithin({ startsAt, endsAt }: AskedWithin): SQL {
  const until = endsAt === null ? sql`true` : sql`${requestApprover.addedAt} < ${asMoment(endsAt)}`;
  return sql`${requestApprover.addedAt} >= ${asMoment(startsAt)} and ${until}`;
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
