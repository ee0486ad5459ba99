import { dateIn } from "../../lib/calendar.ts";
import { endOfDay, startOfDay } from "../../lib/zoned.ts";
import { fault } from "../fault.ts";
import type { Fault } from "../fault.ts";

/** The days in which somebody decides in another's place, as they were typed; null: at once, and until it is ended. */
export interface DelegationDays {
  from: string | null;
  until: string | null;
}

export interface DelegationSpan {
  startsAt: Date;
  endsAt: Date | null;
}

/**
 * The time of a delegation, and what is wrong with it (domain.md 4.4): it begins at once or on a day to come, lasts
 * until the end of its last day, and nobody who is deactivated, and not oneself, is asked in one's place. Faults are on
 * `delegate`, `from` and `until`.
 */
export function readDelegation(
  { from, until }: DelegationDays,
  delegate: { name: string; isOneself: boolean; isDeactivated: boolean },
  { now, timeZone }: { now: Date; timeZone: string | null },
): { span: DelegationSpan; faults: Fault[] } {
  const today = dateIn(timeZone, now);
  const first = from !== null && from > today ? from : today;
  const faults = [
    ...(delegate.isOneself ? [fault("delegateIsOneself", {}, "delegate")] : []),
    ...(delegate.isDeactivated ? [fault("personDeactivated", { name: delegate.name }, "delegate")] : []),
    ...(from !== null && from < today ? [fault("dateTooEarly", { from: today }, "from")] : []),
    ...(until !== null && until < first ? [fault("dateTooEarly", { from: first }, "until")] : []),
  ];
  const startsAt = first === today ? now : startOfDay(first, timeZone);
  return { span: { startsAt, endsAt: until === null ? null : endOfDay(until, timeZone) }, faults };
}
