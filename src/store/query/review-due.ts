/** When policies are reviewed next, and whom a review that opens or closes is about. */
import { eq, sql } from "drizzle-orm";
import type { PersonFacts } from "../../domain/policy/eligibility.ts";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import type { ReviewedPerson } from "../../domain/review/review.ts";
import { assignment } from "../schema/assignment.ts";
import { accessPackage, policy } from "../schema/package.ts";
import { connectedOrganization, person } from "../schema/person.ts";
import type { Reader, Transaction } from "../database.ts";
import { groupsOfPerson } from "./group.ts";
import { asMoment, asUuids, rowsOf } from "./rows.ts";

export interface DuePolicy {
  id: string;
  name: string;
  packageId: string;
  catalogId: string;
  settings: PolicySettings;
}

/** A policy of which a review is to open now, the longest due first; locked for this sweep, others pass over it. */
export async function claimReviewDue(tx: Transaction, now: Date): Promise<DuePolicy | undefined> {
  const [row] = await rowsOf<DuePolicy>(
    tx,
    sql`select ${policy.id}, ${policy.name}, ${policy.packageId} as "packageId", ${accessPackage.catalogId} as "catalogId",
        ${policy.settings}
      from ${policy} join ${accessPackage} on ${accessPackage.id} = ${policy.packageId}
      where ${policy.reviewDueAt} <= ${asMoment(now)}
      order by ${policy.reviewDueAt} limit 1 for no key update of ${sql.identifier("policy")} skip locked`,
  );
  return row && { ...row, settings: PolicySettings.parse(row.settings) };
}

/** Notes when the next review of the policy opens; null: none does. */
export async function setReviewDue(tx: Transaction, policyId: string, reviewDueAt: Date | null): Promise<void> {
  await tx.update(policy).set({ reviewDueAt }).where(eq(policy.id, policyId));
}

/** Whose delivered access through the policy a review asks about, with their managers as far as these can be asked. */
export async function reviewedThrough(
  db: Reader,
  policyId: string,
): Promise<(ReviewedPerson & { assignmentId: string })[]> {
  return rowsOf(
    db,
    sql`select ${assignment.id} as "assignmentId", ${assignment.personId} as "personId", manager.id as "managerId"
      from ${assignment} join ${person} on ${person.id} = ${assignment.personId}
        left join person as manager on manager.id = ${person.managerId}
          and manager.slack_state = 'active' and manager.directory_state <> 'gone'
      where ${assignment.policyId} = ${policyId} and ${assignment.state} not in ('expired', 'deliveryFailed')
        and ${assignment.completedAt} is not null
      order by ${assignment.id}`,
  );
}

/** The holder of an assignment, as far as it is recommended by it whether access is to end. */
export type AdvisedHolder = PersonFacts & { assignmentId: string; isDeactivated: boolean };

type AdvisedRow = Omit<AdvisedHolder, "groupIds"> & { groupIds: string[] };

/** The holders of these assignments, with their groups as they are now. */
export async function advisedHolders(db: Reader, assignmentIds: readonly string[]): Promise<AdvisedHolder[]> {
  if (assignmentIds.length === 0) return [];
  const rows = await rowsOf<AdvisedRow>(
    db,
    sql`select ${assignment.id} as "assignmentId", ${assignment.personId} as "personId", ${person.isGuest} as "isGuest",
        ${person.organizationId} as "organizationId", ${connectedOrganization.state} as "organizationState",
        ${person.slackState} = 'deactivated' as "isDeactivated",
        to_json(array(${groupsOfPerson(sql`${assignment.personId}`)})) as "groupIds"
      from ${assignment} join ${person} on ${person.id} = ${assignment.personId}
        left join ${connectedOrganization}
          on ${connectedOrganization.id} = ${person.organizationId} and ${connectedOrganization.goneAt} is null
      where ${assignment.id} = any(${asUuids(assignmentIds)})`,
  );
  return rows.map((row) => ({ ...row, groupIds: new Set(row.groupIds) }));
}
