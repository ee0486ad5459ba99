import { holderCount, holdersOf, rolesHeldBefore } from "../../store/query/assignment-lists.ts";
import type { HolderRow, RoleBefore } from "../../store/query/assignment-lists.ts";
import { incompatibleNames } from "../../store/query/incompatible.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { packageEverForStaff } from "../package/package-for-staff.ts";
import { readWaiting } from "../request/list-waiting.ts";
import type { WaitingRequests } from "../request/list-waiting.ts";
import { withStaffActions } from "./staff-actions.ts";
import type { StaffActions } from "./staff-actions.ts";

export type { RoleBefore } from "../../store/query/assignment-lists.ts";

/** How many people, or packages, one page of `who` lists. */
export const WHO_PAGE = 10;

export type Holder = HolderRow &
  StaffActions & {
    heldBefore: readonly RoleBefore[];
    /** The names of what they hold as well that is incompatible with the package. */
    incompatible: readonly string[];
  };

/** One page of those who hold a package. */
export interface Holders {
  packageId: string;
  packageName: string;
  total: number;
  rows: readonly Holder[];
  /** The person after whom this page begins, and the last on it when there are more. */
  after: string | null;
  next: string | null;
  /** The first of the requests that wait, beside the first page; none where they may not be viewed. */
  waiting: WaitingRequests | null;
}

/**
 * Who holds the package, by name. For those who may view the catalog's assignments; refused for others, with whom to
 * ask (domain.md 2.2).
 */
export async function listHolders(
  deps: AppDeps,
  slackUserId: string,
  packageId: string,
  after: string | null = null,
): Promise<Holders> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { found, may } = await packageEverForStaff(db, by, packageId, { action: "assignment.view" });
  const total = await holderCount(db, packageId);
  const [some, waiting] = await Promise.all([
    holdersOf(db, { packageId, total, after }, WHO_PAGE + 1),
    after === null && may("request.view") ? readWaiting(db, packageId, may) : null,
  ]);
  const rows = await withStaffActions(db, some.slice(0, WHO_PAGE), may, deps.clock.now());
  const [before, incompatible] = await Promise.all([
    rolesHeldBefore(
      db,
      rows.map(({ assignmentId }) => assignmentId),
    ),
    incompatibleNames(
      db,
      packageId,
      rows.map(({ personId }) => personId),
    ),
  ]);
  return {
    packageId,
    packageName: found.name,
    total,
    rows: rows.map((row) => ({
      ...row,
      heldBefore: before.get(row.assignmentId) ?? [],
      incompatible: incompatible.get(row.personId) ?? [],
    })),
    after,
    waiting,
    next: some.length > WHO_PAGE ? (rows.at(-1)?.personId ?? null) : null,
  };
}
