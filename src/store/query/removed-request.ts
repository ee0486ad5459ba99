import { eq, sql } from "drizzle-orm";
import { approverReminder, removedRequest, request, requestApprover, requestStage } from "../schema/request.ts";
import type { Transaction } from "../database.ts";
import { rowsOf } from "./rows.ts";
import { requestById } from "./request.ts";
import type { RequestRow } from "./request.ts";

/** The request, locked together with those that repeat it. */
export async function lockWithRepeats(tx: Transaction, id: string): Promise<RequestRow | undefined> {
  const { id: column, repeats } = request;
  await rowsOf(
    tx,
    sql`select 1 from ${request} where ${column} = ${id} or ${repeats} = ${id} order by ${column} for update`,
  );
  return requestById(tx, id);
}

/** Removes the record, with its stages; whose it was is kept. To be called after `lockWithRepeats`. */
export async function removeRequest(
  tx: Transaction,
  { id, requestorId }: Pick<RequestRow, "id" | "requestorId">,
  removedAt: Date,
): Promise<void> {
  await tx.update(request).set({ repeats: null }).where(eq(request.repeats, id));
  await tx.delete(approverReminder).where(eq(approverReminder.requestId, id));
  await tx.delete(requestApprover).where(eq(requestApprover.requestId, id));
  await tx.delete(requestStage).where(eq(requestStage.requestId, id));
  await tx.delete(request).where(eq(request.id, id));
  await tx.insert(removedRequest).values({ id, requestorId, removedAt });
}
