import { describe, expect, test } from "vitest";
import { readEnvironment } from "../../src/config/environment.ts";

const SLACK = { SLACK_BOT_TOKEN: "xoxb-1-2-x", SLACK_SIGNING_SECRET: "0123456789abcdef" };
const SERVERS = {
  DATABASE_URL: "postgres://app:pa55word@db.example/app",
  REDIS_URL: "redis://:pa55word@redis.example",
};

function faultOf(source: Record<string, string>): string {
  try {
    readEnvironment(source);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

test("nothing set is the sandbox on the embedded database", () => {
  expect(readEnvironment({})).toMatchObject({
    port: 3000,
    role: "all",
    slack: { kind: "sandbox" },
    engines: { kind: "embedded", dataDir: ".data" },
    directoryFile: undefined,
    timeTravel: true,
  });
});

test("an empty value is no value", () => {
  expect(readEnvironment({ PORT: "", SLACK_BOT_TOKEN: " ", DATABASE_URL: "", ROLE: "" })).toEqual(readEnvironment({}));
});

test("a signing secret is HTTP, an app token Socket Mode", () => {
  expect(readEnvironment(SLACK).slack).toEqual({
    kind: "http",
    botToken: "xoxb-1-2-x",
    signingSecret: "0123456789abcdef",
    apiUrl: "https://slack.com/api/",
  });
  expect(readEnvironment({ ...SLACK, SLACK_APP_TOKEN: "xapp-1" }).slack).toMatchObject({
    kind: "socket",
    appToken: "xapp-1",
  });
});

test("both servers are set together", () => {
  expect(readEnvironment(SERVERS).engines).toMatchObject({ kind: "servers", redisUrl: SERVERS.REDIS_URL });
});

test("Slack ids keep their case, e-mail addresses are lower case", () => {
  const { userAdministrators, catalogCreators } = readEnvironment({
    USER_ADMINISTRATORS: " U012ABCDEF, Nina.Meyer@Example.COM ,",
    CATALOG_CREATORS: "W1A2B3C",
  });
  expect([...userAdministrators]).toEqual(["U012ABCDEF", "nina.meyer@example.com"]);
  expect([...catalogCreators]).toEqual(["W1A2B3C"]);
});

describe("one message names the fault", () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ["a port that is no number", { PORT: "http" }, /PORT is not a number/],
    ["a port out of range", { PORT: "70000" }, /PORT is above 65535/],
    ["an unknown role", { ...SLACK, ...SERVERS, ROLE: "both" }, /ROLE is none of all, web, worker/],
    ["a database without a queue", { DATABASE_URL: SERVERS.DATABASE_URL }, /REDIS_URL is missing/],
    ["a queue without a database", { REDIS_URL: SERVERS.REDIS_URL }, /DATABASE_URL is missing/],
    ["a database address of another kind", { ...SERVERS, DATABASE_URL: "mysql://x" }, /DATABASE_URL is not an address/],
    ["a bot token without a secret", { SLACK_BOT_TOKEN: "xoxb-1" }, /SLACK_SIGNING_SECRET is missing/],
    ["a secret without a bot token", { SLACK_SIGNING_SECRET: "0123456789" }, /SLACK_BOT_TOKEN is missing/],
    ["a token of another kind", { ...SLACK, SLACK_BOT_TOKEN: "xapp-1" }, /SLACK_BOT_TOKEN is not a bot token/],
    [
      "another Web API root",
      { ...SLACK, SLACK_API_URL: "http://127.0.0.1:9" },
      /SLACK_API_URL does not end in \/api\//,
    ],
    ["the sandbox in production", { NODE_ENV: "production" }, /SLACK_BOT_TOKEN is missing.*production/],
    ["a worker on the embedded database", { ...SLACK, ROLE: "worker" }, /ROLE must be all with the embedded database/],
    ["a worker in the sandbox", { ...SERVERS, ROLE: "worker" }, /ROLE must be all with the sandbox/],
    ["somebody who is neither id nor address", { USER_ADMINISTRATORS: "nina" }, /USER_ADMINISTRATORS holds nina/],
    ["time travel at Slack itself", { ...SLACK, TIME_TRAVEL: "1" }, /TIME_TRAVEL is for tests/],
    ["time travel that is neither on nor off", { TIME_TRAVEL: "yes" }, /TIME_TRAVEL is neither 1 nor 0/],
  ])("%s", (_what, source, words) => {
    expect(faultOf(source)).toMatch(words);
  });
});

test("all faults are named at once, and no secret is", () => {
  const message = faultOf({
    PORT: "x",
    LOG_LEVEL: "loud",
    DATABASE_URL: "postgres://app:pa55word@",
    SLACK_BOT_TOKEN: "s3cret",
  });
  for (const name of ["PORT", "LOG_LEVEL", "REDIS_URL", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"])
    expect(message).toContain(name);
  expect(message).not.toMatch(/pa55word|s3cret/);
});

test("time travel goes with another Web API root, where it is off unless asked for", () => {
  const elsewhere = { ...SLACK, SLACK_API_URL: "http://127.0.0.1:9/api/" };
  expect(readEnvironment({ ...elsewhere, TIME_TRAVEL: "1" }).timeTravel).toBe(true);
  expect(readEnvironment(elsewhere).timeTravel).toBe(false);
  expect(readEnvironment(SLACK).timeTravel).toBe(false);
});

test("time travel goes with the sandbox, where it is on unless refused", () => {
  expect(readEnvironment({ TIME_TRAVEL: "1" }).timeTravel).toBe(true);
  expect(readEnvironment({ TIME_TRAVEL: "0" }).timeTravel).toBe(false);
});
