import type postgres from "postgres";

/** So many live assignments with their request and one grant, so many of them over since a minute. */
export async function seedAssignments(
  sql: postgres.Sql,
  { assignments, due, people }: { assignments: number; due: number; people: number },
): Promise<void> {
  const every = assignments / due;
  await sql`create function bench_id(kind text, n bigint) returns uuid language sql immutable as $$
    select overlay(overlay(md5(kind || n) placing '4' from 13) placing '8' from 17)::uuid $$`;
  await sql`
    insert into assignment (id, state, package_id, catalog_id, person_id, policy_id, starts_at, ends_at, completed_at)
    select bench_id('assignment', n), 'delivered', package.id, package.catalog_id, bench_id('person', 1 + n % ${people}::int),
      bench_id('policy', n / ${people}::int), now() - interval '30 days',
      case when n % ${every}::int = 0 then now() - interval '1 minute' else now() + (1 + n % 365) * interval '1 day' end, now()
    from generate_series(0, ${assignments - 1}::int) n
      join access_package package on package.id = bench_id('package', n / ${people}::int)`;
  await sql`
    insert into assignment_grant (assignment_id, resource_id, role, person_id, state, held_before, changed_at)
    select assignment.id, role.resource_id, role.role, assignment.person_id, 'granted', false, now()
    from assignment join package_resource_role role on role.package_id = assignment.package_id and role.position = 0`;
  await sql`
    insert into grant_span (assignment_id, person_id, resource_id, role, granted_at)
    select assignment_id, person_id, resource_id, role, now() - interval '30 days' from assignment_grant`;
  await sql`
    insert into request (id, type, state, package_id, catalog_id, policy_id, settings, requestor_id, submitted_by,
      justification, assignment_id, created_at, decided_at, completed_at)
    select gen_random_uuid(), 'userAdd', 'delivered', assignment.package_id, assignment.catalog_id, policy.id, policy.settings,
      assignment.person_id, assignment.person_id, '', assignment.id, now(), now(), now()
    from assignment join policy on policy.id = assignment.policy_id`;
  await sql`drop function bench_id`;
  await sql`vacuum analyze`;
  // Else the server would still be writing down the seed, ten times as much of it, while the sweep is measured.
  await sql`checkpoint`;
}
