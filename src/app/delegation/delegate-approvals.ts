import { z } from "zod";
import { readDelegation } from "../../domain/delegation/delegation.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { dateIn } from "../../lib/calendar.ts";
import { readWrittenDay } from "../../lib/written-day.ts";
import {
  delegationById,
  delegationFrom,
  endDelegationRow,
  insertDelegation,
  lockDelegator,
} from "../../store/query/delegation.ts";
import type { DelegationRow } from "../../store/query/delegation.ts";
import { personBySlackId } from "../../store/query/person.ts";
import { command } from "../command.ts";

const DelegateApprovals = z.object({
  /** Who is to decide as well. */
  slackUserId: z.string(),
  /** Days in the time zone of whoever delegates, as they wrote them; null: at once, and until it is ended. */
  from: z.string().nullable(),
  until: z.string().nullable(),
});
type DelegateApprovals = z.infer<typeof DelegateApprovals>;

/**
 * Lets somebody decide in one's place what is asked of one in a time (domain.md 4.4, R22): only requests that arrive
 * then; one keeps one's own right, and the delegate's delegates are not asked. It takes the place of the delegation
 * that there is. Faults are on `delegate`, `from` and `until`.
 */
export const delegateApprovals = command<DelegateApprovals, void, void>({
  name: "delegation.make",
  input: DelegateApprovals,
  target: ({ tx, by }) => lockDelegator(tx, by.id),
  permit: () => ({ allowed: true, because: "oneself" }),
  run: async ({ tx, now, newId, by, input }) => {
    const delegate = await personBySlackId(tx, input.slackUserId);
    if (!delegate) throw new Refusal(fault("personNotKnownYet", {}, "delegate"));
    const { id: delegateId, name, slackState } = delegate;
    const facts = { name, isOneself: delegateId === by.id, isDeactivated: slackState === "deactivated" };
    const today = dateIn(by.timeZone, now);
    const days = { from: dayIn(input.from, "from", today), until: dayIn(input.until, "until", today) };
    const { span, faults } = readDelegation(days, facts, { now, timeZone: by.timeZone });
    refuseIfAny(faults);

    const before = await delegationFrom(tx, by.id, now);
    if (before) await endDelegationRow(tx, before.id, now);
    const row = { id: newId(), personId: by.id, delegateId, ...span, createdAt: now };
    await insertDelegation(tx, row);
    const made: DomainEvent = {
      type: "delegation.made",
      target: { kind: "delegation", id: row.id },
      after: { delegateId, ...span },
    };
    return { result: undefined, events: [...(before ? [endedEvent(before)] : []), made] };
  },
});

/** The day that is meant, from today on. */
function dayIn(written: string | null, field: string, today: string): string | null {
  const day = written === null ? null : readWrittenDay(written, today, "next");
  if (written !== null && !day) throw new Refusal(fault("noSuchDay", { written, lean: "next" }, field));
  return day ?? null;
}

const EndDelegation = z.object({ delegationId: z.uuid() });
type EndDelegation = z.infer<typeof EndDelegation>;

/** Ends one's own delegation: the delegate decides nothing more in one's place, not even what was asked before. */
export const endDelegation = command<EndDelegation, DelegationRow, void>({
  name: "delegation.end",
  input: EndDelegation,
  target: async ({ tx, by, input: { delegationId } }) => {
    await lockDelegator(tx, by.id);
    const row = await delegationById(tx, delegationId);
    if (!row || row.personId !== by.id) throw new Refusal(fault("notFound", { what: "delegation" }));
    return row;
  },
  permit: () => ({ allowed: true, because: "oneself" }),
  run: async ({ tx, now, target }) => {
    if (target.endedAt !== null) return { result: undefined, events: [] };
    await endDelegationRow(tx, target.id, now);
    return { result: undefined, events: [endedEvent(target)] };
  },
});

function endedEvent({ id, delegateId, startsAt, endsAt }: DelegationRow): DomainEvent {
  const before = { delegateId, startsAt, endsAt };
  return { type: "delegation.ended", target: { kind: "delegation", id }, before };
}
