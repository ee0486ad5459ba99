import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { drizzle } from "drizzle-orm/pglite";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { expect, test } from "vitest";
import { verifyAudit } from "../../src/app/audit/verify-audit.ts";
import { MIGRATIONS } from "../../src/store/migrations.ts";

/** A new embedded database takes its time where the machine is busy with other tests. */
const TIMEOUT_MS = 120_000;
/** Which migration begins the chain. */
const CHAIN = 3;

test(
  "rows from before the chain are put into it, each with its package, and stay append-only",
  async () => {
    const engine = await PGlite.create({ extensions: { pg_trgm } });
    const migrate = async (from: number, to?: number) => {
      for (const { sql } of readMigrationFiles(MIGRATIONS).slice(from, to)) await engine.exec(sql.join(";\n"));
    };
    await migrate(0, CHAIN);
    await engine.exec(`
    insert into person (id, name) values ('00000000-0000-4000-8000-000000000002', 'Ada');
    insert into access_package (id, catalog_id, name, name_key, description, created_by, created_at)
      values ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001', 'One', 'one', '',
        '00000000-0000-4000-8000-000000000002', now());
    insert into policy (id, package_id, name, scope, is_enabled, settings, position, created_at)
      values ('00000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000003', 'P', 'notSpecified', true,
        '{}', 0, now());
    insert into audit (at, actor_kind, actor_id, action, target_kind, target_id)
      values (now(), 'person', 'x', 'package.created', 'package', '00000000-0000-4000-8000-000000000003'),
        (now(), 'person', 'x', 'policy.created', 'policy', '00000000-0000-4000-8000-000000000004'),
        (now(), 'person', 'x', 'catalog.created', 'catalog', '00000000-0000-4000-8000-000000000001')`);
    await migrate(CHAIN);
    expect(await verifyAudit(drizzle(engine))).toMatchObject({ proven: 3, broken: null });
    const { rows } = await engine.query<{ of: boolean }>(
      "select package_id = '00000000-0000-4000-8000-000000000003' as of from audit order by id",
    );
    expect(rows.map((row) => row.of)).toEqual([true, true, null]);
    await expect(engine.query("delete from audit")).rejects.toThrow("append-only");
    await engine.close();
  },
  TIMEOUT_MS,
);
