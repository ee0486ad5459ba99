import { approvedBy } from "../../store/query/approved-requests.ts";
import type { ApprovedRow } from "../../store/query/approved-requests.ts";
import type { MomentCursor } from "../../store/query/moment-page.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";

export type { ApprovedRow } from "../../store/query/approved-requests.ts";

/** How many approvals one page lists. */
export const APPROVED_PAGE = 10;

/** One page of what one has approved, and somebody holds by it now. */
export interface Approved {
  rows: readonly ApprovedRow[];
  next: MomentCursor | null;
}

/** What this person has approved and can still revoke, the newest first (domain.md 4.4, D24). */
export async function listApproved(
  deps: AppDeps,
  slackUserId: string,
  after: MomentCursor | null = null,
): Promise<Approved> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const found = await approvedBy(db, by.id, APPROVED_PAGE + 1, after);
  const rows = found.slice(0, APPROVED_PAGE);
  const last = rows.at(-1);
  return { rows, next: last && found.length > APPROVED_PAGE ? { at: last.decidedAt, id: last.requestId } : null };
}
