import { and, asc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { delegation } from "../schema/delegation.ts";
import { person } from "../schema/person.ts";
import type { Reader, Transaction } from "../database.ts";

export type DelegationRow = typeof delegation.$inferSelect;

/** A delegation, with the names of both sides; no Slack id for somebody who is not in Slack, or no longer. */
export interface NamedDelegation extends DelegationRow {
  personName: string;
  delegateName: string;
  delegateSlackId: string | null;
}

const delegator = alias(person, "delegator");

function named(db: Reader) {
  return db
    .select({
      id: delegation.id,
      personId: delegation.personId,
      delegateId: delegation.delegateId,
      startsAt: delegation.startsAt,
      endsAt: delegation.endsAt,
      createdAt: delegation.createdAt,
      endedAt: delegation.endedAt,
      personName: delegator.name,
      delegateName: person.name,
      delegateSlackId: sql<string | null>`case when ${person.slackState} = 'active' then ${person.slackUserId} end`,
    })
    .from(delegation)
    .innerJoin(person, eq(person.id, delegation.delegateId))
    .innerJoin(delegator, eq(delegator.id, delegation.personId));
}

/** Whether it has neither been ended nor run out. */
function isAlive(now: Date) {
  return and(isNull(delegation.endedAt), or(isNull(delegation.endsAt), gt(delegation.endsAt, now)));
}

/** Who decides in the person's place, now or from some day on. */
export async function delegationFrom(db: Reader, personId: string, now: Date): Promise<NamedDelegation | undefined> {
  const [row] = await named(db).where(and(eq(delegation.personId, personId), isAlive(now)));
  return row;
}

/** In whose place the person decides, now or from some day on; by name. */
export async function delegationsTo(db: Reader, delegateId: string, now: Date): Promise<NamedDelegation[]> {
  return named(db)
    .where(and(eq(delegation.delegateId, delegateId), isAlive(now)))
    .orderBy(asc(delegator.name), asc(delegation.id));
}

export async function delegationById(db: Reader, id: string): Promise<NamedDelegation | undefined> {
  const [row] = await named(db).where(eq(delegation.id, id));
  return row;
}

/** Somebody in whose place a delegate decides what was asked of them in that time. */
export interface Delegator {
  personId: string;
  name: string;
  startsAt: Date;
  endsAt: Date | null;
}

/** In whose place the person may decide what was asked in some time; that time may be over. Only of active people. */
export async function delegatorsOf(db: Reader, delegateId: string): Promise<Delegator[]> {
  return db
    .select({
      personId: delegation.personId,
      name: person.name,
      startsAt: delegation.startsAt,
      endsAt: delegation.endsAt,
    })
    .from(delegation)
    .innerJoin(person, eq(person.id, delegation.personId))
    .where(and(eq(delegation.delegateId, delegateId), isNull(delegation.endedAt), eq(person.slackState, "active")))
    .orderBy(asc(delegation.createdAt), asc(delegation.id));
}

/** Locks the person, so that nobody makes or ends their delegations at the same time. */
export async function lockDelegator(tx: Transaction, personId: string): Promise<void> {
  await tx.select({ id: person.id }).from(person).where(eq(person.id, personId)).for("update");
}

export async function insertDelegation(tx: Transaction, row: Omit<DelegationRow, "endedAt">): Promise<void> {
  await tx.insert(delegation).values(row);
}

export async function endDelegationRow(tx: Transaction, id: string, endedAt: Date): Promise<void> {
  await tx.update(delegation).set({ endedAt }).where(eq(delegation.id, id));
}
