import { z } from "zod";
import { CATALOG_DESCRIPTION_MAX, CATALOG_NAME_MAX } from "../../domain/catalog/catalog.ts";
import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import { ownersAfter } from "../../domain/catalog/owners.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { textFaults } from "../../domain/text-faults.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { tidyLine } from "../../lib/text.ts";
import {
  addCatalogMembers,
  isCatalogNameTaken,
  lockCatalog,
  membersOf,
  removeCatalogMembers,
  rolesIn,
  updateCatalog,
} from "../../store/query/catalog.ts";
import type { CatalogRow } from "../../store/query/catalog.ts";
import { peopleById, peopleBySlackIds } from "../../store/query/person.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";

const EditCatalog = z.object({
  catalogId: z.uuid(),
  /** The version that the person saw. */
  version: z.int(),
  name: z.string(),
  description: z.string(),
  approvalsChannel: z.string().nullable(),
  isEnabled: z.boolean(),
  isEnabledForExternalUsers: z.boolean(),
  /** Slack user ids. People who are in the directory alone stay, as Slack's select cannot show them. */
  owners: z.array(z.string()),
  packageManagers: z.array(z.string()),
});
type EditCatalog = z.infer<typeof EditCatalog>;

interface CatalogTarget {
  catalog: CatalogRow;
  members: { personId: string; role: CatalogRole }[];
  standing: Standing;
}

type EditContext = CommandContext<EditCatalog, CatalogTarget>;

/**
 * Changes a catalog and who holds its roles (domain.md 2.2). General keeps its name; the last owner stays, except
 * when a user administrator removes them (section 7).
 */
export const editCatalog = command<EditCatalog, CatalogTarget, void>({
  name: "catalog.edit",
  input: EditCatalog,
  target: async ({ tx, by, input: { catalogId } }) => {
    const catalog = await lockCatalog(tx, catalogId);
    if (!catalog) throw new Refusal(fault("notFound", { what: "catalog" }));
    const members = await membersOf(tx, catalogId);
    return { catalog, members, standing: standingOf(by, await rolesIn(tx, catalogId, by.id)) };
  },
  permit: (_by, { standing }) => permit("catalog.edit", standing),
  run: async (context) => {
    const { input, target } = context;
    if (target.catalog.version !== input.version)
      throw new Refusal(fault("changedMeanwhile", { what: "this catalog" }));
    const owners = await membership(context, "owner", input.owners, "owners");
    const managers = await membership(context, "packageManager", input.packageManagers, "packageManagers");
    const faults = [...(await textsFaults(context)), ...owners.faults, ...managers.faults];
    if (!ownersAfter(owners.before, owners.after, target.standing).allowed)
      faults.push(fault("lastCatalogOwner", {}, "owners"));
    refuseIfAny(faults);
    const events = [
      ...(await storeSettings(context)),
      ...(await storeMembers(context, "owner", "catalog.ownersChanged", owners)),
      ...(await storeMembers(context, "packageManager", "catalog.packageManagersChanged", managers)),
    ];
    return { result: undefined, events };
  },
});

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

interface Membership {
  before: readonly string[];
  after: readonly string[];
  faults: readonly Fault[];
}

/** Who held the role, and who will. */
async function membership(
  { tx, target }: EditContext,
  role: CatalogRole,
  slackUserIds: readonly string[],
  field: string,
): Promise<Membership> {
  const before = target.members.filter((member) => member.role === role).map(({ personId }) => personId);
  const known = await peopleBySlackIds(tx, slackUserIds);
  const unseen = (await peopleById(tx, before)).filter(({ slackUserId }) => slackUserId === null).map(({ id }) => id);
  const faults: Fault[] = [];
  if (known.length < new Set(slackUserIds).size) faults.push(fault("personNotKnownYet", {}, field));
  for (const { id, slackState, name } of known) {
    if (slackState === "deactivated" && !before.includes(id)) faults.push(fault("personDeactivated", { name }, field));
  }
  return { before, after: [...unseen, ...known.map(({ id }) => id)], faults };
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

async function storeMembers(
  { tx, now, target: { catalog } }: EditContext,
  role: CatalogRole,
  type: "catalog.ownersChanged" | "catalog.packageManagersChanged",
  { before, after }: Membership,
): Promise<DomainEvent[]> {
  const added = after.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !after.includes(id));
  await addCatalogMembers(tx, catalog.id, role, added, now);
  await removeCatalogMembers(tx, catalog.id, role, removed);
  if (added.length + removed.length === 0) return [];
  return [{ type, target: { kind: "catalog", id: catalog.id }, catalogId: catalog.id, before, after }];
}
