import type postgres from "postgres";
import { ASKERS, FIRST_DRAFT_OWNER } from "./people.ts";
import type { SeedSize } from "./size.ts";
import { COMMON_WORD, DEPARTMENTS, PLACES, THINGS } from "./words.ts";

/** Fills a migrated database, set by set, in seconds. The same size gives the same rows. */
export async function seed(sql: postgres.Sql, size: SeedSize): Promise<void> {
  await sql.begin(async (tx) => {
    await makeFunctions(tx);
    await seedPeople(tx, size);
    await seedResources(tx, size);
    await seedCatalogs(tx, size);
    await seedPackages(tx, size);
    await seedAskers(tx, size);
    await tx`drop function bench_id, bench_code, bench_pick, bench_word`;
  });
  await sql`vacuum analyze`;
}

/** Ids, codes and dice that depend on the row's number alone. */
async function makeFunctions(tx: postgres.TransactionSql): Promise<void> {
  await tx.unsafe(`
    create function bench_id(kind text, n bigint) returns uuid language sql immutable as $$
      select overlay(overlay(md5(kind || n) placing '4' from 13) placing '8' from 17)::uuid $$;
    create function bench_code(n bigint) returns text language sql immutable as $$
      select lpad(((n * 7919) % 999983)::text, 6, '0') $$;
    create function bench_pick(n bigint, salt int, among bigint) returns bigint language sql immutable as $$
      select 1 + abs(hashint8extended(n, salt)) % greatest(among, 1) $$;
    create function bench_word(words text[], n bigint) returns text language sql immutable as $$
      select words[1 + n % array_length(words, 1)] $$`);
}

/** Members, one in twenty from outside, draft owners, and the organizations. */
async function seedPeople(tx: postgres.TransactionSql, { people, drafts }: SeedSize): Promise<void> {
  await tx`
    insert into connected_organization (id, key, name, name_key, domains, state)
    select bench_id('org', n), 'org' || n, 'Partner ' || n, 'partner ' || n, array['partner' || n || '.example'],
      (case when n % 2 = 0 then 'configured' else 'proposed' end)::organization_state
    from generate_series(1, 50) n`;
  await tx`
    insert into person (id, email, slack_user_id, name, slack_state, is_guest, time_zone, organization_id)
    select bench_id('person', n), 'person' || n || '@bench.example', 'UBENCH' || lpad(n::text, 6, '0'), 'Person ' || n,
      'active', n % 20 = 10, 'Europe/Berlin', case when n % 40 = 3 then bench_id('org', 1 + 2 * ((n / 40) % 25)) end
    from (select generate_series(1, ${people}::int) n union all
      select generate_series(${FIRST_DRAFT_OWNER}::int, ${FIRST_DRAFT_OWNER + drafts - 1}::int)) numbers`;
}

async function seedResources(tx: postgres.TransactionSql, { resources, people }: SeedSize): Promise<void> {
  await tx`
    insert into resource (id, type, origin_id, name, name_key, description, roles)
    select bench_id('resource', n), type, 'origin-' || n, name, lower(name), 'Seeded for the benchmark',
      case type when 'group' then array['Member', 'Owner'] when 'application' then array['User', 'Editor', 'Administrator']
        else array['Visitors', 'Members', 'Owners'] end
    from (
      select n, (case when n % 10 < 6 then 'group' when n % 10 < 9 then 'application' else 'site' end)::resource_type as type,
        bench_word(${DEPARTMENTS}, n) || ' ' || bench_word(${THINGS}, n / 40) || ' ' || bench_word(${PLACES}, n / 1000) || ' ' || bench_code(n) as name
      from generate_series(0, ${resources - 1}::int) n) named`;
  await tx`
    insert into resource_owner (resource_id, resource_type, resource_name_key, person_id)
    select id, type, name_key, bench_id('person', bench_pick(n, salt, ${people}::int))
    from generate_series(0, ${resources - 1}::int) n cross join generate_series(1, 2) salt join resource on id = bench_id('resource', n)
    where salt = 1 or n % 2 = 0
    on conflict do nothing`;
  await tx`
    insert into group_member (group_id, person_id)
    select bench_id('resource', 10 * (bench_pick(p, salt, ${Math.ceil(resources / 10)}::int) - 1)), bench_id('person', p)
    from generate_series(1, ${people}::int) p, generate_series(1, 10) salt
    on conflict do nothing`;
}

