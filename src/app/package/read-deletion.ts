import { holderCount } from "../../store/query/assignment-lists.ts";
import { packageUse } from "../../store/query/package-card.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { packageForStaff } from "./package-for-staff.ts";

/** What stands in the way of a package's deletion, and what it would end. */
export interface Deletion {
  packageId: string;
  name: string;
  holders: number;
  pendingRequests: number;
  /** Whether the person may end the access of all who hold it. */
  mayEndAll: boolean;
}

/** What `Delete package` shows; refused for those who may not delete it. */
export async function readDeletion(deps: AppDeps, slackUserId: string, packageId: string): Promise<Deletion> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { found, may } = await packageForStaff(db, by, packageId, { action: "package.delete" });
  const [holders, { pendingRequests }] = await Promise.all([holderCount(db, packageId), packageUse(db, packageId)]);
  return { packageId, name: found.name, holders, pendingRequests, mayEndAll: may("assignment.remove") };
}
