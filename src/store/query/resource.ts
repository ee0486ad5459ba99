import { and, inArray, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { PickReach } from "../../domain/resource/pickable.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { mapValues } from "../../lib/map-values.ts";
import { catalogResource } from "../schema/catalog.ts";
import { connectedOrganization } from "../schema/person.ts";
import { resource, resourceOwner } from "../schema/resource.ts";
import type { Reader, Transaction } from "../database.ts";
import { uuids, wholeRows } from "./rows.ts";
import { searchByName } from "./search.ts";
import type { Page } from "./search.ts";
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
const OWNED = sql`select ${resourceOwner.resourceId} from ${resourceOwner} where ${resourceOwner.personId} = ${given("personId")}`;
const HELD = sql`select ${catalogResource.resourceId} from ${catalogResource} where ${catalogResource.catalogId} = ${given("catalogId")}`;

/** How far the choice reaches, as a condition; the ids are read once, before the rows, which are then found by them. */
const MAY_PICK: Readonly<Record<PickReach | "ownedInCatalog", SQL | undefined>> = {
  all: undefined,
  catalog: isAmong(HELD),
  owned: isAmong(OWNED),
  ownedInCatalog: and(isAmong(OWNED), isAmong(HELD)),
  catalogAndOwned: isAmong(sql`${HELD} union all ${OWNED}`),
};

function isAmong(ids: SQL): SQL {
  return sql`${resource.id} = any(array(${ids}))`;
}

/** How far the choice reaches with `Only see`: to what is in the catalog. */
function reachOf({ reach, onlyInCatalog }: PickQuestion): keyof typeof MAY_PICK {
  if (!onlyInCatalog) return reach;
  return reach === "owned" ? "ownedInCatalog" : "catalog";
}

const SEARCHES = mapValues(MAY_PICK, (mayPick) =>
  searchByName<Named>({
    table: resource,
    select: NAMED,
    among: OF_TYPE,
    filter: and(STILL_THERE, mayPick),
    leaves: mayPick ? "few" : "most",
    isOnePage: true,
  }),
);

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
const ADDABLE = mapValues({ all: undefined, owned: isAmong(OWNED) }, (mayAdd: SQL | undefined) =>
  searchByName<Named>({
    table: resource,
    select: NAMED,
    among: OF_TYPE,
    filter: and(STILL_THERE, mayAdd, sql`${resource.id} <> all(array(${HELD}))`),
    leaves: mayAdd ? "few" : "most",
    isOnePage: true,
  }),
);

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
  return SEARCHES.all(source, text, { size }, { type: "group" });
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
  const rows = await db
    .select()
    .from(connectedOrganization)
    .where(inArray(connectedOrganization.id, [...ids]));
  return rows.map(({ id, name, goneAt }) => ({ id, name, isGone: goneAt !== null }));
}
