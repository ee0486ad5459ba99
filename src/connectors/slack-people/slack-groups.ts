import { setTimeout as sleep } from "node:timers/promises";
import type { UsergroupsListResponse, UsergroupsUsersListResponse } from "@slack/web-api";
import type { SlackGroup, SlackGroupChange } from "../../domain/person/slack-group.ts";
import { tidyLine } from "../../lib/text.ts";
import { patiently } from "./patiently.ts";

/** The part of Slack's client that knows user groups. */
export interface SlackGroupsClient {
  usergroups: {
    list(options: { include_users: boolean }): Promise<UsergroupsListResponse>;
    users: { list(options: { usergroup: string }): Promise<UsergroupsUsersListResponse> };
  };
}

/** What we read of a user group in `usergroups.list`, `subteam_created` and `subteam_updated`. */
export interface SlackUserGroup {
  id?: string;
  name?: string;
  handle?: string;
  date_delete?: number;
  users?: string[];
}

/** What we read of `subteam_members_changed`. */
export interface SlackMembersChanged {
  subteam_id?: string;
  added_users?: string[];
  removed_users?: string[];
}

/** The user group that Slack describes; null for what has no id. */
export function toSlackGroup({ id, name, handle = "", date_delete, users }: SlackUserGroup): SlackGroup | null {
  if (id === undefined) return null;
  const named = [tidyLine(name ?? ""), handle].find((each) => each !== "") ?? id;
  return { slackId: id, name: named, handle, isDisabled: (date_delete ?? 0) > 0, members: users ?? null };
}

/** Who came and who left; null for what names no group. */
export function toSlackGroupChange(changed: SlackMembersChanged): SlackGroupChange | null {
  const { subteam_id: slackId, added_users: added = [], removed_users: removed = [] } = changed;
  return slackId === undefined ? null : { slackId, added, removed };
}

/** Slack's user groups. */
export interface SlackGroups {
  /** All that are not disabled, each with its members. Waits as long as Slack asks to. */
  all(): Promise<SlackGroup[]>;
  /** The group with its members, which are asked for where Slack has not told them. */
  whole(group: SlackGroup): Promise<SlackGroup>;
}

/** Reads user groups from Slack; `wait` is for tests. */
export function slackGroups(
  client: SlackGroupsClient,
  wait: (ms: number) => Promise<unknown> = (ms) => sleep(ms),
): SlackGroups {
  const whole = async (group: SlackGroup): Promise<SlackGroup> => {
    if (group.members !== null || group.isDisabled) return group;
    const { users } = await patiently(() => client.usergroups.users.list({ usergroup: group.slackId }), wait);
    return { ...group, members: users ?? [] };
  };
  return {
    whole,
    async all() {
      const { usergroups } = await patiently(() => client.usergroups.list({ include_users: true }), wait);
      const groups: SlackGroup[] = [];
      for (const described of usergroups ?? []) {
        const group = toSlackGroup(described);
        if (group) groups.push(await whole(group));
      }
      return groups;
    },
  };
}
