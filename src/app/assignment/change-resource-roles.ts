import { z } from "zod";
import { roleDiff, roleKey } from "../../domain/assignment/role-diff.ts";
import type { ResourceRole } from "../../domain/assignment/role-diff.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { RESOURCES_PER_PACKAGE_MAX } from "../../domain/resource/pickable.ts";
import { holdCatalogWithRoles } from "../../store/query/catalog.ts";
import { holdResourceRoles, lockPackage, replaceResourceRoles } from "../../store/query/package.ts";
import type { PackageRow } from "../../store/query/package.ts";
import { holdResources } from "../../store/query/resource.ts";
import type { Transaction } from "../../store/database.ts";
import { standingOf } from "../acting-person.ts";
import { joinResources } from "../catalog/join-resources.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { checkResourceRoles } from "../draft/check-resource-roles.ts";
import type { TargetCatalog } from "../draft/target-catalog.ts";

const ChangeResourceRoles = z.object({
  packageId: z.uuid(),
  /** The version that the person saw. */
  version: z.int(),
  roles: z.array(z.object({ resourceId: z.uuid(), role: z.string() })),
});
type ChangeResourceRoles = z.infer<typeof ChangeResourceRoles>;

interface ChangeTarget {
  row: PackageRow;
  catalog: TargetCatalog;
}

type Context = CommandContext<ChangeResourceRoles, ChangeTarget>;

/**
 * Changes what a package gives; all holders are brought in line by a job (domain.md 4.7, D11). What it gives already
 * may stay, even where it is gone from the directory; what is new is checked as in the wizard, and joins the catalog.
 * Faults are on `roles.<resourceId>`.
 */
export const changeResourceRoles = command<ChangeResourceRoles, ChangeTarget, void>({
  name: "package.changeResourceRoles",
  input: ChangeResourceRoles,
  target: async ({ tx, by, input: { packageId } }) => {
    const row = await lockPackage(tx, packageId);
    const home = row && (await holdCatalogWithRoles(tx, row.catalogId, by.id));
    if (!row || !home) throw new Refusal(fault("notFound", { what: "access package" }));
    const { id, type: kind, name, description } = home.catalog;
    return { row, catalog: { id, kind, name, description, standing: standingOf(by, home.roles) } };
  },
  permit: (_by, { catalog }) => permit("package.edit", catalog.standing),
  run: async (context) => {
    const { tx, input, target } = context;
    if (target.row.version !== input.version)
      throw new Refusal(fault("changedMeanwhile", { what: "this access package" }));
    const before = await holdResourceRoles(tx, target.row.id);
    const after = [...new Map(input.roles.map((role) => [roleKey(role), role])).values()];
    const { give, take } = roleDiff(after, before);
    if (give.length + take.length === 0) return { result: undefined, events: [] };
    refuseIfAny(await faultsOf(context, after, give));
    const joined = await joinResources(context, target.row.catalogId, give);
    return { result: undefined, events: [...joined, await store(context, before, after)] };
  },
});

async function faultsOf(
  { tx, by, target: { catalog } }: Context,
  all: readonly ResourceRole[],
  added: readonly ResourceRole[],
): Promise<Fault[]> {
  const { faults } = await checkResourceRoles(tx, by, catalog, [...added], (db, ids) =>
    holdResources(db as Transaction, ids),
  );
  const isTooMany = all.length > RESOURCES_PER_PACKAGE_MAX && added.length <= RESOURCES_PER_PACKAGE_MAX;
  return isTooMany ? [...faults, fault("tooMany", { what: "resources", limit: RESOURCES_PER_PACKAGE_MAX })] : faults;
}

async function store(
  { tx, target: { row } }: Context,
  before: readonly ResourceRole[],
  after: readonly ResourceRole[],
): Promise<DomainEvent> {
  await replaceResourceRoles(tx, row.id, after);
  return {
    type: "package.resourceRolesChanged",
    target: { kind: "package", id: row.id },
    catalogId: row.catalogId,
    before: { resourceRoles: before },
    after: { resourceRoles: after },
  };
}
