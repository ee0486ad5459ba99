import { setTimeout as sleep } from "node:timers/promises";
import { WebAPIPlatformError } from "@slack/web-api";
import type { UsersInfoResponse, UsersListResponse } from "@slack/web-api";
import type { SlackPerson } from "../../domain/person/slack-person.ts";
import { patiently } from "./patiently.ts";
import { toSlackPerson } from "./slack-user.ts";

/** The part of Slack's client that knows users. */
export interface SlackUsersClient {
  users: {
    list(options: { limit: number; cursor?: string }): Promise<UsersListResponse>;
    info(options: { user: string }): Promise<UsersInfoResponse>;
  };
}

/** Slack's list of people. */
export interface SlackPeople {
  /** Every human in the workspace, deactivated ones too. Waits as long as Slack asks to. */
  all(): Promise<SlackPerson[]>;
  /** One human; null for bots and for ids that Slack does not know. Does not wait: somebody has just clicked. */
  one(slackUserId: string): Promise<SlackPerson | null>;
}

/** What Slack recommends. */
const PAGE = 200;
const UNKNOWN = new Set(["user_not_found", "user_not_visible", "users_not_found"]);

/** Reads people from Slack; `wait` is for tests. */
export function slackPeople(
  client: SlackUsersClient,
  wait: (ms: number) => Promise<unknown> = (ms) => sleep(ms),
): SlackPeople {
  return {
    async all() {
      const people: SlackPerson[] = [];
      let cursor: string | undefined;
      do {
        const page = await patiently(() => client.users.list({ limit: PAGE, ...(cursor && { cursor }) }), wait);
        people.push(...(page.members ?? []).flatMap((user) => toSlackPerson(user) ?? []));
        cursor = page.response_metadata?.next_cursor;
      } while (cursor);
      return people;
    },

    async one(slackUserId) {
      try {
        const { user } = await client.users.info({ user: slackUserId });
        return user ? toSlackPerson(user) : null;
      } catch (error) {
        if (error instanceof WebAPIPlatformError && UNKNOWN.has(error.data.error)) return null;
        throw error;
      }
    },
  };
}
