import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { PickReach } from "../../domain/resource/pickable.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { catalogResource } from "../schema/catalog.ts";
import { connectedOrganization } from "../schema/person.ts";
import { resource, resourceOwner } from "../schema/resource.ts";
import type { Reader, Transaction } from "../database.ts";
import { searchByName } from "./search.ts";
import type { Page } from "./search.ts";

export type ResourceRow = typeof resource.$inferSelect;

export interface Named {
  id: string;
  name: string;
  nameKey: string;
}

/** Whose choice it is, in which catalog (null: one that does not exist yet), and how far it reaches. */
export interface PickQuestion {
  reach: PickReach;
  personId: string;
  catalogId: string | null;
  onlyInCatalog: boolean;
}

const NAMED = sql`${resource.id}, ${resource.name}, ${resource.nameKey} as "nameKey"`;

/** Resources of one type that may be picked, best match first. */
export async function searchPickable(
  db: Reader,
  question: PickQuestion & { type: ResourceType },
  text: string,
  size: number,
): Promise<Page<Named>> {
  const filter = and(isOfType(question.type), mayPick(question));
  const isFew = question.reach !== "all" || question.onlyInCatalog;
  return searchByName(db, text, { table: resource, select: NAMED, filter, isFew }, { size });
}

/** Still there, and of that type. */
function isOfType(type: ResourceType): SQL {
  return sql`${resource.type} = ${type} and ${resource.goneAt} is null`;
}

/** Which of the resources named may be picked. */
export async function pickableAmong(db: Reader, question: PickQuestion, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: resource.id })
    .from(resource)
    .where(and(inArray(resource.id, [...ids]), isNull(resource.goneAt), mayPick(question)));
  return new Set(rows.map(({ id }) => id));
}

function mayPick({ reach, personId, catalogId, onlyInCatalog }: PickQuestion): SQL | undefined {
  const owned = sql`select ${resourceOwner.resourceId} from ${resourceOwner} where ${resourceOwner.personId} = ${personId}`;
  const held = sql`select ${catalogResource.resourceId} from ${catalogResource} where ${catalogResource.catalogId} = ${catalogId}`;
  const reaches: Record<PickReach, SQL | undefined> = {
    all: undefined,
    catalog: isAmong(held),
    owned: isAmong(owned),
    catalogAndOwned: isAmong(sql`${held} union all ${owned}`),
  };
  return and(reaches[reach], onlyInCatalog ? isAmong(held) : undefined);
}

/** Has the ids read once, before the rows, which are then found by them. */
function isAmong(ids: SQL): SQL {
  return sql`${resource.id} = any(array(${ids}))`;
}

export async function resourcesById(db: Reader, ids: readonly string[]): Promise<ResourceRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(resource)
    .where(inArray(resource.id, [...ids]));
}

/** The resources, held against being changed by a directory synchronisation until the transaction ends. */
export async function holdResources(tx: Transaction, ids: readonly string[]): Promise<ResourceRow[]> {
  if (ids.length === 0) return [];
  return tx
    .select()
    .from(resource)
    .where(inArray(resource.id, [...ids]))
    .orderBy(resource.id)
    .for("share");
}

/** Which of the resources named are in the catalog. */
export async function resourcesInCatalog(db: Reader, catalogId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: catalogResource.resourceId })
    .from(catalogResource)
    .where(and(eq(catalogResource.catalogId, catalogId), inArray(catalogResource.resourceId, [...ids])));
  return new Set(rows.map(({ id }) => id));
}

/** The directory's groups, best match first. */
export async function searchGroups(db: Reader, text: string, size: number): Promise<Page<Named>> {
  return searchByName(db, text, { table: resource, select: NAMED, filter: isOfType("group") }, { size });
}

/** Connected organizations, best match first; proposed ones may be named too (domain.md 4.1). */
export async function searchOrganizations(db: Reader, text: string, size: number): Promise<Page<Named>> {
  const table = connectedOrganization;
  const select = sql`${table.id}, ${table.name}, ${table.nameKey} as "nameKey"`;
  return searchByName(db, text, { table, select, filter: sql`${table.goneAt} is null`, isFew: true }, { size });
}

export async function organizationsById(
  db: Reader,
  ids: readonly string[],
): Promise<{ id: string; name: string; isGone: boolean }[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(connectedOrganization)
    .where(inArray(connectedOrganization.id, [...ids]));
  return rows.map(({ id, name, goneAt }) => ({ id, name, isGone: goneAt !== null }));
}
