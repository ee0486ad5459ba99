import { holderCount, holdersOf, rolesHeldBefore } from "../../store/query/assignment-lists.ts";
import type { HolderRow, RoleBefore } from "../../store/query/assignment-lists.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { packageForStaff } from "../package/package-for-staff.ts";

export type { RoleBefore } from "../../store/query/assignment-lists.ts";

/** How many people, or packages, one page of `who` lists. */
export const WHO_PAGE = 10;

export type Holder = HolderRow & { heldBefore: readonly RoleBefore[] };

/** One page of those who hold a package. */
export interface Holders {
  packageId: string;
  packageName: string;
  total: number;
  rows: readonly Holder[];
  /** The last person on this page, when there are more. */
  next: string | null;
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
  const { found } = await packageForStaff(db, by, packageId, { action: "assignment.view" });
  const [total, some] = await Promise.all([holderCount(db, packageId), holdersOf(db, packageId, WHO_PAGE + 1, after)]);
  const rows = some.slice(0, WHO_PAGE);
  const before = await rolesHeldBefore(
    db,
    rows.map(({ assignmentId }) => assignmentId),
  );
  return {
    packageId,
    packageName: found.name,
    total,
    rows: rows.map((row) => ({ ...row, heldBefore: before.get(row.assignmentId) ?? [] })),
    next: some.length > WHO_PAGE ? (rows.at(-1)?.personId ?? null) : null,
  };
}
