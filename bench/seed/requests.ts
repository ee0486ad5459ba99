import type postgres from "postgres";
import { FIRST_DRAFT_OWNER, seedId, slackIdOf } from "./people.ts";

/** One package whose only stage asks two approvers, who need no reason; its catalog decides in a channel. */
export const APPROVALS = {
  channel: "CAPPROVALS",
  packageId: seedId("package", 900_001),
  catalogId: seedId("catalog", 900_001),
};
/** The numbers of the two approvers among the seeded people. */
const APPROVERS = [2, 3] as const;
export const APPROVER = slackIdOf(APPROVERS[0]);

/** Lays out the package, its catalog and its policy, for which everybody who asks is a member. */
export async function seedApprovals(sql: postgres.Sql): Promise<void> {
  const { packageId, catalogId, channel } = APPROVALS;
  const people = APPROVERS.map((number) => seedId("person", number));
  const settings = {
    requestors: { scope: "allDirectoryUsers" },
    approval: {
      isRequestorJustificationRequired: true,
      stages: [
        {
          approvers: { kind: "specific", people, groups: [] },
          decisionDays: 14,
          isApproverJustificationRequired: false,
          alternates: null,
        },
      ],
    },
    expiration: { type: "afterDays", days: 365 },
    extension: { isAllowed: true, isApprovalRequired: false },
    isEnabled: true,
  };
  await sql`update person set organization_id = null, is_guest = false where slack_user_id >= ${slackIdOf(FIRST_DRAFT_OWNER)}`;
  await sql`insert into catalog (id, name, name_key, description, approvals_channel, created_at)
    values (${catalogId}, 'Approvals', 'approvals', 'For the benchmark', ${channel}, now())`;
  await sql`insert into access_package (id, catalog_id, name, name_key, description, created_by, created_at, enabled_scopes)
    values (${packageId}, ${catalogId}, 'Starter', 'starter', 'For the benchmark', ${people[0] ?? ""}, now(), '{allDirectoryUsers}')`;
  await sql`insert into policy (id, package_id, name, scope, is_enabled, settings, position, created_at)
    values (${seedId("policy", 900_001)}, ${packageId}, 'Initial policy', 'allDirectoryUsers', true, ${sql.json(settings)}, 0, now())`;
  await sql`insert into package_resource_role (package_id, resource_id, role, position)
    select ${packageId}, id, roles[1], row_number() over () from (select id, roles from resource where type = 'group' order by id limit 3) as chosen`;
}

/** Takes back all that was asked for and decided, so that everybody can ask again. */
export async function forgetRequests(sql: postgres.Sql): Promise<void> {
  await sql`update request set assignment_id = null`;
  await sql`truncate approver_reminder, request_approver, request_stage, grant_span, assignment_grant, directory_grant, message_ledger, outbox`;
  await sql`delete from request`;
  await sql`delete from assignment`;
  await sql`vacuum analyze request, assignment`;
}
