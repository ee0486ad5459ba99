import { and, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { tierOf } from "../../domain/policy/eligibility.ts";
import { REQUESTOR_SCOPES } from "../../domain/policy/scope.ts";
import type { RequestorScope } from "../../domain/policy/scope.ts";
import { assignment } from "../schema/assignment.ts";
import { catalog, catalogStaff } from "../schema/catalog.ts";
import { accessPackage, incompatible, policy, policySubject } from "../schema/package.ts";
import { request } from "../schema/request.ts";
import { groupsOfPerson } from "./group.ts";
import { IS_LIVE, IS_OPEN } from "./state.ts";
import { given } from "./statement.ts";
import type { Values } from "./statement.ts";

/** Who looks for packages, as far as it decides what they see (domain.md 4.2). */
export interface Viewer {
  personId: string;
  organizationId: string | null;
  /** Sees every package, as user administrators do. */
  seesAll: boolean;
  isOutsider: boolean;
  /** The scopes that include this person without naming them. */
  openScopes: readonly RequestorScope[];
}

/** The values that the parts of statements in this file take; all of these parts need `VIEWER`. */
export function valuesOf({ personId, organizationId, openScopes, isOutsider }: Viewer): Values {
  return { personId, organizationId, openScopes: `{${openScopes.join(",")}}`, isOutsider };
}

/** Whether a policy's subject is the viewer: themselves, a group of theirs, or their organization. */
const IS_NAMED = or(
  sql`${policySubject.kind} = 'person' and ${policySubject.subjectId} = ${given("personId")}`,
  sql`${policySubject.kind} = 'group' and ${policySubject.subjectId} = any((select ids from own_groups)::uuid[])`,
  sql`${policySubject.kind} = 'organization' and ${policySubject.subjectId} = ${given("organizationId")}`,
);

/** The packages with an enabled policy that names the viewer. */
const NAMING = sql`select ${policy.packageId} from ${policySubject}
  join ${policy} on ${policy.id} = ${policySubject.policyId} where ${policy.isEnabled} and ${IS_NAMED}`;

const STAFF = sql`select ${catalogStaff.catalogId}, ${catalogStaff.role} from ${catalogStaff}
  where ${catalogStaff.personId} = ${given("personId")}`;

/** The packages with which something is incompatible that the viewer holds (domain.md 4.8). */
const BARRED = sql`select ${incompatible.packageId} from ${incompatible} where ${or(
  sql`${incompatible.kind} = 'package' and ${incompatible.subjectId} in (select ${assignment.packageId} from ${assignment}
    where ${assignment.personId} = ${given("personId")} and ${IS_LIVE})`,
  sql`${incompatible.kind} = 'group' and ${incompatible.subjectId} = any((select ids from own_groups)::uuid[])`,
)}`;

/** The packages that the viewer has asked for and that are not decided, that they hold, or that what they hold rules out. */
const TAKEN = sql`${BARRED} union all select ${request.packageId} from ${request}
    where ${request.requestorId} = ${given("personId")} and ${IS_OPEN}
  union all select ${assignment.packageId} from ${assignment}
    where ${assignment.personId} = ${given("personId")} and ${IS_LIVE}`;

/**
 * What is asked of the viewer: their groups, the packages whose policies name them, their roles in catalogs, and what
 * they cannot request for having it. Ids that are read once, before the rows: the planner of Postgres would count an
 * `in (select ...)` for each row again. Each list is read when a row first asks for it, and not at all where none does.
 */
export const VIEWER = sql`own_groups as materialized (select array(${groupsOfPerson(sql`${given("personId")}`)}) as ids),
  named as materialized (select array(${NAMING}) as ids),
  staff as materialized (${STAFF}),
  staffed as materialized (select array(select catalog_id from staff) as ids),
  taken as materialized (select array(${TAKEN}) as ids)`;

/** Whether the package is offered to the viewer, hidden or not: in an enabled catalog, in scope of an enabled policy. */
const IS_OFFERED = and(
  sql`${catalog.isEnabled}`,
  sql`(${catalog.isEnabledForExternalUsers} or not ${given("isOutsider")}::boolean)`,
  or(
    sql`${accessPackage.enabledScopes} && ${given("openScopes")}::text::requestor_scope[]`,
    sql`${accessPackage.id} = any((select ids from named)::uuid[])`,
  ),
);

/** Whether the viewer can request the package now: it is offered to them, and they have neither asked for it nor hold it or what rules it out. */
export const IS_REQUESTABLE = and(IS_OFFERED, sql`${accessPackage.id} <> all((select ids from taken)::uuid[])`);

/** Whether the policy of the package, under another name in the statement, is one through which the viewer may ask. */
function includesViewer(name: SQL): SQL {
  return sql`${name}.package_id = ${accessPackage.id} and ${name}.is_enabled
    and (${name}.scope = any(${given("openScopes")}::text::requestor_scope[])
      or exists (select from ${policySubject} where ${policySubject.policyId} = ${name}.id and ${IS_NAMED}))`;
}

const TIERED = REQUESTOR_SCOPES.filter((scope) => Number.isFinite(tierOf(scope)));

function tierIn(name: SQL): SQL {
  return sql`case ${name}.scope ${sql.raw(TIERED.map((scope) => `when '${scope}' then ${tierOf(scope)}`).join(" "))} end`;
}

const [OFFERED, CLOSER] = [sql.raw("offered"), sql.raw("closer")];

/** Whether the viewer's manager can request the package for them: through a policy of their closest tier that allows it (domain.md 3.2, 4.3). */
export const IS_REQUESTABLE_ON_BEHALF = and(
  IS_REQUESTABLE,
  sql`exists (select from ${policy} as ${OFFERED}
    where ${OFFERED}.settings @> '{"isOnBehalfAllowed": true}' and ${includesViewer(OFFERED)}
      and not exists (select from ${policy} as ${CLOSER}
        where ${includesViewer(CLOSER)} and ${tierIn(CLOSER)} < ${tierIn(OFFERED)}))`,
);

/** Whether the package is of a catalog in which the viewer holds a role, or one that they made. */
const IS_STAFFED = or(
  sql`${accessPackage.createdBy} = ${given("personId")}`,
  sql`${accessPackage.catalogId} = any((select ids from staffed)::uuid[])`,
);

/** How much a viewer sees: everything; most of it; or a few packages, which an index finds. */
export type Sight = "all" | "most" | "few";

export function sightOf({ seesAll, isOutsider }: Viewer): Sight {
  if (seesAll) return "all";
  return isOutsider ? "few" : "most";
}

export const SIGHTS: Readonly<Record<Sight, Sight>> = { all: "all", most: "most", few: "few" };

/** Whether the viewer sees the package: as staff, or because it is offered to them; a hidden one is not listed. */
export function isSeenAt(sight: Sight, { listsHidden }: { listsHidden: boolean }): SQL | undefined {
  if (sight === "all") return undefined;
  const isListed = listsHidden ? undefined : sql`not ${accessPackage.isHidden}`;
  return forSight(sight, or(and(isListed, IS_OFFERED), IS_STAFFED));
}

/** A condition that Postgres takes to hold for every second row, as it does for members: else it would not read in order. */
export function forSight(sight: Sight, condition: SQL | undefined): SQL | undefined {
  return sight === "most" ? sql`case when ${condition} then true end` : condition;
}
