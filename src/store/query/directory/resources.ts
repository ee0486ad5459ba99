import { and, inArray, isNull, sql } from "drizzle-orm";
import type { DirectoryResource } from "../../../domain/directory/directory.ts";
import { nameKey } from "../../../lib/text.ts";
import { resource } from "../../schema/resource.ts";
import type { Reader, Transaction } from "../../database.ts";
import { asJson, asMoment, oneRowOf } from "../rows.ts";

type ResourceKey = Pick<DirectoryResource, "type" | "id">;

/** Writes resources as the directory has them. */
export async function storeResources(
  tx: Transaction,
  resources: readonly DirectoryResource[],
): Promise<{ added: number; changed: number }> {
  const rows = resources.map(({ type, id, name, description, roles }) => ({
    type,
    id,
    name,
    name_key: nameKey(name),
    description,
    roles,
  }));
  return oneRowOf(
    tx,
    sql`
      with listed as (
        select * from json_to_recordset(${asJson(rows)})
          as row(type resource_type, id text, name text, name_key text, description text, roles text[])
      ), updated as (
        update resource as stored
        set name = listed.name, name_key = listed.name_key, description = listed.description, roles = listed.roles, gone_at = null
        from listed join resource as before on before.type = listed.type and before.origin_id = listed.id
        where stored.id = before.id
          and (before.name, before.description, before.roles, before.gone_at)
            is distinct from (listed.name, listed.description, listed.roles, null::timestamptz)
        returning before.gone_at is not null as came_back
      ), inserted as (
        insert into resource (type, origin_id, name, name_key, description, roles)
        select type, id, name, name_key, description, roles from listed
        where not exists (select from resource as stored where stored.type = listed.type and stored.origin_id = listed.id)
        returning 1
      )
      select
        ((select count(*) from inserted) + (select count(*) from updated where came_back))::int as added,
        (select count(*) from updated where not came_back)::int as changed`,
  );
}

/** The ids of the resources that came from the directory under these ids. */
export async function resourceIdsByOrigin(db: Reader, originIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .select({ id: resource.id })
    .from(resource)
    .where(and(inArray(resource.originId, [...originIds]), isNull(resource.goneAt)));
  return rows.map(({ id }) => id);
}

/** Marks every resource gone that the directory no longer lists. */
export async function markResourcesGone(tx: Transaction, listed: readonly ResourceKey[], now: Date): Promise<number> {
  const rows = listed.map(({ type, id }) => ({ type, id }));
  const { gone } = await oneRowOf<{ gone: number }>(
    tx,
    sql`
      with listed as materialized (
        select * from json_to_recordset(${asJson(rows)}) as row(type resource_type, id text)
      ), gone as (
        update resource set gone_at = ${asMoment(now)}
        where gone_at is null
          and not exists (select from listed where listed.type = resource.type and listed.id = resource.origin_id)
        returning 1
      )
      select count(*)::int as gone from gone`,
  );
  return gone;
}

/** Who stands in which relation to a resource: the table, its column for the resource, and its rows for those who are missing. */
const LINKS = {
  owners: {
    table: sql.identifier("resource_owner"),
    resourceId: sql.identifier("resource_id"),
    columns: sql`resource_id, person_id, resource_type, resource_name_key`,
    rows: sql`select resource_id, person_id, type, name_key from missing join target on target.id = missing.resource_id`,
  },
  members: {
    table: sql.identifier("group_member"),
    resourceId: sql.identifier("group_id"),
    columns: sql`group_id, person_id`,
    rows: sql`select resource_id, person_id from missing`,
  },
};
export type LinkKind = keyof typeof LINKS;

export interface LinkChange {
  added: number;
  gone: number;
}

/**
 * Makes the owners or the members of these resources those of the directory, writing only the difference. EXCEPT
 * hashes both sides, and "offset 0" has the index used, whatever the planner believes of sizes that grow as it plans.
 */
export async function storeLinks(
  tx: Transaction,
  kind: LinkKind,
  resources: readonly DirectoryResource[],
  personIds: ReadonlyMap<string, string>,
): Promise<LinkChange> {
  const { table, resourceId, columns, rows: missing } = LINKS[kind];
  const rows = resources.map((resource) => ({
    type: resource.type,
    id: resource.id,
    people: [...new Set(resource[kind].flatMap((email) => personIds.get(email) ?? []))],
  }));
  return oneRowOf(
    tx,
    sql`
      with target as materialized (
        select resource.id, resource.type, resource.name_key, listed.people
        from json_to_recordset(${asJson(rows)}) as listed(type resource_type, id text, people uuid[])
          join resource on resource.type = listed.type and resource.origin_id = listed.id
      ), wanted as materialized (
        select id as resource_id, unnest(people) as person_id from target
      ), present as materialized (
        select target.id as resource_id, stored.person_id
        from target cross join lateral (select person_id from ${table} where ${resourceId} = target.id offset 0) as stored
      ), removed as (
        delete from ${table} as stored using (table present except table wanted) as surplus
        where stored.${resourceId} = surplus.resource_id and stored.person_id = surplus.person_id
        returning 1
      ), missing as (
        table wanted except table present
      ), inserted as (
        insert into ${table} (${columns}) ${missing} returning 1
      )
      select (select count(*) from inserted)::int as added, (select count(*) from removed)::int as gone`,
  );
}

/** Removes the owners or members of resources that are gone: nobody has a right by what no longer exists. */
export async function removeLinksOfGone(tx: Transaction, kind: LinkKind): Promise<number> {
  const { table, resourceId } = LINKS[kind];
  const { gone } = await oneRowOf<{ gone: number }>(
    tx,
    sql`
      with removed as (
        delete from ${table} as stored using resource
        where stored.${resourceId} = resource.id and resource.gone_at is not null
        returning 1
      )
      select count(*)::int as gone from removed`,
  );
  return gone;
}
