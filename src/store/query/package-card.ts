import { and, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { mapValues } from "../../lib/map-values.ts";
import { assignment } from "../schema/assignment.ts";
import { catalog } from "../schema/catalog.ts";
import { accessPackage, packageResourceRole, policy } from "../schema/package.ts";
import { connectedOrganization, person } from "../schema/person.ts";
import { request } from "../schema/request.ts";
import { resource } from "../schema/resource.ts";
import type { StoredPolicy } from "./package.ts";
import type { FoundPackage } from "./package-search.ts";
import { given, statement } from "./statement.ts";
import type { Source } from "./statement.ts";
import { IS_REQUESTABLE, isSeenAt, sightOf, SIGHTS, valuesOf, VIEWER } from "./viewer.ts";
import type { Viewer } from "./viewer.ts";

/** A package, whole: what its card is drawn from. */
export interface PackageCardRow extends FoundPackage {
  isHidden: boolean;
  isCatalogEnabled: boolean;
  resourceRoles: { type: ResourceType; name: string; role: string; isGone: boolean }[];
  policies: StoredPolicy[];
  /** The roles that the viewer has in its catalog. */
  catalogRoles: CatalogRole[];
  /** How many hold it and ask for it; null for whoever has no role in its catalog and is no user administrator. */
  use: PackageUse | null;
  /** Names of the people, groups and organizations in the policies, by id. */
  names: ReadonlyMap<string, string>;
}

/** How many people hold the package, and how many requests for it are not decided. */
export interface PackageUse {
  holders: number;
  pendingRequests: number;
}

const PACKAGE_USE = sql`select (select count(*) from ${assignment}
    where ${assignment.packageId} = ${accessPackage.id} and ${assignment.state} <> 'expired') as holders,
  (select count(*) from ${request} where ${request.packageId} = ${accessPackage.id}
    and ${request.state} in ('submitted', 'pendingApproval')) as "pendingRequests"`;

const findUse = statement<PackageUse>(
  sql`select use.holders::int, use."pendingRequests"::int from ${accessPackage}, lateral (${PACKAGE_USE}) use
    where ${accessPackage.id} = ${given("packageId")}`,
);

/** The same of one package; the caller has asked whether the person may be told. */
export async function packageUse(source: Source, packageId: string): Promise<PackageUse> {
  const [use] = await findUse(source, { packageId });
  return use ?? { holders: 0, pendingRequests: 0 };
}

const RESOURCE_ROLES = sql`select coalesce(json_agg(json_build_object(
    'type', ${resource.type}, 'name', ${resource.name}, 'role', ${packageResourceRole.role},
    'isGone', ${resource.goneAt} is not null or ${packageResourceRole.role} <> all(${resource.roles})
  ) order by ${packageResourceRole.position}), '[]')
  from ${packageResourceRole} join ${resource} on ${resource.id} = ${packageResourceRole.resourceId}
  where ${packageResourceRole.packageId} = ${accessPackage.id}`;

const POLICIES = sql`select coalesce(json_agg(json_build_object(
    'id', ${policy.id}, 'name', ${policy.name}, 'version', ${policy.version}, 'settings', ${policy.settings}) order by ${policy.position}), '[]')
  from ${policy} where ${policy.packageId} = ${accessPackage.id}`;

const CATALOG_ROLES = sql`select coalesce(json_agg(distinct role), '[]') from staff
  where catalog_id = ${accessPackage.catalogId}`;

/** Counted only for those who may be told. */
const USE = sql`case when ${given("seesAll")}::boolean or exists (
    select from staff where catalog_id = ${accessPackage.catalogId})
  then (select row_to_json(use) from (${PACKAGE_USE}) use) end`;

const NAMED_IDS = sql`select jsonb_array_elements_text(${policy.namedIds})::uuid from ${policy}
  where ${policy.packageId} = ${accessPackage.id}`;

const NAMES = sql`select coalesce(json_object_agg(listed.id, listed.name), '{}')
  from (select array(${NAMED_IDS}) as ids offset 0) ids_in, lateral (
    select ${person.id}, ${person.name} from ${person} where ${person.id} = any(ids_in.ids)
    union all select ${resource.id}, ${resource.name} from ${resource} where ${resource.id} = any(ids_in.ids)
    union all select ${connectedOrganization.id}, ${connectedOrganization.name} from ${connectedOrganization}
    where ${connectedOrganization.id} = any(ids_in.ids)) listed`;

const COLUMNS = sql`${accessPackage.id}, ${accessPackage.name}, ${accessPackage.nameKey} as "nameKey",
  ${accessPackage.description}, ${accessPackage.isHidden} as "isHidden", ${accessPackage.catalogId} as "catalogId",
  ${catalog.name} as "catalogName", ${catalog.isEnabled} as "isCatalogEnabled",
  (${RESOURCE_ROLES}) as "resourceRoles", (${POLICIES}) as policies, (${NAMES}) as names`;
const FOR_VIEWER = sql`(${CATALOG_ROLES}) as "catalogRoles", (${USE}) as use, ${IS_REQUESTABLE} as "isRequestable"`;
const FOR_NOBODY = sql`'[]'::json as "catalogRoles", null as use, false as "isRequestable"`;
const TABLES = sql`${accessPackage} join ${catalog} on ${catalog.id} = ${accessPackage.catalogId}`;

function decode(row: Record<string, unknown>): PackageCardRow {
  const card = row as unknown as PackageCardRow;
  return {
    ...card,
    policies: card.policies.map((each) => ({ ...each, settings: PolicySettings.parse(each.settings) })),
    names: new Map(Object.entries(card.names)),
  };
}

const findCard = statement(
  sql`select ${COLUMNS}, ${FOR_NOBODY} from ${TABLES} where ${accessPackage.id} = ${given("packageId")}`,
  decode,
);

/** The package, whoever looks at it. */
export async function packageCardOf(source: Source, packageId: string): Promise<PackageCardRow | undefined> {
  const [card] = await findCard(source, { packageId });
  return card;
}

const seenCards = (condition: SQL) =>
  mapValues(SIGHTS, (sight) =>
    statement(
      sql`with ${VIEWER} select ${COLUMNS}, ${FOR_VIEWER} from ${TABLES}
        where ${and(condition, isSeenAt(sight, { listsHidden: true }))} order by ${catalog.nameKey} limit ${given("limit")}`,
      decode,
    ),
  );
const WITH_ID = seenCards(sql`${accessPackage.id} = ${given("packageId")}`);
const NAMED = seenCards(sql`${accessPackage.nameKey} = ${given("nameKey")}`);

/** One package, if the viewer may see it; hidden or not. */
export async function seenCard(source: Source, viewer: Viewer, packageId: string): Promise<PackageCardRow | undefined> {
  const [card] = await WITH_ID[sightOf(viewer)](source, {
    ...valuesOf(viewer),
    seesAll: viewer.seesAll,
    packageId,
    limit: 1,
  });
  return card;
}

/** The packages of exactly that name that the viewer may see; a hidden one is found by its name (domain.md C12). */
export async function seenCardsNamed(
  source: Source,
  viewer: Viewer,
  nameKey: string,
  limit: number,
): Promise<PackageCardRow[]> {
  return NAMED[sightOf(viewer)](source, { ...valuesOf(viewer), seesAll: viewer.seesAll, nameKey, limit });
}
