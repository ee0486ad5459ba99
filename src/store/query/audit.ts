import type { DomainEvent } from "../../domain/event.ts";
import { audit } from "../schema/journal.ts";
import type { Transaction } from "../database.ts";

/** Writes one audit row for each event. */
export async function appendAudit(
  tx: Transaction,
  at: Date,
  actor: { kind: string; id: string },
  events: readonly DomainEvent[],
): Promise<void> {
  await tx.insert(audit).values(
    events.map(({ type, target, catalogId, before, after, reason }) => ({
      at,
      actorKind: actor.kind,
      actorId: actor.id,
      action: type,
      targetKind: target.kind,
      targetId: target.id,
      catalogId: catalogId ?? null,
      before: before ?? null,
      after: after ?? null,
      reason: reason ?? null,
    })),
  );
}
