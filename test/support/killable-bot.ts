/** The real program as a process of its own that can be killed and started again, in a workspace that outlives it. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Redis } from "ioredis";
import { inject } from "vitest";
import { systemClock } from "../../src/lib/clock.ts";
import { createLogger } from "../../src/lib/log.ts";
import { makeEmbeddedTemplate } from "../../src/ops/make-embedded-template.ts";
import type { ApiCall } from "../../src/sandbox/sandbox.ts";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { visit } from "../../src/sandbox/visitor.ts";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import type { Database } from "../../src/store/database.ts";
import { openEmbedded } from "../../src/store/open-embedded.ts";
import { openPostgres } from "../../src/store/open-postgres.ts";
import { BOT_TOKEN, startWorkspace } from "../sandbox/tiny-bot.ts";
import type { Home } from "../spec/offers.ts";
import { buildWorld } from "../spec/world.ts";
import { onOwnMachine } from "./program.ts";
import type { Program } from "./program.ts";
import { administer, databaseUrl, realEngines } from "./real-engines.ts";

const LISTENS = /listens at (http:\S+)/;
const signingSecret = "secret-of-the-tests";

/** A call of the bot, and when it was answered. */
export interface TimedCall extends ApiCall {
  at: number;
}

export interface KillableBot {
  sandbox: RunningSandbox;
  calls: readonly TimedCall[];
  /** Starts it, and waits until it listens. */
  starts(): Promise<void>;
  /** Ends it at once, as `kill -9` does. */
  isKilled(): Promise<void>;
  visit(name: string): Promise<Visitor>;
  timePasses(seconds: number): Promise<void>;
  /** Opens the database; the embedded one only while the bot is down. */
  inDatabase: <Result>(work: (database: Database) => Promise<Result>) => Promise<Result>;
  /** What its keys in Redis begin with. */
  redisPrefix: string;
}

export interface KillableOptions {
  /** Fills the database before the first start. */
  prepare: (home: Home) => Promise<unknown>;
  /** Where its Redis is, if not where the others' is. */
  redisUrl?: string;
}

/** Lets the test work with a bot that is not started yet; everything of it is gone afterwards. */
export async function withKillableBot(
  { prepare, redisUrl }: KillableOptions,
  work: (bot: KillableBot) => Promise<void>,
): Promise<void> {
  await onOwnMachine(async ({ directory, start }) => {
    const engines = await newEngines(join(directory, "data"), redisUrl);
    const calls: TimedCall[] = [];
    let url = "";
    let program: Program | undefined;
    const sandbox = await startWorkspace(() => `${url}/slack/events`, {
      signingSecret,
      onCall: (call) => calls.push({ ...call, at: performance.now() }),
    });
    const settings = {
      ...engines.variables,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: sandbox.apiUrl,
      TIME_TRAVEL: "1",
      LOG_LEVEL: "warn",
    };
    const isKilled = async () => {
      program?.kill("SIGKILL");
      await program?.ended;
      program = undefined;
    };
    try {
      await engines.inDatabase(async (database) =>
        prepare({ database, world: await buildWorld(database), deps: { clock: systemClock } }),
      );
      await work({
        sandbox,
        calls,
        starts: async () => {
          program = start(settings);
          [, url = ""] = await program.says(LISTENS);
        },
        isKilled,
        visit: (name) => visit(sandbox.url, name, { patienceMs: 10_000 }),
        timePasses: async (advanceSeconds) => {
          const headers = { "content-type": "application/json" };
          const body = JSON.stringify({ advanceSeconds });
          const response = await fetch(`${url}/time-travel`, { method: "POST", headers, body });
          if (!response.ok) throw new Error(`Time does not pass: ${await response.text()}`);
        },
        inDatabase: engines.inDatabase,
        redisPrefix: engines.redisPrefix,
      });
    } finally {
      await isKilled();
      await sandbox.stop();
      await engines.drop();
    }
  });
}

interface NewEngines {
  variables: Record<string, string>;
  redisPrefix: string;
  inDatabase: KillableBot["inDatabase"];
  drop(): Promise<void>;
}

async function newEngines(dataDir: string, redisUrl: string | undefined): Promise<NewEngines> {
  const real = realEngines();
  if (!real) {
    await makeEmbeddedTemplate();
    return { variables: {}, redisPrefix: "", inDatabase: opened(() => openEmbedded(dataDir)), drop: async () => {} };
  }
  const name = `access_packages_killed_${randomUUID().replaceAll("-", "")}`;
  await administer(real, (sql) => sql`create database ${sql(name)} template ${sql(inject("realTemplate"))}`);
  const DATABASE_URL = databaseUrl(real, name);
  return {
    variables: { DATABASE_URL, REDIS_URL: redisUrl ?? real.redisUrl, REDIS_PREFIX: name },
    redisPrefix: name,
    inDatabase: opened(() => openPostgres(DATABASE_URL, { log: createLogger("silent"), patienceMs: 0 })),
    drop: async () => {
      await emptyRedis(real.redisUrl, name);
      await administer(real, (sql) => sql`drop database ${sql(name)} with (force)`);
    },
  };
}

/** Takes away all keys that begin like this. */
export async function emptyRedis(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(`${prefix}:*`);
  if (keys.length > 0) await redis.del(keys);
  redis.disconnect();
}

function opened(open: () => Promise<Database>): KillableBot["inDatabase"] {
  return async (work) => {
    const database = await open();
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  };
}
