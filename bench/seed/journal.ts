import type postgres from "postgres";

/** So many rows of the audit trail, about the seeded packages in turn; not chained, as nothing here proves them. */
export async function seedAudit(
  sql: postgres.Sql,
  { rows, packages, people }: { rows: number; packages: number; people: number },
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`alter table audit disable trigger user`;
    await tx`
      insert into audit (id, at, actor_kind, actor_id, action, target_kind, target_id, catalog_id, package_id, hash)
      overriding system value
      select n, now() - (${rows}::int - n) * interval '1 minute', 'person', person.id, 'package.edited', 'package', package.id, package.catalog_id, package.id, md5(n::text)
      from generate_series(1, ${rows}::int) n
        join (select id, catalog_id, row_number() over (order by id) as at from access_package) package on package.at = 1 + n % ${packages}::int
        join (select id, row_number() over (order by id) as at from person) person on person.at = 1 + n % ${people}::int`;
    await tx`alter table audit enable trigger user`;
  });
  await sql`vacuum analyze audit`;
}
