import { fault, Refusal } from "../../domain/fault.ts";
import { permit, staffFor } from "../../domain/permission/permit.ts";
import type { Action } from "../../domain/permission/table.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { maySeePackage } from "../../store/query/package-search.ts";
import { packageById } from "../../store/query/package.ts";
import type { PackageRow } from "../../store/query/package.ts";
import { staffOf } from "../../store/query/request-messages.ts";
import { deletedPackage } from "../../store/query/retired.ts";
import type { Reader } from "../../store/database.ts";
import { standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import { viewerOf } from "../viewer.ts";

const OWNERS_NAMED = 3;

/**
 * The package, for staff of its catalog who may do `action`. Whoever may not even see it is told that there is none;
 * others are told whom to ask, in the words for `told` and by name.
 */
export async function packageForStaff(
  db: Reader,
  by: ActingPerson,
  packageId: string,
  { action, told = action }: { action: Action; told?: string },
): Promise<{ found: PackageRow; may: (action: Action) => boolean }> {
  const [found, isSeen] = await Promise.all([packageById(db, packageId), maySeePackage(db, viewerOf(by), packageId)]);
  if (!found || !isSeen) throw notFound();
  const may = await rightsIn(db, by, found.catalogId);
  if (may(action)) return { found, may };
  const owners = await staffOf(db, found.catalogId, ["owner"], OWNERS_NAMED);
  const names = owners.map(({ name }) => name);
  throw new Refusal(fault("notPermitted", { action: told, ask: staffFor(action), owners: names }));
}

/**
 * The same for what outlives a package: its history, and who held it. Whoever may not do `action` in the catalog from
 * which a package was deleted is told that there is none.
 */
export async function packageEverForStaff(
  db: Reader,
  by: ActingPerson,
  packageId: string,
  asked: { action: Action; told?: string },
): Promise<{ found: Pick<PackageRow, "id" | "name" | "catalogId">; may: (action: Action) => boolean }> {
  const deleted = await deletedPackage(db, packageId);
  if (!deleted) return packageForStaff(db, by, packageId, asked);
  const may = await rightsIn(db, by, deleted.catalogId);
  if (!may(asked.action)) throw notFound();
  return { found: deleted, may };
}

async function rightsIn(db: Reader, by: ActingPerson, catalogId: string): Promise<(action: Action) => boolean> {
  const standing = standingOf(by, await rolesIn(db, catalogId, by.id));
  return (action) => permit(action, standing).allowed;
}

function notFound(): Refusal {
  return new Refusal(fault("notFound", { what: "access package" }));
}
