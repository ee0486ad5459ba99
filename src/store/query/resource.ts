import { and, not, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { PickReach } from "../../domain/resource/pickable.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { mapValues } from "../../lib/map-values.ts";
import { catalogResource } from "../schema/catalog.ts";
import { connectedOrganization } from "../schema/person.ts";
import { resource, resourceOwner } from "../schema/resource.ts";
import type { Reader, Transaction } from "../database.ts";
import { isAmong, uuids, wholeRows } from "./rows.ts";
import { searchByName } from "./search.ts";
import type { NameSearch, Page } from "./search.ts";
import { given, statement } from "./statement.ts";
import type { Source } from "./statement.ts";

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
const RESOURCE = wholeRows(resource);
const LISTED = sql`${resource.id} = any(${given("ids")}::text::uuid[])`;
const OF_TYPE = sql`${resource.type} = ${given("type")}`;
const STILL_THERE = sql`${resource.goneAt} is null`;
const OWNED = sql`from ${resourceOwner} where ${resourceOwner.personId} = ${given("personId")}`;
const HELD = sql`from ${catalogResource} where ${catalogResource.catalogId} = ${given("catalogId")}`;
const IS_HELD = sql`exists (select ${HELD} and ${catalogResource.resourceId} = ${resource.id})`;
const IS_OWNED = sql`exists (select ${OWNED} and ${resourceOwner.resourceId} = ${resource.id})`;

/** How far the choice reaches, as a condition. */
const MAY_PICK: Readonly<Record<PickReach | "ownedInCatalog", SQL | undefined>> = {
  all: undefined,
  catalog: IS_HELD,
  owned: IS_OWNED,
  ownedInCatalog: and(IS_OWNED, IS_HELD),
  catalogAndOwned: or(IS_HELD, IS_OWNED),
};

/** How far the choice reaches with `Only see`: to what is in the catalog. */
function reachOf({ reach, onlyInCatalog }: PickQuestion): keyof typeof MAY_PICK {
  if (!onlyInCatalog) return reach;
  return reach === "owned" ? "ownedInCatalog" : "catalog";
}

const searchAll = searchByName<Named>({
  table: resource,
  select: NAMED,
  among: OF_TYPE,
  filter: STILL_THERE,
  isOnePage: true,
});

const WITH_NAME = sql.raw("resource_id, resource_name_key");
const OWNED_NAMES = sql`select ${WITH_NAME} ${OWNED} and ${resourceOwner.resourceType} = ${given("type")}`;
const HELD_NAMES = sql`select ${WITH_NAME} ${HELD} and ${catalogResource.resourceType} = ${given("type")}`;
const reachable = alias(catalogResource, "reachable");

/** Finds what is there of some resources by the names that the rows that lead to them have. */
const searchAmong = (names: SQL, filter?: SQL) =>
  searchByName<Named>({
    table: { id: reachable.resourceId, nameKey: reachable.resourceNameKey },
    sets: sql`${reachable} as (${names})`,
    select: NAMED,
    joins: sql`join ${resource} on ${resource.id} = ${reachable.resourceId}`,
    filter: and(STILL_THERE, filter),
    leaves: "few",
  });

const SEARCHES: Readonly<Record<keyof typeof MAY_PICK, NameSearch<Named>>> = {
  all: searchAll,
  catalog: searchAmong(HELD_NAMES),
  owned: searchAmong(OWNED_NAMES),
  ownedInCatalog: searchAmong(OWNED_NAMES, IS_HELD),
  catalogAndOwned: searchAmong(sql`${HELD_NAMES} union ${OWNED_NAMES}`),
};

/** Resources of one type that may be picked, best match first. */
export async function searchPickable(
  source: Source,
  question: PickQuestion & { type: ResourceType },
  text: string,
  size: number,
): Promise<Page<Named>> {
  const { type, personId, catalogId } = question;
  return SEARCHES[reachOf(question)](source, text, { size }, { type, personId, catalogId });
}

const PICKABLE = mapValues(MAY_PICK, (mayPick) =>
  statement<{ id: string }>(sql`select ${resource.id} from ${resource} where ${and(LISTED, STILL_THERE, mayPick)}`),
);

/** Which of the resources named may be picked. */
export async function pickableAmong(
  source: Source,
  question: PickQuestion,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { personId, catalogId } = question;
  const rows = await PICKABLE[reachOf(question)](source, { personId, catalogId, ids: uuids(ids) });
  return new Set(rows.map(({ id }) => id));
}

const findResources = statement(
  sql`select ${RESOURCE.columns} from ${resource} where ${LISTED} order by ${resource.id}`,
  RESOURCE.decode,
);
const findForShare = statement(
  sql`select ${RESOURCE.columns} from ${resource} where ${LISTED} order by ${resource.id} for share`,
  RESOURCE.decode,
);

export async function resourcesById(source: Source, ids: readonly string[]): Promise<ResourceRow[]> {
  return ids.length === 0 ? [] : findResources(source, { ids: uuids(ids) });
}

/** The resources, held against being changed by a directory synchronisation until the transaction ends. */
export async function holdResources(tx: Transaction, ids: readonly string[]): Promise<ResourceRow[]> {
  return ids.length === 0 ? [] : findForShare(tx, { ids: uuids(ids) });
}

const findInCatalog = statement<{ id: string }>(sql`select ${catalogResource.resourceId} as id from ${catalogResource}
  where ${catalogResource.catalogId} = ${given("catalogId")}
    and ${catalogResource.resourceId} = any(${given("ids")}::text::uuid[])`);

/** Which of the resources named are in the catalog. */
export async function resourcesInCatalog(
  source: Source,
  catalogId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await findInCatalog(source, { catalogId, ids: uuids(ids) });
  return new Set(rows.map(({ id }) => id));
}

const findOwned = statement<{ id: string }>(sql`select ${resourceOwner.resourceId} as id from ${resourceOwner}
  where ${resourceOwner.personId} = ${given("personId")} and ${resourceOwner.resourceId} = any(${given("ids")}::text::uuid[])`);

/** Which of the resources named the person owns. */
export async function ownedAmong(source: Source, personId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  return new Set((await findOwned(source, { personId, ids: uuids(ids) })).map(({ id }) => id));
}

/** What a person may put into a catalog: all that is not in it yet, or what they own of it (domain.md 2.3). */
const ADDABLE = {
  all: searchByName<Named>({
    table: resource,
    select: NAMED,
    among: OF_TYPE,
    filter: and(STILL_THERE, not(IS_HELD)),
    isOnePage: true,
  }),
  owned: searchAmong(OWNED_NAMES, not(IS_HELD)),
};

/** Resources of one type that may be put into the catalog, best match first. */
export async function searchAddable(
  source: Source,
  { reach, ...question }: { reach: "all" | "owned"; personId: string; catalogId: string; type: ResourceType },
  text: string,
  size: number,
): Promise<Page<Named>> {
  return ADDABLE[reach](source, text, { size }, question);
}

/** The directory's groups, best match first. */
export async function searchGroups(source: Source, text: string, size: number): Promise<Page<Named>> {
  return searchAll(source, text, { size }, { type: "group" });
}

const searchConnected = searchByName<Named>({
  table: connectedOrganization,
  select: sql`${connectedOrganization.id}, ${connectedOrganization.name}, ${connectedOrganization.nameKey} as "nameKey"`,
  filter: sql`${connectedOrganization.goneAt} is null`,
  leaves: "few",
});

/** Connected organizations, best match first; proposed ones may be named too (domain.md 4.1). */
export async function searchOrganizations(source: Source, text: string, size: number): Promise<Page<Named>> {
  return searchConnected(source, text, { size }, {});
}

export async function organizationsById(
  db: Reader,
  ids: readonly string[],
): Promise<{ id: string; name: string; isGone: boolean }[]> {
  if (ids.length === 0) return [];
  const rows = await db.select().from(connectedOrganization).where(isAmong(connectedOrganization.id, ids));
  return rows.map(({ id, name, goneAt }) => ({ id, name, isGone: goneAt !== null }));
}
