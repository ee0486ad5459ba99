import { eq, sql } from "drizzle-orm";
import type { Attributes } from "../../../domain/directory/directory.ts";
import { person } from "../../schema/person.ts";
import type { Reader, Transaction } from "../../database.ts";
import { asJson, oneRowOf, rowsOf } from "../rows.ts";

/** A person of the directory, with the id of the organization they belong to. */
export interface ListedPerson {
  email: string;
  name: string;
  manager: string | null;
  organizationId: string | null;
  attributes: Attributes;
}

/** Makes a row for everybody whose e-mail address has none yet; what the directory says of them follows. */
export async function addMissingPeople(tx: Transaction, people: readonly ListedPerson[]): Promise<void> {
  const rows = people.map(({ email, name }) => ({ email, name }));
  await tx.execute(sql`
    insert into person (email, name)
    select email, name from json_to_recordset(${asJson(rows)}) as listed(email text, name text)
    where not exists (select from person as stored where stored.email = listed.email)
    on conflict (email) do nothing`);
}

/** Writes what the directory says of people who all have a row, as their managers do. */
export async function storePeople(
  tx: Transaction,
  people: readonly ListedPerson[],
): Promise<{ added: number; changed: number }> {
  return oneRowOf(
    tx,
    sql`
      with listed as (
        select * from json_to_recordset(${asJson(people)})
          as row(email text, name text, manager text, "organizationId" uuid, attributes jsonb)
      ), updated as (
        update person as stored
        set name = listed.name, directory_state = 'present', manager_id = manager.id, organization_id = listed."organizationId",
          attributes = listed.attributes
        from listed
          join person as before on before.email = listed.email
          left join person as manager on manager.email = listed.manager
        where stored.id = before.id
          and (before.name, before.directory_state, before.manager_id, before.organization_id, before.attributes)
            is distinct from (listed.name, 'present'::directory_state, manager.id, listed."organizationId", listed.attributes)
        returning before.directory_state = 'present' as was_present
      )
      select
        (select count(*) from updated where not was_present)::int as added,
        (select count(*) from updated where was_present)::int as changed`,
  );
}

/** The id of everybody in the directory, by e-mail address. */
export async function personIdsByEmail(db: Reader): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: person.id, email: person.email })
    .from(person)
    .where(eq(person.directoryState, "present"));
  return new Map(rows.flatMap(({ id, email }) => (email === null ? [] : [[email, id] as const])));
}

/** Marks everybody gone whom the directory no longer lists; nobody manages them now. */
export async function markPeopleGone(tx: Transaction, listedEmails: readonly string[]): Promise<number> {
  const { gone } = await oneRowOf<{ gone: number }>(
    tx,
    sql`
      with gone as (
        update person set directory_state = 'gone', manager_id = null
        where directory_state = 'present'
          and not exists (select from json_array_elements_text(${asJson(listedEmails)}) as listed(email) where listed.email = person.email)
        returning 1
      )
      select count(*)::int as gone from gone`,
  );
  return gone;
}

/** The domains of people who are not in the directory, of whom only the domain tells where they belong. */
export async function domainsOutsideDirectory(db: Reader): Promise<string[]> {
  const rows = await rowsOf<{ domain: string }>(
    db,
    sql`select distinct split_part(email, '@', 2) as domain from person where directory_state <> 'present' and email is not null`,
  );
  return rows.map(({ domain }) => domain);
}

/** Puts everybody who is not in the directory into the organization of their domain, or into none. */
export async function storeHomeOrganizations(
  tx: Transaction,
  homes: readonly { domain: string; organizationId: string }[],
): Promise<number> {
  const { changed } = await oneRowOf<{ changed: number }>(
    tx,
    sql`
      with changed as (
        update person as stored set organization_id = home."organizationId"
        from person as before
          left join json_to_recordset(${asJson(homes)}) as home(domain text, "organizationId" uuid)
            on home.domain = split_part(before.email, '@', 2)
        where stored.id = before.id and before.directory_state <> 'present'
          and before.organization_id is distinct from home."organizationId"
        returning 1
      )
      select count(*)::int as changed from changed`,
  );
  return changed;
}
