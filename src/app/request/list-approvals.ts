import type { MomentCursor } from "../../store/query/moment-page.ts";
import { awaitedBy } from "../../store/query/request-lists.ts";
import type { AwaitedRequest } from "../../store/query/request-lists.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";

export type { MomentCursor } from "../../store/query/moment-page.ts";
export type { AwaitedRequest } from "../../store/query/request-lists.ts";

/** How many requests one page of approvals lists. */
export const APPROVALS_PAGE = 10;

export interface Approvals {
  rows: AwaitedRequest[];
  next: MomentCursor | null;
}

/** One page of the requests that wait for this person's decision, oldest due first; never their own (R3). */
export async function listApprovals(
  deps: AppDeps,
  slackUserId: string,
  { size = APPROVALS_PAGE, after }: { size?: number; after?: MomentCursor | undefined } = {},
): Promise<Approvals> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const found = await awaitedBy(db, by.id, deps.clock.now(), size + 1, after);
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  return { rows, next: last && found.length > size ? { at: last.dueAt, id: last.id } : null };
}
