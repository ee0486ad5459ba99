import { noteGivenUp as note } from "../../store/query/message-ledger.ts";
import type { LedgerDeps } from "./keep-in-line.ts";

/** Leaves a note in the ledger that a job about these messages was given up, so that somebody can find it. */
export async function noteGivenUp(
  { database, clock }: LedgerDeps,
  job: string,
  entityId: string,
  code: string,
): Promise<void> {
  await note(database.read, { job, entityId, code }, clock.now());
}
