/** A small Bolt app over real HTTP, and a workspace around it, for the sandbox's own tests. */
import type { AddressInfo } from "node:net";
import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import { startSandbox, type RunningSandbox, type SandboxOptions } from "../../src/sandbox/start-sandbox.ts";
import { sampleWorkspace } from "../../src/sandbox/workspace.ts";

export const SIGNING_SECRET = "a secret of the tests";
export const BOT_TOKEN = "xoxb-tests";

export const SCOPES = [
  "commands",
  "chat:write",
  "im:write",
  "im:read",
  "im:history",
  "channels:history",
  "groups:history",
  "users:read",
  "users:read.email",
  "channels:read",
  "groups:read",
  "files:write",
  "usergroups:read",
  "team:read",
];

export const workspace = {
  ...sampleWorkspace,
  commands: [{ command: "/access", hint: "help", description: "Access packages", shouldEscape: true }],
  shortcuts: [{ name: "New access package", callbackId: "new_package", description: "Start the wizard" }],
};

/** A workspace whose bot is at the address. */
export function startWorkspace(
  botUrl: string | (() => string),
  more: Partial<SandboxOptions> = {},
): Promise<RunningSandbox> {
  return startSandbox({
    port: 0,
    botUrl,
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    scopes: SCOPES,
    workspace,
    ...more,
  });
}

export interface Stage {
  sandbox: RunningSandbox;
  app: App;
  /** Where the bot takes its deliveries. */
  botUrl: string;
  stop(): Promise<void>;
}

/** A workspace and a Bolt app that know each other. */
export async function stage(register: (app: App) => void, more: Partial<SandboxOptions> = {}): Promise<Stage> {
  let botUrl = "";
  const sandbox = await startWorkspace(() => botUrl, more);
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logLevel: LogLevel.ERROR });
  const app = new App({
    receiver,
    token: BOT_TOKEN,
    clientOptions: { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } },
    logLevel: LogLevel.ERROR,
    convoStore: false,
  });
  register(app);
  const server = await app.start(0);
  botUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  return {
    sandbox,
    app,
    botUrl,
    stop: async () => {
      await sandbox.stop();
      await app.stop();
    },
  };
}
