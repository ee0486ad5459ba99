import type { DomainEvent } from "../../domain/event.ts";
import { chunksOf } from "../../lib/chunks.ts";
import { audit } from "../schema/journal.ts";
import type { Transaction } from "../database.ts";

/** As many rows as fit into one statement's parameters. */
const ROWS_AT_ONCE = 1000;

/**
 * Writes one audit row for each event. From the first row to the end of the transaction nobody else can write any, so
 * that the rows form one chain: it comes last in a transaction, when every other lock has been taken.
 */
export async function appendAudit(
  tx: Transaction,
  at: Date,
  actor: { kind: string; id: string },
  events: readonly DomainEvent[],
): Promise<void> {
  for (const some of chunksOf(events, ROWS_AT_ONCE)) {
    await tx.insert(audit).values(
      some.map(({ type, target, catalogId, packageId, before, after, reason }) => ({
        at,
        actorKind: actor.kind,
        actorId: actor.id,
        action: type,
        targetKind: target.kind,
        targetId: target.id,
        catalogId: catalogId ?? null,
        packageId: packageId ?? (target.kind === "package" ? target.id : null),
        before: before ?? null,
        after: after ?? null,
        reason: reason ?? null,
      })),
    );
  }
}
