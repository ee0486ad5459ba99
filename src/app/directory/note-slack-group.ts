import type { DomainEvent } from "../../domain/event.ts";
import type { SlackGroup, SlackGroupChange } from "../../domain/person/slack-group.ts";
import {
  addToSlackGroup,
  holdsRoles,
  insertSlackGroup,
  lockSlackGroup,
  removeFromSlackGroup,
  slackGroupsListed,
  slackIdsIn,
  updateSlackGroup,
} from "../../store/query/slack-group.ts";
import type { Transaction } from "../../store/database.ts";
import type { AppDeps } from "../deps.ts";
import { systemCommand } from "../system-command.ts";
import type { SystemContext } from "../system-command.ts";

/** Stores a user group as Slack describes it now, and who belongs to it; a disabled one has no members. */
export const noteSlackGroup: (deps: AppDeps, group: SlackGroup) => Promise<void> = systemCommand({
  name: "slackGroup.note",
  run: async (context) => {
    const { tx, input: group } = context;
    const groupId = await storeGroup(context);
    const members = group.isDisabled ? [] : group.members;
    if (members === null) return { result: undefined, events: [] };
    const before = await slackIdsIn(tx, groupId);
    const added = members.filter((id) => !before.includes(id));
    const removed = before.filter((id) => !members.includes(id));
    return { result: undefined, events: await changeMembers(tx, groupId, added, removed) };
  },
});

async function storeGroup({ tx, now, newId, input: group }: SystemContext<SlackGroup>): Promise<string> {
  const { slackId, name, handle, isDisabled } = group;
  const stored = await lockSlackGroup(tx, slackId);
  const disabledAt = isDisabled ? (stored?.disabledAt ?? now) : null;
  const id = stored?.id ?? newId();
  if (stored) await updateSlackGroup(tx, id, { name, handle, disabledAt });
  else await insertSlackGroup(tx, { id, slackId, name, handle, disabledAt });
  return id;
}

/** Takes note of who came and who left; false where the group is not known yet, and has to be read whole. */
export const changeSlackGroup: (deps: AppDeps, change: SlackGroupChange) => Promise<boolean> = systemCommand({
  name: "slackGroup.change",
  run: async ({ tx, input: { slackId, added, removed } }) => {
    const stored = await lockSlackGroup(tx, slackId);
    if (!stored) return { result: false, events: [] };
    if (stored.disabledAt !== null) return { result: true, events: [] };
    const present = await slackIdsIn(tx, stored.id);
    const joining = added.filter((id) => !present.includes(id));
    const leaving = removed.filter((id) => present.includes(id));
    return { result: true, events: await changeMembers(tx, stored.id, joining, leaving) };
  },
});

/** Changes who belongs to the group: before and after name those who left and those who came. It is told where the group holds a role, as rights then change with it. */
async function changeMembers(
  tx: Transaction,
  groupId: string,
  added: readonly string[],
  removed: readonly string[],
): Promise<DomainEvent[]> {
  await addToSlackGroup(tx, groupId, added);
  await removeFromSlackGroup(tx, groupId, removed);
  if (added.length + removed.length === 0 || !(await holdsRoles(tx, groupId))) return [];
  const target = { kind: "slackGroup" as const, id: groupId };
  return [{ type: "slackGroup.membersChanged", target, before: { members: removed }, after: { members: added } }];
}

/** Stores all of Slack's user groups; one that it no longer lists is disabled. Each is stored by itself. */
export async function synchroniseSlackGroups(deps: AppDeps, groups: readonly SlackGroup[]): Promise<void> {
  for (const group of groups) await noteSlackGroup(deps, group);
  const listed = new Set(groups.map(({ slackId }) => slackId));
  const known = await slackGroupsListed(deps.database.read);
  for (const { slackId, name, handle, disabledAt } of known) {
    if (disabledAt === null && !listed.has(slackId))
      await noteSlackGroup(deps, { slackId, name, handle, isDisabled: true, members: [] });
  }
}
