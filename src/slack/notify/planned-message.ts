import { keepInLine } from "../../app/message/keep-in-line.ts";
import type { Desired, LedgerKey, Outcome } from "../../app/message/keep-in-line.ts";
import type { MessageDoor } from "../../app/message/message-door.ts";
import type { AppDeps } from "../../app/deps.ts";
import { fingerprint } from "../../lib/fingerprint.ts";
import type { Message } from "../command/message.ts";

/** A message as it should be, and which one it is. */
export interface PlannedMessage extends Desired<Message> {
  key: LedgerKey;
}

/** What the ledger knows of a message. */
interface KnownMessage extends LedgerKey {
  ts: string | null;
  shown: string | null;
  failure: string | null;
  claimedAt: Date | null;
}

export function isSameMessage(one: LedgerKey, other: LedgerKey): boolean {
  return one.kind === other.kind && one.entityId === other.entityId && one.recipient === other.recipient;
}

/**
 * Whether something is to be done about the message. The ledger must have been read after the state from which it was
 * planned: then what shows the right thing, and nobody is at, was shown by somebody who knew at least as much.
 */
export function needsWork({ key, message, mayPost }: PlannedMessage, ledger: readonly KnownMessage[]): boolean {
  const row = ledger.find((one) => isSameMessage(one, key));
  if (!row) return mayPost;
  if (row.failure !== null) return false;
  return row.claimedAt !== null || row.ts === null || row.shown !== fingerprint(message);
}

/** Brings one planned message in line, as it is planned anew while it is claimed. */
export function keepPlanned(
  deps: AppDeps,
  door: MessageDoor<Message>,
  key: LedgerKey,
  planAnew: () => Promise<readonly PlannedMessage[]>,
): Promise<Outcome> {
  return keepInLine(deps, door, key, async () => (await planAnew()).find((one) => isSameMessage(one.key, key)) ?? null);
}
