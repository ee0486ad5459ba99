import { z } from "zod";
import { StartFailure } from "../lib/start.ts";

const ROLES = ["all", "web", "worker"] as const;
const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;

const text = (what: string, pattern: RegExp) => z.string().regex(pattern, `is not ${what}`).optional();
const address = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `is not an address; it looks like ${example}` }).optional();

/** Slack ids keep their case; e-mail addresses are compared in lower case. */
const people = z
  .string()
  .default("")
  .transform((list) =>
    list
      .split(",")
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ""),
  )
  .superRefine((entries, context) => {
    const wrong = entries.filter((entry) => !/^[UW][A-Z0-9_]+$/.test(entry) && !/^[^\s@]+@[^\s@]+$/.test(entry));
    if (wrong.length > 0)
      context.addIssue(
        `holds ${wrong.join(", ")}; give Slack user ids (U012ABCDEF) or e-mail addresses, separated by commas`,
      );
  })
  .transform(
    (entries): ReadonlySet<string> =>
      new Set(entries.map((entry) => (entry.includes("@") ? entry.toLowerCase() : entry))),
  );

/** Every variable, by its name. `.env.example` lists the same (a test compares them). */
export const Variables = z.object({
  PORT: z.coerce
    .number({ error: "is not a number" })
    .int("is not a whole number")
    .min(0, "is below 0")
    .max(65_535, "is above 65535")
    .default(3000),
  ROLE: z.enum(ROLES, { error: `is none of ${ROLES.join(", ")}` }).default("all"),
  SLACK_BOT_TOKEN: text("a bot token; it begins with xoxb-", /^xox/),
  SLACK_SIGNING_SECRET: text("a signing secret; copy it from the app's Basic Information", /^\S+$/),
  SLACK_APP_TOKEN: text("an app-level token; it begins with xapp-", /^xapp-/),
  SLACK_API_URL: address(/^https?$/, "https://slack.com/api/").refine(
    (url) => url === undefined || url.endsWith("/api/"),
    "does not end in /api/",
  ),
  DATABASE_URL: address(/^postgres(ql)?$/, "postgres://user:password@host:5432/database"),
  REDIS_URL: address(/^rediss?$/, "redis://host:6379"),
  REDIS_PREFIX: z.string().default("access-packages"),
  DATA_DIR: z.string().default(".data"),
  DIRECTORY_FILE: z.string().optional(),
  USER_ADMINISTRATORS: people,
  CATALOG_CREATORS: people,
  TIME_TRAVEL: z
    .enum(["0", "1"], { error: "is neither 1 nor 0" })
    .transform((flag) => flag === "1")
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `is none of ${LOG_LEVELS.join(", ")}` }).default("info"),
  /** Only `production` means something here: the sandbox is never served then. */
  NODE_ENV: z.string().default("development"),
});
export type Variables = z.infer<typeof Variables>;

/** Where Slack is, and how its requests reach us. */
export type SlackSettings =
  | { kind: "sandbox" }
  | { kind: "http"; botToken: string; signingSecret: string; apiUrl: string }
  | { kind: "socket"; botToken: string; appToken: string; apiUrl: string };

export type EngineSettings =
  | { kind: "embedded"; dataDir: string }
  | { kind: "servers"; databaseUrl: string; redisUrl: string; redisPrefix: string };

/** All that can be set from outside, checked. */
export interface Environment {
  port: number;
  role: (typeof ROLES)[number];
  slack: SlackSettings;
  engines: EngineSettings;
  directoryFile: string | undefined;
  userAdministrators: ReadonlySet<string>;
  catalogCreators: ReadonlySet<string>;
  timeTravel: boolean;
  logLevel: (typeof LOG_LEVELS)[number];
}

const SLACKS_OWN_API = "https://slack.com/api/";

