/** The bot on engines of a suite's own, and the sandbox as its Slack: what the scenarios are played on. */
import { createHmac } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import type { AppDeps } from "../../src/app/deps.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { newRandomId } from "../../src/lib/ids.ts";
import { createLogger } from "../../src/lib/log.ts";
import type { SandboxView } from "../../src/sandbox/contract.ts";
import { visit } from "../../src/sandbox/visitor.ts";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import { sampleWorkspace } from "../../src/sandbox/workspace.ts";
import { registerListeners } from "../../src/slack/register-listeners.ts";
import type { Database } from "../../src/store/database.ts";
import { person } from "../../src/store/schema/person.ts";
import { eq } from "drizzle-orm";
import { SIGNING_SECRET, stage } from "../sandbox/tiny-bot.ts";
import { buildWorld } from "../spec/world.ts";
import type { World } from "../spec/world.ts";
import { openEngines } from "./engines.ts";

export interface PlayedBot {
  database: Database;
  world: World;
  deps: AppDeps;
  visit(name: string): Promise<Visitor>;
  slackId(name: string): string;
  changePerson(name: string, change: { deactivated: boolean }): Promise<void>;
  /** Delivers the submission of a view as it once stood, perhaps by somebody else or altered, and gives the bot's answer. */
  resubmit(name: string, view: SandboxView | undefined, altered?: Record<string, unknown>): Promise<unknown>;
}

export type RunningBot = PlayedBot & { stop(): Promise<void> };

/** A bot with the scenarios' world, from before the suite's first test until after its last. */
export function useBot(): () => PlayedBot {
  let bot: RunningBot | undefined;
  beforeAll(async () => {
    bot = await startBot();
  });
  afterAll(() => bot?.stop());
  return () => {
    if (!bot) throw new Error("The bot is there only while tests run.");
    return bot;
  };
}

const TEAM = { id: "T01SANDBOX0", domain: "sandbox" };

/** Posts a signed payload to the bot, as Slack would. */
async function deliver(botUrl: string, payload: unknown): Promise<unknown> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest("hex");
  const response = await fetch(botUrl, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": String(timestamp),
      "x-slack-signature": `v0=${signature}`,
    },
    body,
  });
  const text = await response.text();
  return text === "" ? null : JSON.parse(text);
}

async function startBot(): Promise<RunningBot> {
  const engines = await openEngines();
  const bot = await startBotOn(engines.database);
  return { ...bot, stop: () => bot.stop().then(() => engines.close()) };
}

/** A bot with the scenarios' world in an empty database, which stays open when the bot stops. */
export async function startBotOn(database: Database): Promise<RunningBot> {
  const world = await buildWorld(database);
  const deps = {
    database,
    clock: systemClock,
    newId: newRandomId,
    rights: { userAdministrators: new Set(["ada@example.com"]), catalogCreators: new Set(["carl@example.com"]) },
    log: createLogger("silent"),
    nudge: () => {},
    onCommand: () => {},
    ensureKnown: async () => {},
    noteSlackUser: async () => {},
  };
  const { sandbox, botUrl, ...staged } = await stage((app) => registerListeners(app, deps));
  const slackId = (name: string) => {
    const found = sampleWorkspace.people.find((each) => each.name.startsWith(`${name} `));
    if (!found) throw new Error(`There is no ${name} in the workspace.`);
    return found.id;
  };
  return {
    database,
    world,
    deps,
    visit: (name) => visit(sandbox.url, name),
    slackId,
    changePerson: async (name, { deactivated }) => {
      await database.read
        .update(person)
        .set({ slackState: deactivated ? "deactivated" : "active" })
        .where(eq(person.slackUserId, slackId(name)));
    },
    resubmit: async (name, shown, altered = {}) => {
      if (!shown) throw new Error("There is no view to submit.");
      const user = { id: slackId(name), name, team_id: TEAM.id };
      const view = {
        ...shown.view,
        id: shown.id,
        root_view_id: shown.id,
        hash: shown.hash,
        state: { values: shown.values },
        ...altered,
      };
      return deliver(botUrl, {
        type: "view_submission",
        team: TEAM,
        user,
        view,
        trigger_id: "used",
        token: "",
        api_app_id: "A",
      });
    },
    stop: () => staged.stop(),
  };
}
