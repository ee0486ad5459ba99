import { and, asc, count, eq, ne, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AssignmentState } from "../../domain/assignment/assignment.ts";
import { assignment, assignmentGrant } from "../schema/assignment.ts";
import { catalog } from "../schema/catalog.ts";
import { accessPackage } from "../schema/package.ts";
import { person, personPlace } from "../schema/person.ts";
import { resource } from "../schema/resource.ts";
import type { Reader } from "../database.ts";
import { isAmong } from "./rows.ts";
import { IS_LIVE } from "./state.ts";

/** What every list says of access that somebody has. */
interface HeldSpan {
  assignmentId: string;
  state: AssignmentState;
  startsAt: Date;
  endsAt: Date | null;
  /** When delivery was last completed, and when it is tried again by itself. */
  completedAt: Date | null;
  retryAt: Date | null;
  /** The rule that assigned it. */
  ruleId: string | null;
}

export interface HolderRow extends HeldSpan {
  personId: string;
  name: string;
}

export interface HeldRow extends HeldSpan {
  packageId: string;
  name: string;
  catalogId: string;
  catalogName: string;
}

const SPAN = {
  assignmentId: assignment.id,
  state: assignment.state,
  startsAt: assignment.startsAt,
  endsAt: assignment.endsAt,
  completedAt: assignment.completedAt,
  retryAt: assignment.retryAt,
  ruleId: assignment.ruleId,
};

/** From so many on, a page of holders is soon met by looking at people in the order of their names. */
const MANY_HOLDERS = 1_000;

/** Who holds the package, by name, those after that person; each with the span of it. `total`: how many hold it. */
export async function holdersOf(
  db: Reader,
  { packageId, total, after }: { packageId: string; total: number; after: string | null },
  size: number,
): Promise<HolderRow[]> {
  const place = sql`${personPlace(person)}, ${person.id}`;
  const last = sql`select ${place} from ${person} where ${person.id} = ${after}`;
  const isAfter = after === null ? undefined : sql`(${place}) > (${last})`;
  const isHeld = and(eq(assignment.packageId, packageId), eq(assignment.personId, person.id), IS_LIVE);
  if (total < MANY_HOLDERS)
    return db
      .select({ ...SPAN, personId: person.id, name: person.name })
      .from(assignment)
      .innerJoin(person, isHeld)
      .where(isAfter)
      .orderBy(place)
      .limit(size);
  // The limit, which changes nothing, keeps Postgres from reading all holders to sort them.
  const held = db.select(SPAN).from(assignment).where(isHeld).limit(1).as("held");
  const { assignmentId, state, startsAt, endsAt, completedAt, retryAt, ruleId } = held;
  return db
    .select({
      assignmentId,
      state,
      startsAt,
      endsAt,
      completedAt,
      retryAt,
      ruleId,
      personId: person.id,
      name: person.name,
    })
    .from(person)
    .innerJoinLateral(held, sql`true`)
    .where(isAfter)
    .orderBy(place)
    .limit(size);
}

/** How many hold the package. */
export async function holderCount(db: Reader, packageId: string): Promise<number> {
  return countOf(db, and(eq(assignment.packageId, packageId), IS_LIVE));
}

/** Up to `limit` of those holders whose accounts are deactivated, by name. */
export async function deactivatedHolders(db: Reader, packageId: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ name: person.name })
    .from(assignment)
    .innerJoin(person, eq(person.id, assignment.personId))
    .where(and(eq(assignment.packageId, packageId), IS_LIVE, eq(person.slackState, "deactivated")))
    .orderBy(person.name)
    .limit(limit);
  return rows.map(({ name }) => name);
}

/** How many hold the package through that policy, by which it can be extended. */
export async function holdersThrough(
  db: Reader,
  { packageId, policyId }: { packageId: string; policyId: string },
): Promise<number> {
  return countOf(db, and(eq(assignment.packageId, packageId), eq(assignment.policyId, policyId), IS_LIVE));
}

/** What the person holds, by the package's name, those after that package; in these catalogs, or in all. */
export async function heldBy(
  db: Reader,
  personId: string,
  catalogIds: readonly string[] | "all",
  size: number,
  afterPackageId: string | null,
): Promise<HeldRow[]> {
  const last = sql`select ${accessPackage.nameKey}, ${accessPackage.id} from ${accessPackage} where ${accessPackage.id} = ${afterPackageId}`;
  return db
    .select({
      ...SPAN,
      packageId: accessPackage.id,
      name: accessPackage.name,
      catalogId: catalog.id,
      catalogName: catalog.name,
    })
    .from(assignment)
    .innerJoin(accessPackage, eq(accessPackage.id, assignment.packageId))
    .innerJoin(catalog, eq(catalog.id, assignment.catalogId))
    .where(
      and(
        isHeldBy(personId, catalogIds),
        afterPackageId === null ? undefined : sql`(${accessPackage.nameKey}, ${accessPackage.id}) > (${last})`,
      ),
    )
    .orderBy(asc(accessPackage.nameKey), asc(accessPackage.id))
    .limit(size);
}

/** How many packages the person holds, in these catalogs or in all. */
export async function heldCount(db: Reader, personId: string, catalogIds: readonly string[] | "all"): Promise<number> {
  return countOf(db, isHeldBy(personId, catalogIds));
}

function isHeldBy(personId: string, catalogIds: readonly string[] | "all"): SQL | undefined {
  return and(
    eq(assignment.personId, personId),
    IS_LIVE,
    catalogIds === "all" ? undefined : isAmong(assignment.catalogId, catalogIds),
  );
}

async function countOf(db: Reader, condition: SQL | undefined): Promise<number> {
  const [row] = await db.select({ found: count() }).from(assignment).where(condition);
  return row?.found ?? 0;
}

/** A resource role that somebody had before a package gave it. */
export interface RoleBefore {
  resource: string;
  role: string;
}

/** What each of the assignments gives that its holder had before, by assignment. */
export async function rolesHeldBefore(
  db: Reader,
  assignmentIds: readonly string[],
): Promise<ReadonlyMap<string, RoleBefore[]>> {
  const byAssignment = new Map<string, RoleBefore[]>();
  if (assignmentIds.length === 0) return byAssignment;
  const rows = await db
    .select({ assignmentId: assignmentGrant.assignmentId, role: assignmentGrant.role, resource: resource.name })
    .from(assignmentGrant)
    .innerJoin(resource, eq(resource.id, assignmentGrant.resourceId))
    .where(
      and(
        isAmong(assignmentGrant.assignmentId, assignmentIds),
        eq(assignmentGrant.heldBefore, true),
        ne(assignmentGrant.state, "revoked"),
      ),
    )
    .orderBy(resource.nameKey, assignmentGrant.role);
  for (const { assignmentId, ...role } of rows)
    byAssignment.set(assignmentId, [...(byAssignment.get(assignmentId) ?? []), role]);
  return byAssignment;
}
