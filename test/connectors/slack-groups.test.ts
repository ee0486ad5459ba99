import { WebAPIRateLimitedError } from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { slackGroups, toSlackGroup, toSlackGroupChange } from "../../src/connectors/slack-people/slack-groups.ts";
import type { SlackGroupsClient } from "../../src/connectors/slack-people/slack-groups.ts";

describe("a user group of Slack's", () => {
  it.each([
    [
      "with its members",
      { id: "S1", name: " Editors ", handle: "editors", date_delete: 0, users: ["U1"] },
      { slackId: "S1", name: "Editors", handle: "editors", isDisabled: false, members: ["U1"] },
    ],
    ["whose members are not told", { id: "S1", name: "Editors" }, { members: null, handle: "" }],
    ["that is disabled", { id: "S1", name: "Editors", date_delete: 1_700_000_000 }, { isDisabled: true }],
    ["without a name", { id: "S1", handle: "editors" }, { name: "editors" }],
  ])("may be one %s", (_, described, expected) => {
    expect(toSlackGroup(described)).toMatchObject(expected);
  });

  it("changes by those who come and go", () => {
    expect(toSlackGroupChange({ subteam_id: "S1", added_users: ["U1"] })).toEqual({
      slackId: "S1",
      added: ["U1"],
      removed: [],
    });
    expect(toSlackGroupChange({})).toBeNull();
  });
});

describe("all user groups", () => {
  it("are read with their members, who are asked for where the list does not name them; waiting as long as Slack asks to", async () => {
    const waited: number[] = [];
    let calls = 0;
    const client: SlackGroupsClient = {
      usergroups: {
        list: async () => {
          calls += 1;
          if (calls === 1) throw new WebAPIRateLimitedError(3);
          return {
            ok: true,
            usergroups: [
              { id: "S1", name: "A", users: ["U1"] },
              { id: "S2", name: "B" },
            ],
          };
        },
        users: { list: async ({ usergroup }) => ({ ok: true, users: [`member of ${usergroup}`] }) },
      },
    };
    const groups = await slackGroups(client, async (ms) => waited.push(ms)).all();
    expect(groups.map(({ slackId, members }) => [slackId, members])).toEqual([
      ["S1", ["U1"]],
      ["S2", ["member of S2"]],
    ]);
    expect(waited).toEqual([3000]);
  });
});
