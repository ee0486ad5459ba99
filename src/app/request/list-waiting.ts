import type { Action } from "../../domain/permission/table.ts";
import type { MomentCursor } from "../../store/query/moment-page.ts";
import { waitingFor } from "../../store/query/package-requests.ts";
import type { WaitingRow } from "../../store/query/package-requests.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { packageForStaff } from "../package/package-for-staff.ts";

/** How many requests one page lists. */
export const WAITING_PAGE = 5;

/** A request, and what whoever looks may do with it now. */
export interface WaitingRequest extends WaitingRow {
  mayCancel: boolean;
  mayReroute: boolean;
}

/** One page of the requests for a package that are not decided yet, or wait for their start; the oldest first. */
export interface WaitingRequests {
  packageId: string;
  rows: readonly WaitingRequest[];
  /** Where this page begins, and where the next does. */
  after: MomentCursor | null;
  next: MomentCursor | null;
}

/** The requests for a package that wait, for those who may view them; refused for others, with whom to ask (domain.md 2.2). */
export async function listWaiting(
  deps: AppDeps,
  slackUserId: string,
  packageId: string,
  after: MomentCursor | null = null,
): Promise<WaitingRequests> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { may } = await packageForStaff(db, by, packageId, { action: "request.view" });
  return readWaiting(db, packageId, may, after);
}

/** One page of the requests; the caller has asked whether they may be viewed. */
export async function readWaiting(
  db: Reader,
  packageId: string,
  may: (action: Action) => boolean,
  after: MomentCursor | null = null,
): Promise<WaitingRequests> {
  const found = await waitingFor(db, packageId, WAITING_PAGE + 1, after);
  const rows = found.slice(0, WAITING_PAGE);
  const last = rows.at(-1);
  return {
    packageId,
    rows: rows.map((row) => ({
      ...row,
      mayCancel: may("request.cancel"),
      mayReroute: row.state === "pendingApproval" && may("request.reroute"),
    })),
    after,
    next: last && found.length > WAITING_PAGE ? { at: last.createdAt, id: last.id } : null,
  };
}
