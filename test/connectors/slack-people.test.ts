import { WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { slackPeople } from "../../src/connectors/slack-people/slack-people.ts";
import type { SlackUsersClient } from "../../src/connectors/slack-people/slack-people.ts";
import { toSlackPerson } from "../../src/connectors/slack-people/slack-user.ts";

const user = (id: string, more: object = {}) => ({
  id,
  name: id.toLowerCase(),
  profile: { real_name: `Person ${id}`, email: `${id}@Example.com` },
  tz: "Europe/Rome",
  ...more,
});

function clientOf(users: Partial<SlackUsersClient["users"]>): SlackUsersClient {
  const refuse = () => Promise.reject(new Error("not asked for"));
  return { users: { list: refuse, info: refuse, ...users } };
}

describe("a Slack user", () => {
  it("becomes a person", () => {
    expect(toSlackPerson(user("U1"))).toEqual({
      slackUserId: "U1",
      email: "u1@example.com",
      name: "Person U1",
      timeZone: "Europe/Rome",
      isGuest: false,
      isDeactivated: false,
    });
  });

  it.each([
    ["a restricted guest", { is_restricted: true }, { isGuest: true }],
    ["a single-channel guest", { is_ultra_restricted: true }, { isGuest: true }],
    ["somebody of another workspace", { is_stranger: true }, { isGuest: true }],
    ["somebody who has authorized this app", { is_app_user: true }, { name: "Person U1" }],
    ["a deactivated account", { deleted: true }, { isDeactivated: true }],
    [
      "an account without address and zone",
      { profile: {}, tz: undefined, real_name: "Real" },
      { email: null, timeZone: null, name: "Real" },
    ],
    ["an account without any name but its handle", { profile: { real_name: " " } }, { name: "u1" }],
  ])("may be %s", (_, more, expected) => {
    expect(toSlackPerson(user("U1", more))).toMatchObject(expected);
  });

  it.each([
    ["a bot", user("U1", { is_bot: true })],
    ["Slackbot", user("USLACKBOT")],
  ])("is nobody when it is %s", (_, given) => {
    expect(toSlackPerson(given)).toBeNull();
  });
});

describe("everybody in Slack", () => {
  it("is read page by page, waiting as long as Slack asks to", async () => {
    const asked: unknown[] = [];
    const waited: number[] = [];
    const client = clientOf({
      list: async (options) => {
        asked.push(options);
        if (asked.length === 2) throw new WebAPIRateLimitedError(7);
        return options.cursor === undefined
          ? {
              ok: true,
              members: [user("U1"), user("UBOT", { is_bot: true })],
              response_metadata: { next_cursor: "more" },
            }
          : { ok: true, members: [user("U2")], response_metadata: { next_cursor: "" } };
      },
    });
    const people = await slackPeople(client, async (ms) => waited.push(ms)).all();
    expect(people.map(({ slackUserId }) => slackUserId)).toEqual(["U1", "U2"]);
    expect(asked).toEqual([{ limit: 200 }, { limit: 200, cursor: "more" }, { limit: 200, cursor: "more" }]);
    expect(waited).toEqual([7000]);
  });

  it("is not asked for for ever", async () => {
    const client = clientOf({ list: () => Promise.reject(new WebAPIRateLimitedError(1)) });
    await expect(slackPeople(client, async () => {}).all()).rejects.toThrow(WebAPIRateLimitedError);
  });
});

describe("one person in Slack", () => {
  it("is fetched with Slack's own client, whose form fits", () => {
    expect(slackPeople(new WebClient("none"))).toHaveProperty("one");
  });

  it("is fetched by id", async () => {
    const client = clientOf({ info: async ({ user: id }) => ({ ok: true, user: user(id) }) });
    expect(await slackPeople(client).one("U1")).toMatchObject({ slackUserId: "U1" });
  });

  it("is nobody when Slack does not know the id", async () => {
    const client = clientOf({
      info: () => Promise.reject(new WebAPIPlatformError({ ok: false, error: "user_not_found" })),
    });
    expect(await slackPeople(client).one("U1")).toBeNull();
  });

  it("is not waited for: somebody has just clicked", async () => {
    const client = clientOf({ info: () => Promise.reject(new WebAPIRateLimitedError(30)) });
    await expect(slackPeople(client).one("U1")).rejects.toThrow(WebAPIRateLimitedError);
  });
});
