import { SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import type { UserGroup } from "../workspace.ts";
import type { Args } from "./args.ts";

/** A user group as Slack's methods and events show it. */
export function userGroupObject({ team }: Sandbox, { id, name, handle, people, isDisabled = false }: UserGroup) {
  return {
    id,
    team_id: team.id,
    is_usergroup: true,
    name,
    handle,
    description: "",
    date_delete: isDisabled ? 1 : 0,
    user_count: people.length,
    users: people,
  };
}

export function userGroupsList(sandbox: Sandbox, args: Args): object {
  const isListed = ({ isDisabled = false }: UserGroup) => !isDisabled || args.flag("include_disabled");
  const groups = sandbox.userGroups
    .all()
    .filter(isListed)
    .map((group) => {
      const { users, user_count, ...facts } = userGroupObject(sandbox, group);
      return {
        ...facts,
        ...(args.flag("include_users") && { users }),
        ...(args.flag("include_count") && { user_count }),
      };
    });
  return { usergroups: groups };
}

export function userGroupUsersList(sandbox: Sandbox, args: Args): object {
  const group = sandbox.userGroups.find(args.text("usergroup"));
  if (!group) throw new SlackRefusal("no_such_subteam");
  return { users: group.people };
}
