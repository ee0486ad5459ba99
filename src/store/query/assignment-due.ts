/** What sweeps ask of assignments: statements over the indexes of what is due, and writes over whole batches. */
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { EndReason } from "../../domain/assignment/assignment.ts";
import { lostAfter } from "../../domain/assignment/delivery-retry.ts";
import type { PersonFacts } from "../../domain/policy/eligibility.ts";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { assignment } from "../schema/assignment.ts";
import { policy } from "../schema/package.ts";
import { connectedOrganization, person } from "../schema/person.ts";
import type { Transaction } from "../database.ts";
import type { AssignmentRow } from "./assignment.ts";
import { groupsOfPerson } from "./group.ts";
import { asJson, asMoment, asUuids, rowsOf, wholeRows } from "./rows.ts";

const ASSIGNMENT = wholeRows(assignment);

/** Assignments whose end has come, the longest due first, locked for this sweep; other sweeps pass over them. */
export async function claimEnding(tx: Transaction, now: Date, limit: number): Promise<AssignmentRow[]> {
  const { endsAt, state } = assignment;
  return claim(tx, sql`${endsAt} <= ${asMoment(now)} and ${state} <> 'expired' order by ${endsAt}`, limit);
}

/** Assignments whose delivery is to be tried again, or was promised and has got lost; locked likewise. */
export async function claimRetried(tx: Transaction, now: Date, limit: number): Promise<AssignmentRow[]> {
  const { retryAt } = assignment;
  return claim(tx, sql`${retryAt} <= ${asMoment(now)} order by ${retryAt}`, limit);
}

/** Those of the assignments that nobody else has in hand, locked. */
export async function lockFreeAssignments(tx: Transaction, ids: readonly string[]): Promise<AssignmentRow[]> {
  if (ids.length === 0) return [];
  return claim(tx, sql`${assignment.id} = any(${asUuids(ids)}) order by ${assignment.id}`, ids.length);
}

async function claim(tx: Transaction, condition: SQL, limit: number): Promise<AssignmentRow[]> {
  return ASSIGNMENT.read(
    tx,
    sql`select ${ASSIGNMENT.columns} from ${assignment} where ${condition} limit ${limit} for update skip locked`,
  );
}

/** Marks assignments ended. Those in `toWithdraw` have roles to be taken away, which a sweep sees to should the promise get lost. */
export async function markEnded(
  tx: Transaction,
  ids: readonly string[],
  { reason, now, toWithdraw }: { reason: EndReason; now: Date; toWithdraw: readonly string[] },
): Promise<void> {
  const { id } = assignment;
  await tx.execute(sql`
    update ${assignment} set state = 'expired', ended_at = ${asMoment(now)}, end_reason = ${reason}, prompt_at = null,
      failed_attempts = 0,
      retry_at = case when ${id} = any(${asUuids(toWithdraw)}) then ${asMoment(lostAfter(now))} end
    where ${id} = any(${asUuids(ids)})`);
}

/** Notes that the delivery of these has been promised anew. */
export async function markPromised(tx: Transaction, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    update ${assignment} set retry_at = ${asMoment(lostAfter(now))} where ${assignment.id} = any(${asUuids(ids)})`);
}

/** Access that is about to end, and what decides whether its holder may keep it longer. */
export interface PromptedAccess extends AssignmentRow {
  /** The policy as it is now; null when it was removed. */
  settings: PolicySettings | null;
  holder: PersonFacts;
  isHolderActive: boolean;
}

type PromptedRow = AssignmentRow &
  Pick<PersonFacts, "isGuest" | "organizationId" | "organizationState"> & {
    settings: unknown;
    isHolderActive: boolean;
    groupIds: string[];
  };

/** Access whose holder is to be told now that it will end; locked like the others. */
export async function claimPrompted(tx: Transaction, now: Date, limit: number): Promise<PromptedAccess[]> {
  const rows = await ASSIGNMENT.read(
    tx,
    sql`
      select ${ASSIGNMENT.columns}, ${policy.settings}, ${person.isGuest} as "isGuest",
        ${person.organizationId} as "organizationId", ${connectedOrganization.state} as "organizationState",
        ${person.slackState} = 'active' as "isHolderActive",
        to_json(array(${groupsOfPerson(sql`${assignment.personId}`)})) as "groupIds"
      from ${assignment}
        join ${person} on ${person.id} = ${assignment.personId}
        left join ${policy} on ${policy.id} = ${assignment.policyId}
        left join ${connectedOrganization}
          on ${connectedOrganization.id} = ${person.organizationId} and ${connectedOrganization.goneAt} is null
      where ${assignment.promptAt} <= ${asMoment(now)}
      order by ${assignment.promptAt} limit ${limit} for update of ${sql.identifier("assignment")} skip locked`,
  );
  return (rows as PromptedRow[]).map(
    ({ settings, isGuest, organizationId, organizationState, groupIds, isHolderActive, ...row }) => ({
      ...row,
      settings: settings === null ? null : PolicySettings.parse(settings),
      holder: { personId: row.personId, isGuest, organizationId, organizationState, groupIds: new Set(groupIds) },
      isHolderActive,
    }),
  );
}

/** Notes when each holder is told next. */
export async function setPrompts(
  tx: Transaction,
  prompts: readonly { id: string; promptAt: Date | null }[],
): Promise<void> {
  if (prompts.length === 0) return;
  await rowsOf(
    tx,
    sql`
      update ${assignment} set prompt_at = row."promptAt"
      from json_to_recordset(${asJson(prompts)}) as row(id uuid, "promptAt" timestamptz)
      where ${assignment.id} = row.id`,
  );
}
