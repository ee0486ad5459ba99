import type { EndReason } from "../../domain/assignment/assignment.ts";
import type { DomainEvent } from "../../domain/event.ts";
import type { AssignmentRow } from "../../store/query/assignment.ts";
import { updateAssignment } from "../../store/query/assignment.ts";
import type { Transaction } from "../../store/database.ts";
export async function endAssignment(
  { tx, now }: { tx: Transaction; now: Date },
  { id }: AssignmentRow,
  endReason: EndReason,
): Promise<DomainEvent[]> {
  await updateAssignment(tx, id, { state: "expired", endedAt: now, endReason });
  return [];
}