/** Reads the settings; throws one StartFailure that names every fault. Values are never repeated, as they may be secret. */
export function readEnvironment(source: Readonly<Record<string, string | undefined>>): Environment {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = Variables.safeParse(set);
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  const faults = [...wrong, ...missingPartners(set), ...forbidden(set)];
  if (!parsed.success || faults.length > 0)
    throw new StartFailure(
      `The settings cannot be used:\n${faults.map((fault) => `  - ${fault}`).join("\n")}\nSee .env.example for every variable.`,
    );
  const { data } = parsed;
  const slack = slackSettings(data);
  return {
    port: data.PORT,
    role: data.ROLE,
    slack,
    engines: engineSettings(data),
    directoryFile: data.DIRECTORY_FILE,
    userAdministrators: data.USER_ADMINISTRATORS,
    catalogCreators: data.CATALOG_CREATORS,
    timeTravel: data.TIME_TRAVEL ?? slack.kind === "sandbox",
    logLevel: data.LOG_LEVEL,
  };
}

type Source = Readonly<Record<string, string | undefined>>;

/** Variables that only make sense together. */
function missingPartners(set: Source): string[] {
  const faults: string[] = [];
  if (set["DATABASE_URL"] && !set["REDIS_URL"])
    faults.push("REDIS_URL is missing: it goes with DATABASE_URL. Set both, or neither for the embedded database.");
  if (set["REDIS_URL"] && !set["DATABASE_URL"])
    faults.push("DATABASE_URL is missing: it goes with REDIS_URL. Set both, or neither for the embedded database.");
  if (set["SLACK_BOT_TOKEN"] && !set["SLACK_SIGNING_SECRET"] && !set["SLACK_APP_TOKEN"])
    faults.push("SLACK_SIGNING_SECRET is missing: SLACK_BOT_TOKEN needs it, or SLACK_APP_TOKEN for Socket Mode.");
  const dangling = ["SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "SLACK_API_URL"].filter((name) => set[name]);
  if (!set["SLACK_BOT_TOKEN"] && dangling.length > 0)
    faults.push(
      `SLACK_BOT_TOKEN is missing: ${dangling.join(" and ")} ${dangling.length > 1 ? "need" : "needs"} it. Set none of them for the sandbox.`,
    );
  return faults;
}

/** What would be unsafe or impossible. */
function forbidden(set: Source): string[] {
  const faults: string[] = [];
  const hasSlack = ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "SLACK_API_URL"].some(
    (name) => set[name],
  );
  if (set["NODE_ENV"] === "production" && !hasSlack)
    faults.push(
      "SLACK_BOT_TOKEN is missing: without it the sandbox would be served, which NODE_ENV=production forbids.",
    );
  const isAlone = (set["ROLE"] ?? "all") === "all";
  if (!isAlone && !hasSlack) faults.push("ROLE must be all with the sandbox: set SLACK_BOT_TOKEN, or leave ROLE out.");
  if (!isAlone && !set["DATABASE_URL"] && !set["REDIS_URL"])
    faults.push(
      "ROLE must be all with the embedded database, which belongs to one process: set DATABASE_URL and REDIS_URL, or leave ROLE out.",
    );
  if (set["TIME_TRAVEL"] === "1" && set["SLACK_BOT_TOKEN"] && isSlacksOwn(set["SLACK_API_URL"] ?? SLACKS_OWN_API))
    faults.push("TIME_TRAVEL is for tests: it is refused while SLACK_API_URL is Slack's own.");
  return faults;
}

function isSlacksOwn(url: string): boolean {
  return URL.canParse(url) && /(^|\.)slack(-gov)?\.com$/.test(new URL(url).hostname);
}

function slackSettings(data: Variables): SlackSettings {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = data;
  const apiUrl = data.SLACK_API_URL ?? SLACKS_OWN_API;
  if (botToken && appToken) return { kind: "socket", botToken, appToken, apiUrl };
  if (botToken && signingSecret) return { kind: "http", botToken, signingSecret, apiUrl };
  return { kind: "sandbox" };
}

function engineSettings({
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
  REDIS_PREFIX: redisPrefix,
  DATA_DIR: dataDir,
}: Variables): EngineSettings {
  return databaseUrl && redisUrl
    ? { kind: "servers", databaseUrl, redisUrl, redisPrefix }
    : { kind: "embedded", dataDir };
}
