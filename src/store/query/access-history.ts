/** Who had what, and when: from assignments, and from the times during which each of them gave a resource role. */
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { assignment, grantSpan } from "../schema/assignment.ts";
import { catalog } from "../schema/catalog.ts";
import { accessPackage } from "../schema/package.ts";
import { person } from "../schema/person.ts";
import type { Reader } from "../database.ts";
import { catalogNameOf, packageNameOf } from "./retired.ts";
import { asMoment, asUuids, rowsOf } from "./rows.ts";

/** What is looked at: everybody with a role on a resource, or with a package; or everything that a person has. */
export interface AccessSubject {
  kind: "package" | "resource" | "person";
  id: string;
}

/** Which access is looked at: of these catalogs, and that of one person whatever catalog it belongs to. */
export interface AccessSight {
  catalogIds: readonly string[] | "all";
  personId: string;
}

/** One way by which somebody has, or had, something, from when to when. */
export interface AccessWay {
  /** On a resource; null where a package is looked at as a whole. */
  role: string | null;
  /** Of whoever has it; null where none is known. */
  email: string | null;
  packageName: string;
  catalogName: string;
  from: Date;
  /** When it was over; null while it is not. */
  until: Date | null;
  /** When it ends, or was to end. */
  endsAt: Date | null;
}

/** A person with all their ways to what is looked at, or a package with all the times at which the person had it. */
export interface AccessRow {
  id: string;
  name: string;
  ways: AccessWay[];
}

export interface AccessRows {
  total: number;
  rows: AccessRow[];
}

/** What there is now, or was at any time of that period (`to` is not part of it), by name; so many from that place on. */
export async function accessTo(
  db: Reader,
  subject: AccessSubject,
  sight: AccessSight,
  { during, size, from }: { during: { from: Date; to: Date } | null; size: number; from: number },
): Promise<AccessRows> {
  const { source, about, id, name, assignmentId, role, begun, over, isInSight } = HOW[subject.kind];
  // What thousands hold is sorted by their names alone; all else is only looked up for those who are shown.
  const rows = await rowsOf<Found>(
    db,
    sql`
      with way as materialized (
        select ${id} as id, ${name} as name, ${assignmentId} as assignment_id, ${role} as role, ${begun} as begun, ${over} as over
        from ${source}
        where ${about} = ${subject.id} and ${isWithin(begun, over, during)} and ${isInSight(sight)}
      ), page as (
        select id, min(name) as name, count(*) over ()::int as total from way
        group by id
        order by lower(min(name)) collate "C", id
        limit ${size} offset ${from}
      )
      select page.id, page.name, page.total,
        json_agg(json_build_object('role', way.role, 'email', holder.email, 'packageName', ${packageNameOf(assignment.packageId)},
          'catalogName', ${catalogNameOf(assignment.catalogId)}, 'from', way.begun, 'until', way.over,
          'endsAt', ${assignment.endsAt}) order by way.begun, way.role) as ways
      from page
        join way on way.id = page.id
        join ${assignment} on ${assignment.id} = way.assignment_id
        join ${person} as holder on holder.id = ${assignment.personId}
        left join ${accessPackage} on ${accessPackage.id} = ${assignment.packageId}
        left join ${catalog} on ${catalog.id} = ${assignment.catalogId}
      group by page.id, page.name, page.total
      order by lower(page.name) collate "C", page.id`,
  );
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ id, name, ways }) => ({ id, name, ways: ways.map(wayOf) })),
  };
}

/** Where it is told, and of whom or what: `about` is looked at, and `id` and `name` are listed. */
interface How {
  source: SQL;
  about: SQL;
  id: SQL;
  name: SQL;
  assignmentId: SQL;
  role: SQL;
  begun: SQL;
  over: SQL;
  isInSight: (sight: AccessSight) => SQL;
}

/** Whole packages are told of by their assignments. */
const WHOLE = {
  assignmentId: sql`${assignment.id}`,
  role: sql`null::text`,
  begun: sql`${assignment.startsAt}`,
  over: sql`${assignment.endedAt}`,
  isInSight: isOfSight,
};

const HOW: Readonly<Record<AccessSubject["kind"], How>> = {
  package: {
    ...WHOLE,
    source: sql`${assignment} join ${person} on ${person.id} = ${assignment.personId}`,
    about: sql`${assignment.packageId}`,
    id: sql`${assignment.personId}`,
    name: sql`${person.name}`,
  },
  person: {
    ...WHOLE,
    source: sql`${assignment} left join ${accessPackage} on ${accessPackage.id} = ${assignment.packageId}`,
    about: sql`${assignment.personId}`,
    id: sql`${assignment.packageId}`,
    name: packageNameOf(assignment.packageId),
  },
  resource: {
    source: sql`${grantSpan} join ${person} on ${person.id} = ${grantSpan.personId}`,
    about: sql`${grantSpan.resourceId}`,
    id: sql`${grantSpan.personId}`,
    name: sql`${person.name}`,
    assignmentId: sql`${grantSpan.assignmentId}`,
    role: sql`${grantSpan.role}`,
    begun: sql`${grantSpan.grantedAt}`,
    over: sql`${grantSpan.revokedAt}`,
    isInSight: (sight) =>
      sight.catalogIds === "all"
        ? sql`true`
        : sql`exists (select 1 from ${assignment} where ${assignment.id} = ${grantSpan.assignmentId} and ${isOfSight(sight)})`,
  },
};

function isWithin(begun: SQL, over: SQL, during: { from: Date; to: Date } | null): SQL {
  if (during === null) return sql`${over} is null`;
  return sql`${begun} < ${asMoment(during.to)} and (${over} is null or ${over} > ${asMoment(during.from)})`;
}

function isOfSight({ catalogIds, personId }: AccessSight): SQL {
  if (catalogIds === "all") return sql`true`;
  return sql`(${assignment.catalogId} = any(${asUuids(catalogIds)}) or ${assignment.personId} = ${personId})`;
}

type Told = Omit<AccessWay, "from" | "until" | "endsAt"> & {
  from: string;
  until: string | null;
  endsAt: string | null;
};

interface Found extends Omit<AccessRow, "ways"> {
  total: number;
  ways: Told[];
}

function wayOf({ from, until, endsAt, ...way }: Told): AccessWay {
  return { ...way, from: new Date(from), until: momentOf(until), endsAt: momentOf(endsAt) };
}

function momentOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
