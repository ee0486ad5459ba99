import { and, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { groupedBy } from "../../lib/grouped-by.ts";
import { assignment } from "../schema/assignment.ts";
import { accessPackage, incompatible } from "../schema/package.ts";
import { person } from "../schema/person.ts";
import { resource } from "../schema/resource.ts";
import type { Reader, Transaction } from "../database.ts";
import { groupsOfPerson } from "./group.ts";
import { asUuids, rowsOf, uuids } from "./rows.ts";
import { given, statement } from "./statement.ts";

export interface NamedSubject {
  id: string;
  name: string;
}

/** What somebody must not hold who asks for a package, by name. */
export interface Incompatible {
  packages: NamedSubject[];
  groups: NamedSubject[];
}

/** What is incompatible with the package (domain.md 4.8): that direction alone. */
export async function incompatibleWith(db: Reader, packageId: string): Promise<Incompatible> {
  const subjects = (kind: "package" | "group") =>
    and(eq(incompatible.packageId, packageId), eq(incompatible.kind, kind));
  const [packages, groups] = await Promise.all([
    db
      .select({ id: accessPackage.id, name: accessPackage.name })
      .from(incompatible)
      .innerJoin(accessPackage, eq(accessPackage.id, incompatible.subjectId))
      .where(subjects("package"))
      .orderBy(accessPackage.nameKey),
    db
      .select({ id: resource.id, name: resource.name })
      .from(incompatible)
      .innerJoin(resource, eq(resource.id, incompatible.subjectId))
      .where(subjects("group"))
      .orderBy(resource.nameKey),
  ]);
  return { packages, groups };
}

/** Makes these what is incompatible with the package. */
export async function replaceIncompatible(
  tx: Transaction,
  packageId: string,
  { packages, groups }: Readonly<Record<"packages" | "groups", readonly string[]>>,
): Promise<void> {
  await tx.delete(incompatible).where(eq(incompatible.packageId, packageId));
  const rows = [
    ...packages.map((subjectId) => ({ packageId, kind: "package" as const, subjectId })),
    ...groups.map((subjectId) => ({ packageId, kind: "group" as const, subjectId })),
  ];
  if (rows.length > 0) await tx.insert(incompatible).values(rows);
}

/** What the people hold that is incompatible with the package, by name. */
export async function incompatibleHeldBy(
  db: Reader,
  packageId: string,
  personIds: readonly string[],
): Promise<{ personId: string; name: string }[]> {
  return rowsOf(
    db,
    sql`select ${person.id} as "personId", ${accessPackage.name} from ${person}
        join ${incompatible} on ${incompatible.packageId} = ${packageId} and ${holdsPackage(sql`${person.id}`)}
        join ${accessPackage} on ${accessPackage.id} = ${incompatible.subjectId}
      where ${person.id} = any(${asUuids(personIds)})
      union all select ${person.id}, ${resource.name} from ${person}
        join ${incompatible} on ${incompatible.packageId} = ${packageId} and ${isInGroup(sql`${person.id}`)}
        join ${resource} on ${resource.id} = ${incompatible.subjectId}
      where ${person.id} = any(${asUuids(personIds)}) order by 2`,
  );
}

const lockConcerned =
  statement(sql`select 1 from ${person} where ${person.id} = any(${given("personIds")}::text::uuid[])
  and exists (select from ${incompatible} where ${incompatible.packageId} = ${given("packageId")}::uuid)
  order by ${person.id} for no key update`);

/**
 * The same, for those who are about to get the package: they are locked while they do, so that two packages that rule
 * each other out are not got at the same moment.
 */
export async function incompatibleHeldByLocked(
  tx: Transaction,
  packageId: string,
  personIds: readonly string[],
): Promise<{ personId: string; name: string }[]> {
  const locked = await lockConcerned(tx, { packageId, personIds: uuids(personIds) });
  return locked.length === 0 ? [] : incompatibleHeldBy(tx, packageId, personIds);
}

/** Who holds the package and something that is incompatible with it, and keeps both: how many, and the first of them. */
export interface DoubleHolders {
  total: number;
  some: { name: string; holds: string[] }[];
}

/** Those who hold both, the first of them by name and with what else they hold. */
export async function doubleHolders(db: Reader, packageId: string, limit: number): Promise<DoubleHolders> {
  const rows = await rowsOf<{ id: string; name: string; total: number }>(
    db,
    sql`select ${person.id}, ${person.name}, count(*) over ()::int as total
      from ${assignment} as held join ${person} on ${person.id} = held.person_id
      where exists (select from ${incompatible} where ${incompatible.packageId} = ${packageId})
        and held.package_id = ${packageId} and held.state <> 'expired' and exists (
        select from ${incompatible} where ${incompatible.packageId} = ${packageId}
          and (${holdsPackage(sql`${person.id}`)} or ${isInGroup(sql`${person.id}`)}))
      order by ${person.name}, ${person.id} limit ${limit}`,
  );
  const holds = await incompatibleNames(
    db,
    packageId,
    rows.map(({ id }) => id),
  );
  return { total: rows[0]?.total ?? 0, some: rows.map(({ id, name }) => ({ name, holds: holds.get(id) ?? [] })) };
}

/** The names of what each of the people holds that is incompatible with the package, by person; without those who hold nothing such. */
export async function incompatibleNames(
  db: Reader,
  packageId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const held = personIds.length === 0 ? [] : await incompatibleHeldBy(db, packageId, personIds);
  const byPerson = groupedBy(held, ({ personId }) => personId);
  return new Map([...byPerson].map(([personId, rows]) => [personId, rows.map(({ name }) => name)]));
}

/** The offset keeps Postgres from reading all assignments once, instead of looking for one of each person. */
function holdsPackage(personId: SQL): SQL {
  return sql`${incompatible.kind} = 'package' and exists (select from ${assignment}
    where ${assignment.packageId} = ${incompatible.subjectId} and ${assignment.personId} = ${personId}
      and ${assignment.state} <> 'expired' offset 0)`;
}

function isInGroup(personId: SQL): SQL {
  return sql`${incompatible.kind} = 'group' and ${incompatible.subjectId} in (${groupsOfPerson(personId)})`;
}
