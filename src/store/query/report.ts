/** What staff are told of their catalogs in numbers; `catalogIds`: those that are looked into. */
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { ReportPart } from "../../domain/report.ts";
import { assignment } from "../schema/assignment.ts";
import { catalog } from "../schema/catalog.ts";
import { accessPackage } from "../schema/package.ts";
import { person } from "../schema/person.ts";
import { request, requestStage } from "../schema/request.ts";
import type { Reader } from "../database.ts";
import { asMoment, asUuids, rowsOf } from "./rows.ts";
import { IS_LIVE } from "./state.ts";

/** A line of a report: of what, belonging to what, and how many, or how long in seconds, or when in seconds since 1970. */
export interface ReportRow {
  name: string;
  detail: string;
  value: number;
}

/** What a report is about: since when requests count, now, and until when access that ends does. */
export interface ReportTimes {
  since: Date;
  now: Date;
  until: Date;
}

/** The lines of one part of the report, the most telling first, at most so many. */
export async function reportPart(
  db: Reader,
  part: ReportPart,
  catalogIds: readonly string[] | "all",
  times: ReportTimes,
  size: number,
): Promise<ReportRow[]> {
  return rowsOf<ReportRow>(db, sql`${PARTS[part](within(catalogIds), times)} limit ${size}`);
}

type Within = (catalogId: SQL) => SQL;

function within(catalogIds: readonly string[] | "all"): Within {
  return (catalogId) => (catalogIds === "all" ? sql`true` : sql`${catalogId} = any(${asUuids(catalogIds)})`);
}

const NAMED = sql`${accessPackage.name} as name, ${catalog.name} as detail`;
const PACKAGES = sql`${accessPackage} join ${catalog} on ${catalog.id} = ${accessPackage.catalogId}`;
const median = (from: SQL, to: SQL) =>
  sql`percentile_cont(0.5) within group (order by extract(epoch from ${to} - ${from})::float8) as value`;

const PARTS: Readonly<Record<ReportPart, (isWithin: Within, times: ReportTimes) => SQL>> = {
  holders: (isWithin) => sql`
    select ${NAMED}, held.value
    from (select ${assignment.packageId}, count(*)::int as value from ${assignment}
      where ${IS_LIVE} and ${isWithin(sql`${assignment.catalogId}`)} group by ${assignment.packageId}) as held
    join ${PACKAGES} on ${accessPackage.id} = held.package_id order by value desc, name`,
  outcomes: (isWithin, { since }) => sql`
    select ${request.state}::text as name, '' as detail, count(*)::int as value from ${request}
    where ${request.createdAt} >= ${asMoment(since)} and ${isWithin(sql`${request.catalogId}`)}
    group by ${request.state} order by value desc, name`,
  byPackage: (isWithin, { since }) => sql`
    select ${NAMED}, ${median(sql`${request.createdAt}`, sql`${request.decidedAt}`)}
    from ${PACKAGES} join ${request} on ${accessPackage.id} = ${request.packageId}
    where ${request.createdAt} >= ${asMoment(since)} and ${request.decidedAt} is not null
      and exists (select 1 from ${requestStage}
        where ${requestStage.requestId} = ${request.id} and ${requestStage.decidedAt} is not null)
      and ${isWithin(sql`${request.catalogId}`)}
    group by ${accessPackage.id}, ${catalog.id} order by value desc, name`,
  byApprover: (isWithin, { since }) => sql`
    select ${person.name} as name, '' as detail, ${median(sql`${requestStage.enteredAt}`, sql`${requestStage.decidedAt}`)}
    from ${request} join ${requestStage} on ${requestStage.requestId} = ${request.id}
      join ${person} on ${person.id} = ${requestStage.decidedBy}
    where ${request.createdAt} >= ${asMoment(since)} and ${requestStage.decidedAt} is not null
      and ${isWithin(sql`${request.catalogId}`)}
    group by ${person.id} order by value desc, name`,
  ending: (isWithin, { now, until }) => sql`
    select ${person.name} as name, ${accessPackage.name} as detail, extract(epoch from ${assignment.endsAt})::float8 as value
    from ${assignment} join ${person} on ${person.id} = ${assignment.personId}
      join ${accessPackage} on ${accessPackage.id} = ${assignment.packageId}
    where ${IS_LIVE} and ${assignment.endsAt} > ${asMoment(now)} and ${assignment.endsAt} <= ${asMoment(until)}
      and ${isWithin(sql`${assignment.catalogId}`)}
    order by ${assignment.endsAt}, name`,
  unused: (isWithin) => sql`
    select ${NAMED}, 0 as value from ${PACKAGES}
    where not exists (select 1 from ${assignment} where ${assignment.packageId} = ${accessPackage.id} and ${IS_LIVE})
      and ${isWithin(sql`${accessPackage.catalogId}`)}
    order by ${accessPackage.nameKey}, ${accessPackage.id}`,
};
