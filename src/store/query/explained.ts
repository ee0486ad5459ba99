/** What the explanation of a policy rests on, each read for all of them by one statement. */
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { KnownAsker, PeopleOfKind } from "../../domain/policy/explain-policy.ts";
import type { Deciders, NamedPerson } from "../../domain/policy/explain-stage.ts";
import type { PersonFacts } from "../../domain/policy/eligibility.ts";
import type { ApproverSubject } from "../../domain/request/stage-approvers.ts";
import { delegation } from "../schema/delegation.ts";
import { connectedOrganization, person } from "../schema/person.ts";
import type { Reader } from "../database.ts";
import { isNoneOf, peopleBehind, subjectRows } from "./approver.ts";
import { groupsOfPerson, membersOfGroup } from "./group.ts";
import { asJson, asMoment, asUuids, rowsOf } from "./rows.ts";

/** Who can decide behind each of the subjects, other than the excluded, and who decides in their place now; up to `named` of them by name. */
export async function decidersBehind(
  db: Reader,
  subjects: readonly ApproverSubject[],
  { excluded, named, now }: { excluded: readonly string[]; named: number; now: Date },
): Promise<Deciders[]> {
  if (subjects.length === 0) return [];
  const { startsAt, endsAt, endedAt } = delegation;
  const delegate = sql`select json_build_object('id', stand_in.id, 'name', stand_in.name) from ${delegation}
    join person as stand_in on stand_in.id = ${delegation.delegateId} and stand_in.slack_state = 'active'
    where ${delegation.personId} = able.id and ${endedAt} is null and ${startsAt} <= ${asMoment(now)}
      and (${endsAt} is null or ${endsAt} > ${asMoment(now)}) and stand_in.id <> all(${asUuids(excluded)})
    order by ${delegation.createdAt}, ${delegation.id} limit 1`;
  return rowsOf<Deciders>(
    db,
    sql`select subject.kind, subject.id, behind.count, behind.people from ${subjectRows(subjects)}, lateral (
      select count(*)::int as count, coalesce(json_agg(
          json_build_object('id', able.id, 'name', able.name, 'delegate', (${delegate})) order by able.place
        ) filter (where able.place <= ${named}), '[]') as people
      from (
        select ${person.id}, ${person.name}, row_number() over (order by ${person.name}, ${person.id}) as place
        from ${person}
        where ${person.slackState} = 'active' and ${isNoneOf(excluded)} and ${person.id} in (
          select behind.person_id from ${peopleBehind(sql`subject.kind`, sql`subject.id`)} as behind)
      ) as able) as behind`,
  );
}

/** People and groups, of which the people belong to a policy's requestors. */
export interface NamedSubjects {
  people: readonly string[];
  groups: readonly string[];
}

const ORGANIZATION = sql`left join ${connectedOrganization}
  on ${connectedOrganization.id} = ${person.organizationId} and ${connectedOrganization.goneAt} is null`;

const MANAGER = sql`from person as manager
  where manager.id = ${person.managerId} and manager.slack_state = 'active' and manager.id <> ${person.id}`;

/** The people who are active in Slack; of those whom the subjects name, where some are given. */
function isActiveAmong(among: NamedSubjects | null): SQL {
  const isActive = sql`${person.slackState} = 'active'`;
  if (among === null) return isActive;
  const members = membersOfGroup(asUuids(among.groups));
  return sql`${isActive} and (${person.id} = any(${asUuids(among.people)})
    or ${person.id} in (select member.person_id from (${members}) as member))`;
}

/** How many people there are of each kind, and how many of them are without a manager where that is wanted. */
export async function kindsOfPeople(
  db: Reader,
  among: NamedSubjects | null,
  { countsManagers }: { countsManagers: boolean },
): Promise<PeopleOfKind[]> {
  const unmanaged = countsManagers ? sql`count(*) filter (where not exists (select ${MANAGER}))::int` : sql`0`;
  return rowsOf<PeopleOfKind>(
    db,
    sql`select ${person.isGuest} as "isGuest", ${person.organizationId} as "organizationId",
        ${connectedOrganization.state} as "organizationState", count(*)::int as count, ${unmanaged} as unmanaged
      from ${person} ${ORGANIZATION} where ${isActiveAmong(among)} group by 1, 2, 3`,
  );
}

/** The names of some people of these kinds who have no manager who can decide, in alphabetical order. */
export async function namesWithoutManager(
  db: Reader,
  kinds: readonly PeopleOfKind[],
  among: NamedSubjects | null,
  limit: number,
): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`select ${person.name} from ${person}
      where ${isActiveAmong(among)} and not exists (select ${MANAGER}) and exists (
        select from json_to_recordset(${asJson(kinds)}) as kind("isGuest" boolean, "organizationId" uuid)
        where kind."isGuest" = ${person.isGuest} and kind."organizationId" is not distinct from ${person.organizationId})
      order by ${person.name}, ${person.id} limit ${limit}`,
  );
  return rows.map(({ name }) => name);
}

interface AskerRow extends Omit<PersonFacts, "groupIds"> {
  name: string;
  groupIds: string[];
  manager: NamedPerson | null;
}

/** The people as they could ask: with their groups, and the manager who can decide, if they have one. */
export async function askersById(db: Reader, ids: readonly string[]): Promise<KnownAsker[]> {
  if (ids.length === 0) return [];
  const rows = await rowsOf<AskerRow>(
    db,
    sql`select ${person.id} as "personId", ${person.name}, ${person.isGuest} as "isGuest",
        ${person.organizationId} as "organizationId", ${connectedOrganization.state} as "organizationState",
        array(${groupsOfPerson(sql`${person.id}`)})::text[] as "groupIds",
        (select json_build_object('id', manager.id, 'name', manager.name) ${MANAGER}) as manager
      from ${person} ${ORGANIZATION} where ${person.id} = any(${asUuids(ids)}) order by ${person.name}`,
  );
  return rows.map(({ name, manager, groupIds, ...facts }) => ({
    name,
    manager,
    facts: { ...facts, groupIds: new Set(groupIds) },
  }));
}
