import { roleKey } from "../../domain/assignment/role-diff.ts";
import type { DeliveryOutcome } from "../../domain/assignment/settled-grant.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { redeliver } from "../../store/query/assignment.ts";
import type { AssignmentRow } from "../../store/query/assignment.ts";
import type { GrantRow } from "../../store/query/assignment-grant.ts";
import { requestsOf } from "../../store/query/assignment-request.ts";
import { grantsElsewhere, updateGrants } from "../../store/query/delivery.ts";
import type { Transaction } from "../../store/database.ts";
import { assignmentEvent, toldRoles } from "./assignment-event.ts";
import { sourceOf } from "./end-assignment.ts";

/**
 * Tells the person's other assignments, which are locked, what became of roles that they give as well. Whether the
 * person held a role before is handed on to them; a role that was taken away although they give it is given again.
 */
export async function giveAgainElsewhere(
  { tx, now }: { tx: Transaction; now: Date },
  { id: assignmentId, personId }: AssignmentRow,
  others: readonly AssignmentRow[],
  taken: readonly DeliveryOutcome[],
  own: readonly GrantRow[],
): Promise<DomainEvent[]> {
  if (others.length === 0) return [];
  const resultOf = new Map(taken.map((outcome) => [roleKey(outcome), outcome.result]));
  const heldBeforeOf = new Map(own.map((grant) => [roleKey(grant), grant.heldBefore]));
  const locked = new Set(others.map(({ id }) => id));
  const shared = (await grantsElsewhere(tx, { assignmentId, personId }, taken)).filter((grant) =>
    locked.has(grant.assignmentId),
  );
  const changes = shared.map((grant) => {
    const heldBefore = grant.heldBefore ?? heldBeforeOf.get(roleKey(grant)) ?? null;
    if (resultOf.get(roleKey(grant)) === "kept") return { ...grant, heldBefore };
    return { ...grant, heldBefore, state: "pending" as const, version: grant.version + 1 };
  });
  await updateGrants(tx, changes, now);

  const isAgain = (grant: GrantRow) => resultOf.get(roleKey(grant)) === "done";
  const again = others.filter(({ id }) => changes.some((grant) => grant.assignmentId === id && isAgain(grant)));
  await redeliver(
    tx,
    again.map(({ id }) => id),
    now,
  );
  const requests = await requestsOf(tx, [...locked]);
  const events: DomainEvent[] = [];
  for (const assignment of again) {
    const { id, state } = assignment;
    const roles = await toldRoles(
      tx,
      changes.filter((grant) => grant.assignmentId === id && isAgain(grant)),
    );
    events.push(
      assignmentEvent(assignment, sourceOf(requests, id), "assignment.reprocessed", {
        before: { state },
        after: { state: "delivering", because: "withdrawnElsewhere", roles },
      }),
    );
  }
  return events;
}
