import { execFileSync } from "node:child_process";
import { startProgram } from "./program.ts";
import type { RunningProgram } from "./program.ts";

export const SIGNING_SECRET = "a-secret-of-the-benchmark";
const BOT_TOKEN = "xoxb-benchmark";

interface Places {
  databaseUrl: string;
  redisUrl: string;
  apiUrl: string;
  /** What the process does; everything, unless it is said. */
  role?: "web" | "worker";
}

/** What `npm start` runs once the program is built. */
const START = ["--enable-source-maps", "dist/main.js"];

/** Builds the program, as `npm start` does first. */
export function build(): void {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: ["ignore", "ignore", "inherit"] });
}

/** The bot as `npm start` starts it in production. */
export function startBot(
  { databaseUrl, redisUrl, apiUrl, role }: Places,
  nodeArguments: readonly string[] = [],
): Promise<RunningProgram> {
  const env = {
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: apiUrl,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    ...(role && { ROLE: role }),
    USER_ADMINISTRATORS: "person1@bench.example",
  };
  return startProgram({ node: [...nodeArguments, ...START], env, path: "/readyz" });
}

/** The bot as `npm start` starts it with nothing configured: embedded engines and the sandbox. */
export function startEmbeddedBot(dataDir: string): Promise<RunningProgram> {
  return startProgram({ node: START, env: { LOG_LEVEL: "warn", DATA_DIR: dataDir }, path: "/readyz" });
}

/** The bare Bolt app that stands for the limit. */
export function startBaseline({ databaseUrl, apiUrl }: Places): Promise<RunningProgram> {
  const env = {
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    SLACK_API_URL: apiUrl,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
  };
  return startProgram({ node: ["--import", "tsx", "bench/baseline.ts"], env, path: "/readyz" });
}
