import { isNull, sql } from "drizzle-orm";
import type { DirectoryChange, DirectoryOrganization } from "../../../domain/directory/directory.ts";
import { nameKey } from "../../../lib/text.ts";
import { connectedOrganization } from "../../schema/person.ts";
import type { Reader, Transaction } from "../../database.ts";
import { asJson, asMoment, oneRowOf } from "../rows.ts";

/** Makes the connected organizations those of the directory; the others are marked gone. */
export async function storeOrganizations(
  tx: Transaction,
  organizations: readonly DirectoryOrganization[],
  now: Date,
): Promise<DirectoryChange> {
  const rows = organizations.map(({ id, name, domains, state }) => ({
    key: id,
    name,
    name_key: nameKey(name),
    domains,
    state,
  }));
  return oneRowOf<DirectoryChange>(
    tx,
    sql`
      with listed as (
        select * from json_to_recordset(${asJson(rows)})
          as row(key text, name text, name_key text, domains text[], state organization_state)
      ), updated as (
        update connected_organization as stored
        set name = listed.name, name_key = listed.name_key, domains = listed.domains, state = listed.state, gone_at = null
        from listed join connected_organization as before on before.key = listed.key
        where stored.id = before.id
          and (before.name, before.domains, before.state, before.gone_at)
            is distinct from (listed.name, listed.domains, listed.state, null::timestamptz)
        returning before.gone_at is not null as came_back
      ), inserted as (
        insert into connected_organization (key, name, name_key, domains, state)
        select key, name, name_key, domains, state from listed
        where not exists (select from connected_organization as stored where stored.key = listed.key)
        returning 1
      ), gone as (
        update connected_organization as stored set gone_at = ${asMoment(now)}
        where gone_at is null and not exists (select from listed where listed.key = stored.key)
        returning 1
      )
      select
        ((select count(*) from inserted) + (select count(*) from updated where came_back))::int as added,
        (select count(*) from updated where not came_back)::int as changed,
        (select count(*) from gone)::int as gone`,
  );
}

/** The id of each connected organization that is not gone, by its id in the directory. */
export async function organizationsByKey(db: Reader): Promise<Map<string, string>> {
  const rows = await presentOrganizations(db);
  return new Map(rows.map(({ id, key }) => [key, id]));
}

/** The id of the connected organization that claims each domain. */
export async function organizationsByDomain(db: Reader): Promise<Map<string, string>> {
  const rows = await presentOrganizations(db);
  return new Map(rows.flatMap(({ id, domains }) => domains.map((domain) => [domain, id] as const)));
}

async function presentOrganizations(db: Reader): Promise<{ id: string; key: string; domains: string[] }[]> {
  const { id, key, domains, goneAt } = connectedOrganization;
  return db.select({ id, key, domains }).from(connectedOrganization).where(isNull(goneAt));
}
