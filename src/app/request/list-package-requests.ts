import type { Action } from "../../domain/permission/table.ts";
import { removalFaults } from "../../domain/request/removal.ts";
import { isOpenRequest } from "../../domain/request/request.ts";
import { requestsForPackage } from "../../store/query/package-requests.ts";
import type { PackageRequestRow } from "../../store/query/package-requests.ts";
import type { MomentCursor } from "../../store/query/moment-page.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson } from "../acting-person.ts";
import { withStaffActions } from "../assignment/staff-actions.ts";
import type { AppDeps } from "../deps.ts";
import { packageForStaff } from "../package/package-for-staff.ts";

/** How many requests one page lists. */
export const PACKAGE_REQUESTS_PAGE = 10;

/** A request, and what whoever looks may do with it now. */
export interface PackageRequest extends PackageRequestRow {
  mayCancel: boolean;
  /** Cancel what could not be delivered, which ends the access (D4). */
  mayCancelDelivery: boolean;
  mayReroute: boolean;
  /** Begin the delivery of the access that came of it once more. */
  mayReprocess: boolean;
  mayRemoveRecord: boolean;
}

/** One page of all requests for a package, the newest first. */
export interface PackageRequests {
  packageId: string;
  packageName: string;
  rows: readonly PackageRequest[];
  /** Where this page begins, and where the next does. */
  after: MomentCursor | null;
  next: MomentCursor | null;
}

/** The requests for a package, for those who may view them; refused for others, with whom to ask (domain.md 2.2). */
export async function listPackageRequests(
  deps: AppDeps,
  slackUserId: string,
  packageId: string,
  after: MomentCursor | null = null,
): Promise<PackageRequests> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { found, may } = await packageForStaff(db, by, packageId, { action: "request.view" });
  const some = await requestsForPackage(db, packageId, PACKAGE_REQUESTS_PAGE + 1, after);
  const rows = some.slice(0, PACKAGE_REQUESTS_PAGE);
  const last = rows.at(-1);
  return {
    packageId,
    packageName: found.name,
    rows: await withActions(db, rows, may, deps.clock.now()),
    after,
    next: last && some.length > PACKAGE_REQUESTS_PAGE ? { at: last.createdAt, id: last.id } : null,
  };
}

async function withActions(
  db: Reader,
  rows: readonly PackageRequestRow[],
  may: (action: Action) => boolean,
  now: Date,
): Promise<PackageRequest[]> {
  const accesses = rows.flatMap(({ type, access }) =>
    access === null || type === "userExtend" ? [] : [{ ...access, assignmentId: access.id }],
  );
  const reprocessable = new Set(
    (await withStaffActions(db, accesses, may, now))
      .filter(({ mayReprocess }) => mayReprocess)
      .map(({ assignmentId }) => assignmentId),
  );
  return rows.map((row) => {
    const { type, state, dueAt, access } = row;
    const isInTime = dueAt !== null && dueAt > now;
    return {
      ...row,
      mayCancel: isOpenRequest(state) && may("request.cancel"),
      mayCancelDelivery: state === "deliveryFailed" && access?.state !== "expired" && may("request.cancel"),
      mayReroute: state === "pendingApproval" && isInTime && may("request.reroute"),
      mayReprocess: type !== "userExtend" && access !== null && reprocessable.has(access.id),
      mayRemoveRecord:
        may("request.removeRecord") && removalFaults({ type, state, access: access?.state ?? null }).length === 0,
    };
  });
}
