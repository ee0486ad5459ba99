import type postgres from "postgres";
import { ASKERS, FIRST_DRAFT_OWNER, seedId } from "./people.ts";

/** Where the drafts stand before a round. */
export type DraftStage = "basics" | "review";

/** The number of the person to whom draft number `d` belongs. */
export const draftOwner = (d: number): number => FIRST_DRAFT_OWNER + d;

/** The catalog in which the owner of draft number `d` may create. */
export const draftCatalog = (d: number, catalogs: number): string => seedId("catalog", d % catalogs);

export const draftName = (d: number): string => `Benchmark package ${d}`;
export const DRAFT_DESCRIPTION = "Made by the benchmark, and removed before the next round.";

/** Removes what an earlier round created, and puts every draft back to version 1 of that step. Not timed. */
export async function resetDrafts(
  sql: postgres.Sql,
  options: { drafts: number; catalogs: number; stage: DraftStage },
): Promise<void> {
  const { drafts, catalogs, stage } = options;
  const numbers = Array.from({ length: drafts }, (_, d) => d);
  const roles = await rolesToGive(sql, [...new Set(numbers.map((d) => draftCatalog(d, catalogs)))]);
  const rows = numbers.map((d) => ({
    id: seedId("draft", d),
    owner_id: seedId("person", draftOwner(d)),
    step: stage,
    version: 1,
    content: sql.json(stage === "basics" ? EMPTY_CONTENT : fullContent(d, catalogs, roles)),
    expires_at: new Date(Date.now() + 86_400_000),
  }));
  const owners = rows.map(({ owner_id: id }) => id);
  await sql.begin(async (tx) => {
    await tx`delete from draft where owner_id in ${tx(owners)}`;
    await removeMadeBy(tx, owners);
    await tx`insert into draft ${tx(rows)}`;
  });
  await sql`vacuum analyze draft`;
}

async function removeMadeBy(tx: postgres.TransactionSql, owners: string[]): Promise<void> {
  const made = await tx<{ id: string }[]>`select id from access_package where created_by in ${tx(owners)}`;
  if (made.length === 0) return;
  const ids = tx(made.map(({ id }) => id));
  await tx`delete from policy_subject where policy_id in (select id from policy where package_id in ${ids})`;
  await tx`delete from policy where package_id in ${ids}`;
  await tx`delete from package_resource_role where package_id in ${ids}`;
  await tx`delete from access_package where id in ${ids}`;
}

interface GivenRole {
  resourceId: string;
  role: string;
}

/** Two resources of each catalog, each with its first role. */
async function rolesToGive(sql: postgres.Sql, catalogs: string[]): Promise<Map<string, GivenRole[]>> {
  const rows = await sql<(GivenRole & { catalogId: string })[]>`
    select catalog_id as "catalogId", id as "resourceId", roles[1] as role from unnest(${catalogs}::uuid[]) as chosen (catalog_id)
    join lateral (select id, roles from catalog_resource join resource on id = resource_id
      where catalog_resource.catalog_id = chosen.catalog_id order by id limit 2) two on true`;
  const byCatalog = new Map<string, GivenRole[]>();
  for (const { catalogId, resourceId, role } of rows)
    byCatalog.set(catalogId, [...(byCatalog.get(catalogId) ?? []), { resourceId, role }]);
  return byCatalog;
}

/** A draft for each of the people who ask for options, on the catalog numbered 0. */
export async function makeAskersDrafts(sql: postgres.Sql): Promise<void> {
  for (const person of Object.values(ASKERS)) {
    const content = {
      basics: { name: "Mine", description: "Mine", catalog: existing(seedId("catalog", 0)) },
      resourceRoles: [],
      policy: null,
    };
    await sql`
      insert into draft (id, owner_id, step, version, content, expires_at)
      values (${seedId("draft", -person)}, ${seedId("person", person)}, 'resourceRoles', 1, ${sql.json(content)}, now() + interval '1 day')`;
  }
}

const existing = (id: string) => ({ kind: "existing", id });

const EMPTY_CONTENT = { basics: { name: "", description: "", catalog: null }, resourceRoles: [], policy: null };

/** All steps filled in: two resource roles, any member may ask, the catalog's owners approve. */
function fullContent(d: number, catalogs: number, roles: ReadonlyMap<string, GivenRole[]>) {
  const catalog = draftCatalog(d, catalogs);
  const given = (roles.get(catalog) ?? []).map(({ resourceId, role }) => ({ resourceId, role }));
  return {
    basics: { name: draftName(d), description: DRAFT_DESCRIPTION, catalog: existing(catalog) },
    resourceRoles: given,
    policy: {
      audience: "inDirectory",
      scope: "allMemberUsers",
      isApprovalRequired: "yes",
      "stages.0.approver": "catalogOwners",
      expiration: "days",
      expiresAfterDays: "30",
    },
  };
}
