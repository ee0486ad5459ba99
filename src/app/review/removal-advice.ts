import { adviceFor } from "../../domain/review/review.ts";
import type { RemovalAdvice } from "../../domain/review/review.ts";
import { policyById } from "../../store/query/package.ts";
import { advisedHolders } from "../../store/query/review-due.ts";
import type { Reader } from "../../store/database.ts";

/** What is recommended about each of the assignments, as things are now; nothing where the policy was removed. */
export async function removalAdvice(
  db: Reader,
  policyId: string | null,
  assignmentIds: readonly string[],
): Promise<ReadonlyMap<string, RemovalAdvice>> {
  const policy = policyId === null || assignmentIds.length === 0 ? undefined : await policyById(db, policyId);
  if (!policy) return new Map();
  const holders = await advisedHolders(db, assignmentIds);
  return new Map(holders.map((each) => [each.assignmentId, adviceFor(each, policy.settings.requestors)]));
}
