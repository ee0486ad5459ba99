/** Fills a database with so many rows beside a scenario's own that the planner chooses as it would in a large company. */
import { sql } from "drizzle-orm";
import type { Database } from "../../src/store/database.ts";

/** The tables that grow with a company; what a person does must not read one of them whole. */
export const LARGE_TABLES = [
  "access_package",
  "approver_reminder",
  "assignment",
  "assignment_grant",
  "audit",
  "catalog",
  "catalog_member",
  "catalog_resource",
  "directory_grant",
  "draft",
  "grant_span",
  "group_member",
  "message_ledger",
  "outbox",
  "package_resource_role",
  "person",
  "policy",
  "policy_subject",
  "request",
  "request_approver",
  "request_stage",
  "resource",
  "resource_owner",
  "retired",
] as const;

const SETTINGS = JSON.stringify({
  requestors: { scope: "specificDirectoryUsers", people: [], groups: [] },
  approval: { stages: [], isRequestorJustificationRequired: false },
  expiration: { type: "noExpiration" },
  extension: { isAllowed: false, isApprovalRequired: false },
  isEnabled: true,
});

/** Ids by kind and number. */
const id = (kind: string, number: string) => `md5('${kind}' || (${number}))::uuid`;

const STATEMENTS = [
  `insert into person (id, email, slack_user_id, name, slack_state, directory_state)
    select ${id("person", "n")}, 'many' || n || '@many.example', 'UMANY' || n, 'Person ' || n, 'active', 'present' from generate_series(1, 6000) n`,
  `insert into resource (id, type, origin_id, name, name_key, roles)
    select ${id("resource", "n")}, (array['group', 'application', 'site'])[1 + n % 3]::resource_type, 'many' || n, 'Thing ' || md5(n::text), 'thing ' || md5(n::text),
      array['Member', 'Owner'] from generate_series(1, 6000) n`,
  `insert into resource_owner (resource_id, resource_type, resource_name_key, person_id)
    select resource.id, type, resource.name_key, ${id("person", "n")} from generate_series(1, 6000) n join resource on resource.id = ${id("resource", "n")}`,
  `insert into group_member (group_id, person_id) select ${id("resource", "3 * (1 + n % 2000)")}, ${id("person", "1 + n / 2")} from generate_series(1, 11000) n on conflict do nothing`,
  `insert into directory_grant (resource_id, role, person_id, granted_at)
    select ${id("resource", "3 * (1 + n % 2000)")}, 'Member', ${id("person", "1 + n % 6000")}, now() from generate_series(1, 6000) n on conflict do nothing`,
  `insert into catalog (id, name, name_key, description, created_at)
    select ${id("catalog", "n")}, 'Catalog ' || md5(n::text), 'catalog ' || md5(n::text), '', now() from generate_series(1, 4000) n`,
  `insert into retired (id, kind, name, name_key, catalog_id, deleted_at)
    select ${id("retired", "n")}, (array['package', 'catalog'])[1 + n % 2]::retired_kind, 'Gone ' || md5(n::text), 'gone ' || md5(n::text),
      ${id("catalog", "1 + n % 4000")}, now() from generate_series(1, 6000) n`,
  `insert into catalog_member (catalog_id, person_id, role, added_at) select ${id("catalog", "1 + n % 4000")}, ${id("person", "n % 6000 + 1")}, 'owner', now()
    from generate_series(1, 8000) n on conflict do nothing`,
  `insert into catalog_resource (catalog_id, resource_id, resource_type, resource_name_key, added_at)
    select ${id("catalog", "1 + n % 4000")}, id, type, name_key, now()
    from generate_series(1, 12000) n join resource on id = ${id("resource", "1 + n % 6000")} on conflict do nothing`,
  `insert into access_package (id, catalog_id, name, name_key, description, created_by, created_at, enabled_scopes)
    select ${id("package", "n")}, ${id("catalog", "1 + n % 4000")}, 'Package ' || md5(n::text), 'package ' || md5(n::text), '', ${id("person", "1")}, now(),
      '{specificDirectoryUsers}' from generate_series(1, 6000) n`,
  `insert into policy (id, package_id, name, scope, is_enabled, settings, position, created_at)
    select ${id("policy", "n")}, ${id("package", "n")}, 'Initial policy', 'specificDirectoryUsers', true, '${SETTINGS}', 0, now() from generate_series(1, 6000) n`,
  `insert into policy_subject (policy_id, kind, subject_id) select ${id("policy", "n")}, 'person', ${id("person", "n")} from generate_series(1, 6000) n`,
  `insert into package_resource_role (package_id, resource_id, role, position)
    select ${id("package", "1 + n % 6000")}, ${id("resource", "1 + n / 2")}, 'Member', n / 6000 from generate_series(0, 11998) n on conflict do nothing`,
  `insert into assignment (id, state, package_id, catalog_id, person_id, starts_at, ends_at, ended_at, end_reason)
    select ${id("assignment", "n")}, (case when n % 4 = 0 then 'expired' else 'delivered' end)::assignment_state, ${id("package", "1 + n % 6000")},
      ${id("catalog", "1 + (1 + n % 6000) % 4000")}, ${id("person", "1 + n / 4")}, now() - interval '300 days', now() + (100 + n % 900) * interval '1 day',
      case when n % 4 = 0 then now() - interval '10 days' end, (case when n % 4 = 0 then 'expired' end)::assignment_end_reason
    from generate_series(1, 23000) n`,
  `insert into assignment_grant (assignment_id, resource_id, role, person_id, state, held_before, changed_at)
    select ${id("assignment", "n")}, ${id("resource", "1 + n % 6000")}, 'Member', ${id("person", "1 + n / 4")},
      (case when n % 4 = 0 then 'revoked' else 'granted' end)::grant_state, false, now() from generate_series(1, 23000) n`,
  `insert into grant_span (assignment_id, person_id, resource_id, role, granted_at, revoked_at)
    select ${id("assignment", "n")}, ${id("person", "1 + n / 4")}, ${id("resource", "1 + n % 6000")}, 'Member',
      now() - interval '300 days', case when n % 4 = 0 then now() - interval '10 days' end from generate_series(1, 23000) n`,
  `insert into request (id, type, state, package_id, catalog_id, settings, requestor_id, submitted_by, justification, assignment_id, created_at, decided_at, completed_at)
    select ${id("request", "n")}, 'userAdd', (array['delivered', 'denied', 'expired', 'canceled'])[1 + n % 4]::request_state, ${id("package", "1 + n % 6000")},
      ${id("catalog", "1 + (1 + n % 6000) % 4000")}, '${SETTINGS}', ${id("person", "1 + n / 4")}, ${id("person", "1 + n / 4")}, '',
      ${id("assignment", "n")}, now() - n * interval '10 minutes', now() - n * interval '9 minutes', now() - n * interval '9 minutes' from generate_series(1, 23000) n`,
  `insert into request_stage (request_id, stage, result, capacity, entered_at, due_at, decided_by, decided_at)
    select ${id("request", "n")}, 0, 'approved', 'primary', now(), now(), ${id("person", "1 + n % 6000")}, now() - n * interval '9 minutes' from generate_series(1, 23000) n`,
  `insert into request_approver (request_id, stage, kind, subject_id, capacity, added_at)
    select ${id("request", "n")}, 0, 'person', ${id("person", "1 + n % 6000")}, 'primary', now() from generate_series(1, 23000) n`,
  `insert into approver_reminder (id, request_id, stage, person_id, due_at)
    select ${id("reminder", "n")}, ${id("request", "n")}, 0, ${id("person", "1 + n % 6000")}, null from generate_series(1, 12000) n`,
  `insert into message_ledger (id, kind, entity_id, recipient, channel, ts, shown, updated_at)
    select ${id("message", "n")}, 'request', ${id("request", "n")}, ${id("person", "1 + n / 4")}, 'D1', '1.' || n, 'x', now() from generate_series(1, 23000) n`,
  `insert into outbox (id, job, payload, created_at, relayed_at, done_at)
    select ${id("job", "n")}, 'requestMessages.show', '{}', now() - interval '1 day', now() - interval '1 day', now() - interval '1 day' from generate_series(1, 12000) n`,
  `insert into draft (id, owner_id, step, version, content, package_id, expires_at) select ${id("draft", "n")}, ${id("person", "n")}, 'basics', 1,
      '{"basics": {"name": "", "description": "", "catalog": null}, "resourceRoles": [], "policy": null}', null, now() + interval '3 days' from generate_series(1, 6000) n`,
  `alter table audit disable trigger user`,
  `insert into audit (id, at, actor_kind, actor_id, action, target_kind, target_id, catalog_id, package_id, previous_hash, hash) overriding system value
    select n, now() - interval '1 day', 'person', ${id("person", "1")}, 'request.submitted', 'request', ${id("request", "n")}, ${id("catalog", "1 + n % 4000")},
      ${id("package", "1 + n % 6000")}, '', md5(n::text) from generate_series(1, 23000) n`,
  `alter table audit enable trigger user`,
  `analyze`,
];

/** In one go, before anything else has written audit rows. */
export async function addManyRows(database: Database): Promise<void> {
  await database.transact(async (tx) => {
    for (const statement of STATEMENTS) await tx.execute(sql.raw(statement));
  });
}
