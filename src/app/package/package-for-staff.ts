import { fault, Refusal } from "../../domain/fault.ts";
import { permit, staffFor } from "../../domain/permission/permit.ts";
import type { Action } from "../../domain/permission/table.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { maySeePackage } from "../../store/query/package-search.ts";
import { packageById } from "../../store/query/package.ts";
import type { PackageRow } from "../../store/query/package.ts";
import type { Reader } from "../../store/database.ts";
import { standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import { viewerOf } from "../viewer.ts";

/**
 * The package, for staff of its catalog who may do `action`. Whoever may not even see it is told that there is none;
 * others are told whom to ask, in the words for `told`.
 */
export async function packageForStaff(
  db: Reader,
  by: ActingPerson,
  packageId: string,
  { action, told = action }: { action: Action; told?: string },
): Promise<{ found: PackageRow; may: (action: Action) => boolean }> {
  const [found, isSeen] = await Promise.all([packageById(db, packageId), maySeePackage(db, viewerOf(by), packageId)]);
  if (!found || !isSeen) throw new Refusal(fault("notFound", { what: "access package" }));
  const standing = standingOf(by, await rolesIn(db, found.catalogId, by.id));
  const may = (asked: Action) => permit(asked, standing).allowed;
  if (!may(action)) throw new Refusal(fault("notPermitted", { action: told, ask: staffFor(action) }));
  return { found, may };
}
