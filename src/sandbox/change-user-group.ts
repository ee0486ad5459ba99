import { deliverEvent } from "./delivery/events.ts";
import type { Sandbox } from "./sandbox.ts";
import { userGroupObject } from "./web-api/user-groups.ts";
import type { UserGroup } from "./workspace.ts";

/** Somebody makes a user group, and the bot is told (`subteam_created`). */
export async function addUserGroup(sandbox: Sandbox, group: UserGroup): Promise<void> {
  sandbox.userGroups.add({ ...group });
  await tell(sandbox, "subteam_created", { subteam: userGroupObject(sandbox, group) });
}

/** Somebody changes a user group; the bot is told of the members (`subteam_members_changed`) and of the rest (`subteam_updated`). */
export async function changeUserGroup(
  sandbox: Sandbox,
  handle: string,
  change: Partial<Omit<UserGroup, "id">>,
): Promise<void> {
  const group = sandbox.userGroups.withHandle(handle);
  const before = group.people;
  Object.assign(group, change);
  const { people, ...rest } = change;
  if (people) {
    const added = people.filter((id) => !before.includes(id));
    const removed = before.filter((id) => !people.includes(id));
    await tell(sandbox, "subteam_members_changed", {
      subteam_id: group.id,
      team_id: sandbox.team.id,
      added_users: added,
      added_users_count: added.length,
      removed_users: removed,
      removed_users_count: removed.length,
    });
  }
  if (Object.keys(rest).length > 0)
    await tell(sandbox, "subteam_updated", { subteam: userGroupObject(sandbox, group) });
}

async function tell(sandbox: Sandbox, type: string, facts: object): Promise<void> {
  const event = { type, ...facts, event_ts: sandbox.conversations.timestamp() };
  await deliverEvent(sandbox, type, event);
}
