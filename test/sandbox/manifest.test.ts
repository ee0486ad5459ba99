import { expect, it } from "vitest";
import { readManifest } from "../../src/sandbox/manifest.ts";

const MANIFEST = `
display_information: { name: Access Packages }
features:
  app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false }
  slash_commands:
    - { command: /access, description: Access packages, usage_hint: help, should_escape: true }
  shortcuts:
    - { name: New access package, type: global, callback_id: new_package, description: Start the wizard }
    - { name: On a message, type: message, callback_id: other, description: Not for the sandbox }
oauth_config: { scopes: { bot: [commands, "chat:write"] } }
settings:
  event_subscriptions: { bot_events: [app_home_opened, team_join] }
`;

it("reads what the sandbox must know of the app", () => {
  expect(readManifest(MANIFEST)).toEqual({
    commands: [{ command: "/access", hint: "help", description: "Access packages", shouldEscape: true }],
    shortcuts: [{ name: "New access package", callbackId: "new_package", description: "Start the wizard" }],
    events: ["app_home_opened", "team_join"],
    scopes: ["commands", "chat:write"],
    homeTab: true,
    messagesTab: true,
  });
});

it("takes what is not there for nothing", () => {
  expect(readManifest("display_information: { name: Bare }")).toEqual({
    commands: [],
    shortcuts: [],
    events: [],
    scopes: [],
    homeTab: false,
    messagesTab: false,
  });
});
