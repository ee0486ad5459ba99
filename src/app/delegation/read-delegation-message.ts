import { delegationById } from "../../store/query/delegation.ts";
import type { NamedDelegation } from "../../store/query/delegation.ts";
import { messagesAbout } from "../../store/query/message-ledger.ts";
import type { LedgerRow } from "../../store/query/message-ledger.ts";
import { awaitedBy } from "../../store/query/request-lists.ts";
import type { AppDeps } from "../deps.ts";

/** More requests than these are not shown anew when a delegation ends; a click on their cards is refused then. */
const SHOWN_ANEW_MAX = 500;

/** A delegation as its message shows it. */
export interface DelegationMessage {
  delegation: NamedDelegation;
  /** Requests whose cards name the delegate no longer, when it was ended. */
  requests: readonly string[];
  ledger: readonly LedgerRow[];
}

/** The delegation and the messages there are about it; null when there is no such delegation. */
export async function readDelegationMessage(
  { database: { read: db }, clock }: AppDeps,
  delegationId: string,
): Promise<DelegationMessage | null> {
  const delegation = await delegationById(db, delegationId);
  if (!delegation) return null;
  const awaited =
    delegation.endedAt === null ? [] : await awaitedBy(db, delegation.personId, clock.now(), SHOWN_ANEW_MAX);
  return {
    delegation,
    requests: awaited.map(({ id }) => id),
    ledger: await messagesAbout(db, [delegationId]),
  };
}
