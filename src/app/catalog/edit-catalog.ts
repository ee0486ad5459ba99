import { z } from "zod";
import { CATALOG_DESCRIPTION_MAX, CATALOG_NAME_MAX, CATALOG_ROLES } from "../../domain/catalog/catalog.ts";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { ownersAfter } from "../../domain/catalog/owners.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { textFaults } from "../../domain/text-faults.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { tidyLine } from "../../lib/text.ts";
import { isCatalogNameTaken, lockCatalog, membersOf, rolesIn, updateCatalog } from "../../store/query/catalog.ts";
import type { CatalogRow } from "../../store/query/catalog.ts";
import { groupsWithRole } from "../../store/query/slack-group.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { fillersOf, readRoleEdit, ROLE_EDITS, storeRoleEdit } from "./role-edits.ts";
import type { RoleEdit, RoleHolders } from "./role-edits.ts";

/** Slack user ids, and ids of user groups. */
const ids = z.array(z.string());

const EditCatalog = z.object({
  catalogId: z.uuid(),
  /** The version that the person saw. */
  version: z.int(),
  name: z.string(),
  description: z.string(),
  approvalsChannel: z.string().nullable(),
  isEnabled: z.boolean(),
  isEnabledForExternalUsers: z.boolean(),
  owners: ids,
  ownerGroups: ids,
  packageManagers: ids,
  packageManagerGroups: ids,
  assignmentManagers: ids,
  assignmentManagerGroups: ids,
  readers: ids,
  readerGroups: ids,
  /** Who holds roles and is not in Slack, by person id; left out, they stay. */
  unseen: z.record(z.enum(CATALOG_ROLES), z.array(z.uuid())).optional(),
});
type EditCatalog = z.infer<typeof EditCatalog>;

interface CatalogTarget {
  catalog: CatalogRow;
  holders: Readonly<Record<CatalogRole, RoleHolders>>;
  standing: Standing;
}

type EditContext = CommandContext<EditCatalog, CatalogTarget>;

/**
 * Changes a catalog and who holds its roles (domain.md 2.2). General keeps its name; the last owner stays, except
 * when a user administrator removes them (section 7). Refuses with `changedMeanwhile` what was typed over an old version.
 */
export const editCatalog = command<EditCatalog, CatalogTarget, void>({
  name: "catalog.edit",
  input: EditCatalog,
  target: async ({ tx, by, input: { catalogId } }) => {
    const catalog = await lockCatalog(tx, catalogId);
    if (!catalog) throw new Refusal(fault("notFound", { what: "catalog" }));
    const members = await membersOf(tx, catalogId);
    const groups = await groupsWithRole(tx, catalogId);
    const of = (role: CatalogRole): RoleHolders => ({
      people: members.filter((member) => member.role === role).map(({ personId }) => personId),
      groups: groups.filter((group) => group.role === role).map(({ groupId }) => groupId),
    });
    const holders = {
      owner: of("owner"),
      packageManager: of("packageManager"),
      assignmentManager: of("assignmentManager"),
      reader: of("reader"),
    };
    return { catalog, holders, standing: standingOf(by, await rolesIn(tx, catalogId, by.id)) };
  },
  permit: (_by, { standing }) => permit("catalog.edit", standing),
  run: async (context) => {
    const { input, target } = context;
    if (target.catalog.version !== input.version)
      throw new Refusal(fault("changedMeanwhile", { what: "this catalog" }));
    const faults = await textsFaults(context);
    const edits: RoleEdit[] = [];
    for (const role of CATALOG_ROLES) edits.push(await roleEdit(context, role));
    faults.push(...edits.flatMap((edit) => edit.faults), ...(await lastOwnerFaults(context, edits)));
    refuseIfAny(faults);
    const events = await storeSettings(context);
    for (const edit of edits) events.push(...(await storeRoleEdit(context, target.catalog.id, edit)));
    return { result: undefined, events };
  },
});

function roleEdit({ tx, input, target }: EditContext, role: CatalogRole): Promise<RoleEdit> {
  const { people, groups } = ROLE_EDITS[role];
  const wished = { slackUserIds: input[people], groupIds: input[groups], unseenIds: input.unseen?.[role] };
  return readRoleEdit(tx, target.standing, role, target.holders[role], wished);
}

async function lastOwnerFaults({ tx, target }: EditContext, edits: readonly RoleEdit[]): Promise<Fault[]> {
  const owners = edits.find(({ role }) => role === "owner");
  if (!owners) return [];
  const [before, after] = [await fillersOf(tx, owners.before), await fillersOf(tx, owners.after)];
  return ownersAfter(before, after, target.standing).allowed ? [] : [fault("lastCatalogOwner", {}, "owners")];
}

async function textsFaults({ tx, input, target: { catalog } }: EditContext): Promise<Fault[]> {
  const faults = [
    ...textFaults(input.name, "name", CATALOG_NAME_MAX),
    ...textFaults(input.description, "description", CATALOG_DESCRIPTION_MAX),
  ];
  if (catalog.type === "serviceDefault") {
    if (tidyLine(input.name) !== catalog.name) faults.push(fault("generalKeepsItsName", {}, "name"));
  } else if (await isCatalogNameTaken(tx, input.name, catalog.id)) {
    faults.push(fault("catalogNameTaken", { name: input.name }, "name"));
  }
  return faults;
}

async function storeSettings({ tx, input, target: { catalog } }: EditContext): Promise<DomainEvent[]> {
  const settingsOf = (
    from: Pick<CatalogRow, "name" | "description" | "approvalsChannel" | "isEnabled" | "isEnabledForExternalUsers">,
  ) => ({
    name: tidyLine(from.name),
    description: from.description.trim(),
    approvalsChannel: from.approvalsChannel,
    isEnabled: from.isEnabled,
    isEnabledForExternalUsers: from.isEnabledForExternalUsers,
  });
  const before = settingsOf(catalog);
  const after = settingsOf(input);
  await updateCatalog(tx, catalog.id, after);
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [
    { type: "catalog.edited", target: { kind: "catalog", id: catalog.id }, catalogId: catalog.id, before, after },
  ];
}
