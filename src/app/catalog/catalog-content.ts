import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { isUuid } from "../../lib/ids.ts";
import { packagesOf, resourcesOf } from "../../store/query/catalog-content.ts";
import type { CatalogPackage, CatalogResource, NameCursor } from "../../store/query/catalog-content.ts";
import { searchAddable } from "../../store/query/resource.ts";
import { searchSlackGroups, slackGroupsById } from "../../store/query/slack-group.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { visibleCatalog } from "./visible-catalog.ts";

/** A resource of a catalog; taking it out is offered to those who have the right to (domain.md 2.3). */
export interface ListedResource extends CatalogResource {
  mayRemove: boolean;
}

export interface ContentPage<Row> {
  rows: readonly Row[];
  next: NameCursor | null;
}

export type ResourcesPage = ContentPage<ListedResource>;
export type PackagesPage = ContentPage<CatalogPackage>;

/** Slack's limit for the options of one select. */
const OPTIONS_MAX = 100;

/** The catalog's resources, up to so many, by name. */
export async function pageOfResources(
  db: Reader,
  { catalogId, by, standing }: { catalogId: string; by: { id: string }; standing: Standing },
  size: number,
  after?: NameCursor,
): Promise<ResourcesPage> {
  const found = await resourcesOf(db, { catalogId, personId: by.id }, size + 1, after);
  const mayRemove = (isOwned: boolean) =>
    permit("catalog.removeResource", { ...standing, derived: isOwned ? ["resourceOwner"] : [] }).allowed;
  return pageOf(
    found.map((row) => ({ ...row, mayRemove: mayRemove(row.isOwned) })),
    size,
  );
}

/** The catalog's packages, up to so many, by name; hidden ones too, as only its staff looks. */
export async function pageOfPackages(
  db: Reader,
  catalogId: string,
  size: number,
  after?: NameCursor,
): Promise<PackagesPage> {
  return pageOf(await packagesOf(db, catalogId, size + 1, after), size);
}

function pageOf<Row extends NameCursor>(found: readonly Row[], size: number): ContentPage<Row> {
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  return { rows, next: found.length > size && last ? { nameKey: last.nameKey, id: last.id } : null };
}

export interface ContentWish {
  catalogId: string;
  size: number;
  after?: NameCursor | undefined;
}

/** One page of a catalog's resources, for its staff. */
export async function listResources(
  { database: { read: db }, rights }: AppDeps,
  slackUserId: string,
  { catalogId, size, after }: ContentWish,
): Promise<ResourcesPage & { catalogName: string }> {
  const by = await actingPerson(db, slackUserId, rights);
  const { catalog, standing } = await visibleCatalog(db, by, catalogId);
  return { ...(await pageOfResources(db, { catalogId, by, standing }, size, after)), catalogName: catalog.name };
}

/** One page of a catalog's packages, for its staff. */
export async function listPackages(
  { database: { read: db }, rights }: AppDeps,
  slackUserId: string,
  { catalogId, size, after }: ContentWish,
): Promise<PackagesPage & { catalogName: string }> {
  const by = await actingPerson(db, slackUserId, rights);
  const { catalog } = await visibleCatalog(db, by, catalogId);
  return { ...(await pageOfPackages(db, catalogId, size, after)), catalogName: catalog.name };
}

/** The resources of one type that this person may put into the catalog and that are not in it; none for those who may put none. */
export async function addableResources(
  { database: { read: db }, rights }: AppDeps,
  slackUserId: string,
  { catalogId, type }: { catalogId: string; type: ResourceType },
  text: string,
): Promise<{ id: string; name: string }[]> {
  const by = await actingPerson(db, slackUserId, rights);
  const { standing } = await visibleCatalog(db, by, catalogId);
  if (!permit("catalog.addResource", { ...standing, derived: ["resourceOwner"] }).allowed) return [];
  const reach = permit("catalog.addResource", standing).allowed ? "all" : "owned";
  return (await searchAddable(db, { reach, personId: by.id, catalogId, type }, text, OPTIONS_MAX)).rows;
}

/** Slack's user groups, as choices for the holders of a role. */
export async function slackGroupOptions(
  { database: { read: db }, rights }: AppDeps,
  slackUserId: string,
  text: string,
): Promise<{ id: string; name: string }[]> {
  await actingPerson(db, slackUserId, rights);
  return (await searchSlackGroups(db, text, OPTIONS_MAX)).rows;
}

/** The names of Slack's user groups, by id. */
export async function slackGroupNames(
  { database }: AppDeps,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await slackGroupsById(database.read, ids.filter(isUuid));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
