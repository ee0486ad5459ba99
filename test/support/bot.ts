/** The bot on engines of a suite's own, and the sandbox as its Slack: what the scenarios are played on. */
import { afterAll, beforeAll } from "vitest";
import type { AppDeps } from "../../src/app/deps.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { newRandomId } from "../../src/lib/ids.ts";
import { createLogger } from "../../src/lib/log.ts";
import { visit } from "../../src/sandbox/visitor.ts";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import { sampleWorkspace } from "../../src/sandbox/workspace.ts";
import { registerListeners } from "../../src/slack/register-listeners.ts";
import type { Database } from "../../src/store/database.ts";
import { person } from "../../src/store/schema/person.ts";
import { eq } from "drizzle-orm";
import { stage } from "../sandbox/tiny-bot.ts";
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
}

/** A bot with the scenarios' world, from before the suite's first test until after its last. */
export function useBot(): () => PlayedBot {
  let bot: (PlayedBot & { stop(): Promise<void> }) | undefined;
  beforeAll(async () => {
    bot = await startBot();
  });
  afterAll(() => bot?.stop());
  return () => {
    if (!bot) throw new Error("The bot is there only while tests run.");
    return bot;
  };
}

async function startBot(): Promise<PlayedBot & { stop(): Promise<void> }> {
  const engines = await openEngines();
  const { database } = engines;
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
  const { sandbox, stop } = await stage((app) => registerListeners(app, deps));
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
    stop: async () => {
      await stop();
      await engines.close();
    },
  };
}