/** Each with two owners, two access package managers and twelve resources; one in fifty disabled. */
async function seedCatalogs(
  tx: postgres.TransactionSql,
  { catalogs, people, resources, drafts }: SeedSize,
): Promise<void> {
  await tx`
    insert into catalog (id, name, name_key, description, is_enabled, is_enabled_for_external_users, created_at)
    select bench_id('catalog', n), name, lower(name), 'Seeded for the benchmark', n % 50 <> 7, n % 3 <> 1, now()
    from (select n, bench_word(${DEPARTMENTS}, n) || ' ' || bench_word(${PLACES}, n / 40) || ' catalog ' || bench_code(n) as name
      from generate_series(0, ${catalogs - 1}::int) n) named`;
  await tx`
    insert into catalog_member (catalog_id, person_id, role, added_at)
    select bench_id('catalog', n), bench_id('person', 5 + bench_pick(n, salt, ${people - 5}::int)),
      (case when salt < 3 then 'owner' else 'packageManager' end)::catalog_role, now()
    from generate_series(0, ${catalogs - 1}::int) n, generate_series(1, 4) salt
    on conflict do nothing`;
  await tx`
    insert into catalog_member (catalog_id, person_id, role, added_at)
    select bench_id('catalog', d % ${catalogs}::int), bench_id('person', ${FIRST_DRAFT_OWNER}::int + d), 'owner', now()
    from generate_series(0, ${drafts - 1}::int) d`;
  await tx`
    insert into catalog_resource (catalog_id, resource_id, resource_type, resource_name_key, added_at)
    select bench_id('catalog', n), id, type, name_key, now()
    from generate_series(0, ${catalogs - 1}::int) n cross join generate_series(1, 12) salt
      join resource on id = bench_id('resource', bench_pick(n, salt, ${resources}::int) - 1)
    on conflict do nothing`;
}

