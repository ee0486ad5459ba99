/** What a catalog holds: its resources and its packages, a page at a time in the order of their names. */
import { sql } from "drizzle-orm";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { catalogResource } from "../schema/catalog.ts";
import { accessPackage, packageResourceRole } from "../schema/package.ts";
import { resource, resourceOwner } from "../schema/resource.ts";
import { given, statement } from "./statement.ts";
import type { Source } from "./statement.ts";

/** The last row of a page: where the next begins. */
export interface NameCursor {
  nameKey: string;
  id: string;
}

export interface CatalogResource {
  id: string;
  type: ResourceType;
  name: string;
  nameKey: string;
  /** Whether it is no longer in its directory. */
  isGone: boolean;
  /** Whether the person who asks owns it. */
  isOwned: boolean;
}

const findResources = statement<CatalogResource>(sql`select ${resource.id}, ${resource.type}, ${resource.name},
    ${resource.nameKey} as "nameKey", ${resource.goneAt} is not null as "isGone",
    exists (select from ${resourceOwner} where ${resourceOwner.resourceId} = ${resource.id}
      and ${resourceOwner.personId} = ${given("personId")}) as "isOwned"
  from ${catalogResource} join ${resource} on ${resource.id} = ${catalogResource.resourceId}
  where ${catalogResource.catalogId} = ${given("catalogId")} and (${given("afterName")}::text is null
    or (${resource.nameKey}, ${resource.id}) > (${given("afterName")}::text collate "C", ${given("afterId")}::uuid))
  order by ${resource.nameKey}, ${resource.id} limit ${given("limit")}::int`);

/** Up to `limit` resources of the catalog. */
export async function resourcesOf(
  source: Source,
  { catalogId, personId }: { catalogId: string; personId: string },
  limit: number,
  after?: NameCursor,
): Promise<CatalogResource[]> {
  return findResources(source, { catalogId, personId, limit, afterName: after?.nameKey, afterId: after?.id });
}

export interface CatalogPackage {
  id: string;
  name: string;
  nameKey: string;
  isHidden: boolean;
}

const findPackages = statement<CatalogPackage>(sql`select ${accessPackage.id}, ${accessPackage.name},
    ${accessPackage.nameKey} as "nameKey", ${accessPackage.isHidden} as "isHidden"
  from ${accessPackage}
  where ${accessPackage.catalogId} = ${given("catalogId")}
    and (${given("afterName")}::text is null or ${accessPackage.nameKey} > ${given("afterName")}::text collate "C")
  order by ${accessPackage.nameKey} limit ${given("limit")}::int`);

/** Up to `limit` packages of the catalog, hidden ones too. */
export async function packagesOf(
  source: Source,
  catalogId: string,
  limit: number,
  after?: NameCursor,
): Promise<CatalogPackage[]> {
  return findPackages(source, { catalogId, limit, afterName: after?.nameKey });
}

const findUsers = statement<{ name: string }>(sql`select distinct ${accessPackage.name} from ${packageResourceRole}
    join ${accessPackage} on ${accessPackage.id} = ${packageResourceRole.packageId}
  where ${packageResourceRole.resourceId} = ${given("resourceId")}
    and ${accessPackage.catalogId} = ${given("catalogId")}
  order by ${accessPackage.name} limit ${given("limit")}::int`);

/** The names of up to `limit` packages of the catalog that give a role on the resource. */
export async function packagesUsing(
  source: Source,
  { catalogId, resourceId }: { catalogId: string; resourceId: string },
  limit: number,
): Promise<string[]> {
  return (await findUsers(source, { catalogId, resourceId, limit })).map(({ name }) => name);
}
