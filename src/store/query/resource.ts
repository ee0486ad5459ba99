import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
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

/** Resources of one type that may be picked, best match first. */
export async function searchPickable(
  db: Reader,
  question: PickQuestion & { type: ResourceType },
  text: string,
  size: number,
): Promise<Page<Named>> {
  const within = eq(resource.type, question.type);
  const amongFew = question.reach !== "all" || question.onlyInCatalog;
  return searchByName(text, { size, columns: resource, within, amongFew }, ({ where, orderBy, limit }) =>
    db
      .select({ id: resource.id, name: resource.name, nameKey: resource.nameKey })
      .from(resource)
      .where(and(within, where, isNull(resource.goneAt), mayPick(db, question)))
      .orderBy(...orderBy)
      .limit(limit),
  );
}

/** Which of the resources named may be picked. */
export async function pickableAmong(db: Reader, question: PickQuestion, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: resource.id })
    .from(resource)
    .where(and(inArray(resource.id, [...ids]), isNull(resource.goneAt), mayPick(db, question)));
  return new Set(rows.map(({ id }) => id));
}

function mayPick(db: Reader, { reach, personId, catalogId, onlyInCatalog }: PickQuestion): SQL | undefined {
  // Made anew for each use, because a union changes the query that it begins with.
  const owned = () =>
    db.select({ id: resourceOwner.resourceId }).from(resourceOwner).where(eq(resourceOwner.personId, personId));
  const held = () =>
    db
      .select({ id: catalogResource.resourceId })
      .from(catalogResource)
      .where(catalogId === null ? sql`false` : eq(catalogResource.catalogId, catalogId));
  const reaches = {
    all: () => undefined,
    catalog: () => inArray(resource.id, held()),
    owned: () => inArray(resource.id, owned()),
    catalogAndOwned: () => inArray(resource.id, unionAll(held(), owned())),
  };
  return and(reaches[reach](), onlyInCatalog ? inArray(resource.id, held()) : undefined);
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
  const within = eq(resource.type, "group");
  return searchByName(text, { size, columns: resource, within }, ({ where, orderBy, limit }) =>
    db
      .select({ id: resource.id, name: resource.name, nameKey: resource.nameKey })
      .from(resource)
      .where(and(within, where, isNull(resource.goneAt)))
      .orderBy(...orderBy)
      .limit(limit),
  );
}

/** Connected organizations, best match first; proposed ones may be named too (domain.md 4.1). */
export async function searchOrganizations(db: Reader, text: string, size: number): Promise<Page<Named>> {
  return searchByName(text, { size, columns: connectedOrganization }, ({ where, orderBy, limit }) =>
    db
      .select({
        id: connectedOrganization.id,
        name: connectedOrganization.name,
        nameKey: connectedOrganization.nameKey,
      })
      .from(connectedOrganization)
      .where(and(where, isNull(connectedOrganization.goneAt)))
      .orderBy(...orderBy)
      .limit(limit),
  );
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
