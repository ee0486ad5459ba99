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
  const { source, isAbout, begun, over, role } = HOW[subject.kind === "resource" ? "roles" : "whole"];
  const key = subject.kind === "person" ? PACKAGE : PERSON;
  const rows = await rowsOf<Found>(
    db,
    sql`
      select ${key.id} as id, min(${key.name}) as name, count(*) over ()::int as total,
        json_agg(json_build_object('role', ${role}, 'packageName', ${packageNameOf(assignment.packageId)},
          'catalogName', ${catalogNameOf(assignment.catalogId)}, 'from', ${begun}, 'until', ${over},
          'endsAt', ${assignment.endsAt}) order by ${begun}, ${role}) as ways
      from ${source}
        join ${person} on ${person.id} = ${assignment.personId}
        left join ${accessPackage} on ${accessPackage.id} = ${assignment.packageId}
        left join ${catalog} on ${catalog.id} = ${assignment.catalogId}
      where ${isAbout(subject)} and ${isWithin(begun, over, during)} and ${isInSight(sight)}
      group by ${key.id}
      order by lower(min(${key.name})) collate "C", ${key.id}
      limit ${size} offset ${from}`,
  );
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ id, name, ways }) => ({ id, name, ways: ways.map(wayOf) })),
  };
}

const PERSON = { id: sql`${person.id}`, name: sql`${person.name}` };
const PACKAGE = { id: sql`${assignment.packageId}`, name: packageNameOf(assignment.packageId) };

interface How {
  source: SQL;
  isAbout: (subject: AccessSubject) => SQL;
  begun: SQL;
  over: SQL;
  role: SQL;
}

const HOW: Readonly<Record<"whole" | "roles", How>> = {
  whole: {
    source: sql`${assignment}`,
    isAbout: ({ kind, id }) =>
      kind === "person" ? sql`${assignment.personId} = ${id}` : sql`${assignment.packageId} = ${id}`,
    begun: sql`${assignment.startsAt}`,
    over: sql`${assignment.endedAt}`,
    role: sql`null::text`,
  },
  roles: {
    source: sql`${grantSpan} join ${assignment} on ${assignment.id} = ${grantSpan.assignmentId}`,
    isAbout: ({ id }) => sql`${grantSpan.resourceId} = ${id}`,
    begun: sql`${grantSpan.grantedAt}`,
    over: sql`${grantSpan.revokedAt}`,
    role: sql`${grantSpan.role}`,
  },
};

function isWithin(begun: SQL, over: SQL, during: { from: Date; to: Date } | null): SQL {
  if (during === null) return sql`${over} is null`;
  return sql`${begun} < ${asMoment(during.to)} and (${over} is null or ${over} > ${asMoment(during.from)})`;
}

function isInSight({ catalogIds, personId }: AccessSight): SQL {
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
