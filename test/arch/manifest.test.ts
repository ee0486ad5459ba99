import type { App } from "@slack/bolt";
import { describe, expect, test } from "vitest";
import { readManifest } from "../../scripts/manifest.ts";
import type { SlackDeps } from "../../src/slack/deps.ts";
import { registerListeners } from "../../src/slack/register-listeners.ts";
import { OTHER_SCOPES, SCOPES_OF_EVENTS, SCOPES_OF_METHODS } from "./slack-methods.ts";
import { sourceFiles } from "./source-files.ts";

const manifest = readManifest();
const code = sourceFiles("src").filter(({ path }) => !path.startsWith("src/sandbox/"));
/** `client.views.open(...)`, and `client.paginate("users.list", ...)`. */
const CALL = /\bclient\s*\.\s*(?:paginate\(\s*")?([a-z]+)\s*\.\s*([a-zA-Z]+)\s*["(]/gi;
const FAMILIES = new Set([
  "auth",
  "chat",
  "conversations",
  "users",
  "usergroups",
  "views",
  "team",
  "reactions",
  "files",
]);

const methods = new Set(
  code.flatMap(({ text }) =>
    [...text.matchAll(CALL)].flatMap(([, family = "", verb = ""]) =>
      FAMILIES.has(family) ? [`${family}.${verb}`] : [],
    ),
  ),
);

/** What is registered in the app, by the kind of listener. */
const registered = new Map<string, unknown[]>();
const recorder = new Proxy(
  {},
  {
    get: (_target, kind: string) => (constraint: unknown) => {
      registered.set(kind, [...(registered.get(kind) ?? []), constraint]);
    },
  },
);
registerListeners(recorder as App, {} as SlackDeps);
const listenedTo = (kind: string) => (registered.get(kind) ?? []).map(String).toSorted();

test("every method that is called stands in the table of scopes, and no other does", () => {
  expect([...methods].toSorted()).toEqual(
    Object.keys(SCOPES_OF_METHODS)
      .filter((method) => methods.has(method))
      .toSorted(),
  );
});

test("the manifest asks for exactly the scopes that are used", () => {
  const { bot_events: events } = manifest.settings.event_subscriptions;
  const used = [
    ...[...methods].flatMap((method) => SCOPES_OF_METHODS[method] ?? []),
    ...events.flatMap((event) => SCOPES_OF_EVENTS[event] ?? [`unknown event ${event}`]),
    ...OTHER_SCOPES,
  ];
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...new Set(used)].toSorted());
});

describe("what the manifest promises is listened to, and the other way round", () => {
  test("commands", () => {
    expect(listenedTo("command")).toEqual(manifest.features.slash_commands.map(({ command }) => command));
    expect(manifest.features.slash_commands.every(({ should_escape }) => should_escape)).toBe(true);
  });

  test("shortcuts", () => {
    expect(listenedTo("shortcut")).toEqual(manifest.features.shortcuts.map(({ callback_id }) => callback_id));
  });

  test("events", () => {
    expect(listenedTo("event")).toEqual(manifest.settings.event_subscriptions.bot_events.toSorted());
    expect(manifest.features.app_home.home_tab_enabled).toBe(true);
  });

  test("options come to us", () => {
    expect(manifest.settings.interactivity).toMatchObject({
      is_enabled: true,
      message_menu_options_url: "https://access-packages.example.com/slack/events",
    });
  });
});
