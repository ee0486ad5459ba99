import type { CatalogRole } from "../../domain/catalog/catalog.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { fault } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import type { Action } from "../../domain/permission/table.ts";
import { isUuid } from "../../lib/ids.ts";
import { addCatalogMembers, removeCatalogMembers } from "../../store/query/catalog.ts";
import { peopleById, peopleBySlackIds } from "../../store/query/person.ts";
import {
  addCatalogGroups,
  groupsWithSomebody,
  removeCatalogGroups,
  slackGroupsById,
} from "../../store/query/slack-group.ts";
import type { Transaction } from "../../store/database.ts";

/** How each role is given and taken: who may, what is told of it, and the fields of the form. */
export const ROLE_EDITS = {
  owner: { action: "catalog.changeOwners", event: "catalog.ownersChanged", people: "owners", groups: "ownerGroups" },
  packageManager: {
    action: "catalog.changePackageManagers",
    event: "catalog.packageManagersChanged",
    people: "packageManagers",
    groups: "packageManagerGroups",
  },
  assignmentManager: {
    action: "catalog.changeAssignmentManagers",
    event: "catalog.assignmentManagersChanged",
    people: "assignmentManagers",
    groups: "assignmentManagerGroups",
  },
  reader: {
    action: "catalog.changeReaders",
    event: "catalog.readersChanged",
    people: "readers",
    groups: "readerGroups",
  },
} as const satisfies Record<
  CatalogRole,
  { action: Action; event: DomainEvent["type"]; people: string; groups: string }
>;

/** Who holds a role: people and user groups, by their ids. */
export interface RoleHolders {
  people: readonly string[];
  groups: readonly string[];
}

/** How a role's holders are to change, and what is wrong with that. */
export interface RoleEdit {
  role: CatalogRole;
  before: RoleHolders;
  after: RoleHolders;
  faults: readonly Fault[];
}

interface WishedHolders {
  slackUserIds: readonly string[];
  /** People who are in the directory alone; left out, those stay who are, as Slack's select cannot show them. */
  unseenIds: readonly string[] | undefined;
  groupIds: readonly string[];
}

/** Who held the role, and who will; a change needs the right for this role. What is wrong stands on its field. */
export async function readRoleEdit(
  tx: Transaction,
  standing: Standing,
  role: CatalogRole,
  before: RoleHolders,
  wished: WishedHolders,
): Promise<RoleEdit> {
  const { action, people, groups } = ROLE_EDITS[role];
  const known = await peopleBySlackIds(tx, wished.slackUserIds);
  const unseen = (await peopleById(tx, wished.unseenIds ?? before.people)).filter(
    ({ slackUserId }) => slackUserId === null,
  );
  const after = { people: [...unseen, ...known].map(({ id }) => id), groups: [...new Set(wished.groupIds)] };
  const faults: Fault[] = [];
  if (known.length < new Set(wished.slackUserIds).size) faults.push(fault("personNotKnownYet", {}, people));
  for (const { id, slackState, name } of known) {
    if (slackState === "deactivated" && !before.people.includes(id))
      faults.push(fault("personDeactivated", { name }, people));
  }
  faults.push(...(await groupFaults(tx, before.groups, after.groups, groups)));
  const verdict = permit(action, standing);
  if (!verdict.allowed && (differ(before.people, after.people) || differ(before.groups, after.groups)))
    faults.push(fault("notPermitted", { action, ask: [...verdict.ask] }, people));
  return { role, before, after, faults };
}

/** Only groups that Slack has, and that are not disabled; a disabled one that held the role before may stay. */
async function groupFaults(
  tx: Transaction,
  before: readonly string[],
  after: readonly string[],
  field: string,
): Promise<Fault[]> {
  const rows = await slackGroupsById(tx, after.filter(isUuid));
  const offered = new Set(rows.filter(({ disabledAt }) => disabledAt === null).map(({ id }) => id));
  const isFine = (id: string) => offered.has(id) || before.includes(id);
  return after.every(isFine) ? [] : [fault("notAChoice", { what: "groups" }, field)];
}

function differ(before: readonly string[], after: readonly string[]): boolean {
  return addedTo(before, after).length + addedTo(after, before).length > 0;
}

function addedTo(before: readonly string[], after: readonly string[]): string[] {
  return after.filter((id) => !before.includes(id));
}

/** Those of the holders by whom the role is filled: a group in which nobody is active fills none. */
export async function fillersOf(tx: Transaction, { people, groups }: RoleHolders): Promise<string[]> {
  return [...people, ...(await groupsWithSomebody(tx, groups))];
}

/** Stores the change; nothing happens where there is none. */
export async function storeRoleEdit(
  { tx, now }: { tx: Transaction; now: Date },
  catalogId: string,
  { role, before, after }: RoleEdit,
): Promise<DomainEvent[]> {
  if (!differ(before.people, after.people) && !differ(before.groups, after.groups)) return [];
  await addCatalogMembers(tx, catalogId, role, addedTo(before.people, after.people), now);
  await removeCatalogMembers(tx, catalogId, role, addedTo(after.people, before.people));
  await addCatalogGroups(tx, catalogId, role, addedTo(before.groups, after.groups), now);
  await removeCatalogGroups(tx, catalogId, role, addedTo(after.groups, before.groups));
  return [{ type: ROLE_EDITS[role].event, target: { kind: "catalog", id: catalogId }, catalogId, before, after }];
}