/** Each with three resource roles and a policy; the scopes are mixed as in a company that has all of them. */
async function seedPackages(
  tx: postgres.TransactionSql,
  { packages, catalogs, people, resources }: SeedSize,
): Promise<void> {
  await tx`
    insert into access_package (id, catalog_id, name, name_key, description, is_hidden, created_by, created_at)
    select bench_id('package', n), bench_id('catalog', (n * 7) % ${catalogs}::int), name, lower(name),
      'All that ' || name || ' needs, seeded for the benchmark', n % 25 = 4, bench_id('person', 5 + bench_pick(n, 1, ${people - 5}::int)), now()
    from (select n, bench_word(${DEPARTMENTS}, n) || ' ' || bench_word(${THINGS}, n / 40) || ' ' || bench_word(${PLACES}, n / 1000)
        || case when n % 2 = 1 then ${` ${COMMON_WORD} `} else ' ' end || bench_code(n) as name
      from generate_series(0, ${packages - 1}::int) n) named`;
  await tx`
    insert into package_resource_role (package_id, resource_id, role, position)
    select bench_id('package', n), resource.id, resource.roles[1], position
    from generate_series(0, ${packages - 1}::int) n, generate_series(0, 2) position
    join lateral (select id, roles from resource where id = bench_id('resource', bench_pick(n, position, ${resources}::int) - 1)) resource on true
    on conflict do nothing`;
  await tx`
    with scoped as (
      select n, bench_pick(n, 9, 1000) as dice from generate_series(0, ${packages - 1}::int) n
    ), named as (
      select n, (case when dice <= 450 then 'allMemberUsers' when dice <= 600 then 'allDirectoryUsers'
        when dice <= 880 then 'specificDirectoryUsers' when dice <= 930 then 'specificConnectedOrganizationUsers'
        when dice <= 960 then 'allConfiguredConnectedOrganizationUsers' when dice <= 962 then 'allExternalUsers'
        else 'notSpecified' end) as scope,
        bench_id('person', bench_pick(n, 10, ${people}::int)) as person_id, bench_id('person', bench_pick(n, 12, ${people}::int)) as approver_id,
        bench_id('resource', 10 * (bench_pick(n, 11, ${Math.ceil(resources / 10)}::int) - 1)) as group_id, bench_id('org', bench_pick(n, 13, 50)) as organization_id
      from scoped
    )
    insert into policy (id, package_id, name, scope, is_enabled, settings, position, created_at)
    select bench_id('policy', n), bench_id('package', n), 'Initial policy', scope::requestor_scope, n % 30 <> 11, jsonb_build_object(
      'requestors', jsonb_build_object('scope', scope) || case scope
        when 'specificDirectoryUsers' then jsonb_build_object('people', jsonb_build_array(person_id), 'groups', jsonb_build_array(group_id))
        when 'specificConnectedOrganizationUsers' then jsonb_build_object('organizations', jsonb_build_array(organization_id))
        else '{}'::jsonb end,
      'approval', jsonb_build_object('isRequestorJustificationRequired', true, 'stages', jsonb_build_array(jsonb_build_object(
        'approvers', jsonb_build_object('kind', 'specific', 'people', jsonb_build_array(approver_id), 'groups', '[]'::jsonb),
        'decisionDays', 14, 'isApproverJustificationRequired', true, 'alternates', null))),
      'expiration', jsonb_build_object('type', 'afterDays', 'days', 365),
      'extension', jsonb_build_object('isAllowed', true, 'isApprovalRequired', true),
      'isEnabled', n % 30 <> 11), 0, now()
    from named`;
  await tx`
    insert into policy_subject (policy_id, kind, subject_id)
    select policy.id, kind::policy_subject_kind, subject::uuid
    from policy, (values ('person', 'people'), ('group', 'groups'), ('organization', 'organizations')) kinds (kind, key),
      jsonb_array_elements_text(settings -> 'requestors' -> key) subject
    on conflict do nothing`;
  await tx`update access_package set enabled_scopes = array(select scope from policy where package_id = access_package.id and is_enabled)`;
}

/** What the people who ask hold: an owner of 3 catalogs and 200 resources, a manager whose one catalog has 500 resources. */
async function seedAskers(tx: postgres.TransactionSql, { catalogs, resources }: SeedSize): Promise<void> {
  const { owner, manager } = ASKERS;
  await tx`
    insert into catalog_member (catalog_id, person_id, role, added_at)
    select bench_id('catalog', n % ${catalogs}::int), bench_id('person', ${owner}), 'owner'::catalog_role, now() from generate_series(0, 2) n
    union select bench_id('catalog', n % ${catalogs}::int), bench_id('person', ${manager}), 'packageManager'::catalog_role, now() from generate_series(0, 2) n
    on conflict do nothing`;
  await tx`
    insert into resource_owner (resource_id, resource_type, resource_name_key, person_id)
    select id, type, name_key, bench_id('person', ${owner}) from generate_series(0, 199) n
      join resource on id = bench_id('resource', (n * 491) % ${resources}::int)
    on conflict do nothing`;
  await tx`
    insert into catalog_resource (catalog_id, resource_id, resource_type, resource_name_key, added_at)
    select bench_id('catalog', 0), id, type, name_key, now() from generate_series(0, 499) n
      join resource on id = bench_id('resource', (n * 197) % ${resources}::int)
    on conflict do nothing`;
}
