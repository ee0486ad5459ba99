/** The bot on engines of a suite's own, and the sandbox as its Slack: what the scenarios are played on. */
import { createHmac } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll } from "vitest";
import type { AppDeps } from "../../src/app/deps.ts";
import { shiftedClock } from "../../src/app/clock/shifted-clock.ts";
import { systemClock } from "../../src/lib/clock.ts";
import type { Clock } from "../../src/lib/clock.ts";
import type { Duration } from "../../src/lib/duration.ts";
import { newRandomId } from "../../src/lib/ids.ts";
import { createLogger } from "../../src/lib/log.ts";
import type { SandboxView } from "../../src/sandbox/contract.ts";
import type { Fault } from "../../src/sandbox/faults.ts";
import { visit } from "../../src/sandbox/visitor.ts";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import { sampleWorkspace } from "../../src/sandbox/workspace.ts";
import { registerListeners } from "../../src/slack/register-listeners.ts";
import type { Database } from "../../src/store/database.ts";
import { person } from "../../src/store/schema/person.ts";
import { eq } from "drizzle-orm";
import { peopleDeps, synchroniseGroups } from "../../src/ops/people.ts";
import { WebClient } from "@slack/web-api";
import { BOT_TOKEN, SIGNING_SECRET, stage } from "../sandbox/tiny-bot.ts";
import { buildWorld } from "../spec/world.ts";
import type { World } from "../spec/world.ts";
import { openEngines } from "./engines.ts";
import type { Engines } from "./engines.ts";
import { passingOfTime } from "./passing-time.ts";

export interface PlayedBot {
  database: Database;
  world: World;
  deps: AppDeps;
  visit(name: string): Promise<Visitor>;
  slackId(name: string): string;
  changePerson(name: string, change: { deactivated: boolean }): Promise<void>;
  /** Reads Slack's user groups, as at the start. */
  readUserGroups(): Promise<void>;
  /** Changes a user group of the workspace, as somebody there would, and waits until the bot knows; `people`: first names. */
  changeUserGroup(
    handle: string,
    change: { people: string[] } | { people?: undefined; isDisabled: boolean },
  ): Promise<void>;
  /** Delivers the submission of a view as it once stood, perhaps by somebody else or altered, and gives the bot's answer. */
  resubmit(name: string, view: SandboxView | undefined, altered?: Record<string, unknown>): Promise<unknown>;
  /** What goes wrong with the next calls of the bot, or the next deliveries to it. */
  orders(fault: Fault): void;
  /** Waits until every job that was promised has been done; jobs are done only while this or `timePasses` waits. */
  settles: () => Promise<void>;
  /** Does jobs until the act has shown what came of it, as far as that is for jobs to show, and then all that is left. */
  settlesAfter: (act: Promise<unknown>) => Promise<void>;
  /** Moves the bot's clock ahead, from deadline to deadline; resolves when all that was due on the way is done. */
  timePasses: (duration: Duration) => Promise<void>;
}

export type RunningBot = Omit<PlayedBot, "settles" | "settlesAfter" | "timePasses"> & { stop(): Promise<void> };

/**
 * A bot with the scenarios' world, from before the suite's first test until after its last. From `startsAt`, where it is
 * given, its clock stands still until `timePasses`; else it goes as the machine's does.
 */
export function useBot(options: { startsAt?: Date } = {}): () => PlayedBot {
  let bot: (PlayedBot & { stop(): Promise<void> }) | undefined;
  beforeAll(async () => {
    bot = await startBot(options);
  });
  afterAll(() => bot?.stop());
  return () => {
    if (!bot) throw new Error("The bot is there only while tests run.");
    return bot;
  };
}

const LOOK_MS = 10;
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

async function startBot({ startsAt }: { startsAt?: Date }): Promise<PlayedBot & { stop(): Promise<void> }> {
  const engines: Engines = await openEngines();
  const clock = shiftedClock(startsAt ? { now: () => startsAt } : systemClock);
  const bot = await startBotOn(engines.database, clock);
  const time = passingOfTime({ engines, deps: bot.deps, clock, apiUrl: bot.apiUrl });
  const stop = async () => {
    await time.stop();
    await bot.stop();
    await engines.close();
  };
  const settlesAfter = async (act: Promise<unknown>) => {
    let isOver = false;
    const acting = act.finally(() => (isOver = true));
    while (!isOver) {
      await time.settles();
      // Embedded engines never leave the event loop by themselves.
      await pause(LOOK_MS);
    }
    await acting;
    await time.settles();
  };
  return { ...bot, settles: time.settles, settlesAfter, timePasses: time.passes, stop };
}

/** A bot with the scenarios' world in an empty database, which stays open when the bot stops. */
export async function startBotOn(
  database: Database,
  clock: Clock = systemClock,
): Promise<RunningBot & { apiUrl: string }> {
  const world = await buildWorld(database);
  const deps = {
    database,
    clock,
    newId: newRandomId,
    rights: { userAdministrators: new Set(["ada@example.com"]), catalogCreators: new Set(["carl@example.com"]) },
    log: createLogger("silent"),
    nudge: () => {},
    onCommand: () => {},
    ensureKnown: async () => {},
    noteSlackUser: async () => {},
    noteSlackGroup: async (group: unknown) => groups.noteSlackGroup(group).then(() => onNoted()),
    noteSlackGroupChange: async (change: unknown) => groups.noteSlackGroupChange(change).then(() => onNoted()),
  };
  const { sandbox, botUrl, ...staged } = await stage((app) => registerListeners(app, deps));
  const client = new WebClient(BOT_TOKEN, { slackApiUrl: sandbox.apiUrl });
  const groups = peopleDeps(deps, client);
  let onNoted = () => {};
  const slackId = (name: string) => {
    const found = sampleWorkspace.people.find((each) => each.name.startsWith(`${name} `));
    if (!found) throw new Error(`There is no ${name} in the workspace.`);
    return found.id;
  };
  return {
    database,
    world,
    deps,
    apiUrl: sandbox.apiUrl,
    visit: (name) => visit(sandbox.url, name),
    slackId,
    readUserGroups: () => synchroniseGroups(deps, client),
    changeUserGroup: async (handle, { people, ...change }) => {
      // Bolt takes an event before it handles it.
      const noted = new Promise<void>((resolve) => (onNoted = resolve));
      await sandbox.changeUserGroup(handle, people ? { people: people.map(slackId) } : change);
      await noted;
    },
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
    orders: (fault) => sandbox.faults.add(fault),
    stop: () => staged.stop(),
  };
}
