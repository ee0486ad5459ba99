import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock } from "../lib/clock.ts";
import { Audience } from "./audience.ts";
import type { SandboxPerson } from "./contract.ts";
import { Conversations } from "./conversations.ts";
import { deliverEvent } from "./delivery/events.ts";
import { Faults } from "./faults.ts";
import { Files } from "./files.ts";
import { isLoopback } from "./http/guard.ts";
import { serve } from "./http/serve.ts";
import { Notices } from "./notices.ts";
import { People } from "./people.ts";
import { ResponseUrls } from "./response-urls.ts";
import type { ApiCall, Sandbox } from "./sandbox.ts";
import { Triggers } from "./triggers.ts";
import { Views } from "./view/views.ts";
import { type RateRegime, Rates } from "./web-api/rates.ts";
import { userObject } from "./web-api/users.ts";
import { addUserGroup, changeUserGroup } from "./change-user-group.ts";
import { UserGroups } from "./user-groups.ts";
import type { UserGroup, Workspace } from "./workspace.ts";

export interface SandboxOptions {
  /** 0 takes any port that is free. */
  port: number;
  host?: string;
  /** Where the bot takes its deliveries; a function where that is not known yet. */
  botUrl: string | (() => string);
  signingSecret: string;
  botToken: string;
  scopes: string[];
  workspace: Workspace;
  now?: () => Date;
  /** How long the bot has to answer; Slack gives 3 seconds. */
  ackMs?: number;
  eventRetriesMs?: number[];
  /** Whether the bot's calls are held to Slack's rate limits. */
  rates?: RateRegime;
  /** Told of each call of the bot, once it is answered. */
  onCall?: (call: ApiCall) => void;
}

/** A workspace that is up. */
export interface RunningSandbox {
  /** The page's address, without a slash at its end. */
  url: string;
  /** The Web API's, with one. */
  apiUrl: string;
  faults: Faults;
  rates: Rates;
  /** Changes what is known of a person, and tells the bot (`user_change`). */
  changePerson(id: string, change: Partial<Omit<SandboxPerson, "id">>): Promise<void>;
  /** Somebody joins, and the bot is told (`team_join`). */
  addPerson(person: SandboxPerson): Promise<void>;
  /** Changes a user group, and tells the bot (`subteam_members_changed`, `subteam_updated`). */
  changeUserGroup(handle: string, change: Partial<Omit<UserGroup, "id">>): Promise<void>;
  /** A user group is made, and the bot is told (`subteam_created`). */
  addUserGroup(group: UserGroup): Promise<void>;
  stop(): Promise<void>;
}

function build(options: SandboxOptions, url: () => string, stopping: AbortSignal): Sandbox {
  const {
    botUrl,
    signingSecret,
    botToken,
    scopes,
    workspace,
    ackMs = 3_000,
    eventRetriesMs = [0, 60_000, 300_000],
  } = options;
  const now = options.now ?? (() => systemClock.now());
  const audience = new Audience();
  const name = "Access Packages";
  return {
    now,
    url,
    botUrl: typeof botUrl === "string" ? () => botUrl : botUrl,
    signingSecret,
    ackMs,
    eventRetriesMs,
    stopping,
    team: { id: "T01SANDBOX0", name: "Sandbox", domain: "sandbox" },
    bot: { userId: "U00ACCESSBT", botId: "B00ACCESSBT", appId: "A00ACCESSBT", name, token: botToken, scopes },
    workspace,
    audience,
    people: new People(workspace.people),
    userGroups: new UserGroups(workspace.userGroups),
    conversations: new Conversations(workspace.channels, name, audience, now),
    views: new Views(audience, now),
    triggers: new Triggers(now),
    responseUrls: new ResponseUrls(now),
    notices: new Notices(audience),
    files: new Files(),
    faults: new Faults(),
    onCall: options.onCall ?? (() => {}),
    rates: new Rates(options.rates ?? "generous", now),
  };
}

function refuseUnsafe(host: string): void {
  if (process.env["NODE_ENV"] === "production")
    throw new Error("The sandbox is a stand-in for Slack and never runs with NODE_ENV=production.");
  if (!isLoopback(host))
    throw new Error(`The sandbox has no sign-in, so it listens on this machine only, not on ${host}.`);
}

/** Starts a workspace that speaks to the bot over HTTP as Slack does. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { port, host = "127.0.0.1" } = options;
  refuseUnsafe(host);
  const stopping = new AbortController();
  let url = "";
  const sandbox = build(options, () => url, stopping.signal);
  const server = createServer((request, response) => {
    void serve(sandbox, { request, response, url: new URL(request.url ?? "/", "http://sandbox") });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
  url = `http://${host.includes(":") ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    apiUrl: `${url}/api/`,
    faults: sandbox.faults,
    rates: sandbox.rates,
    changePerson: (id, change) => changePerson(sandbox, id, change),
    addPerson: (person) => addPerson(sandbox, person),
    changeUserGroup: (handle, change) => changeUserGroup(sandbox, handle, change),
    addUserGroup: (group) => addUserGroup(sandbox, group),
    stop: () => {
      stopping.abort();
      return new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      });
    },
  };
}

async function changePerson(sandbox: Sandbox, id: string, change: Partial<Omit<SandboxPerson, "id">>): Promise<void> {
  const person = sandbox.people.find(id);
  if (!person) throw new Error(`Nobody here has the id ${id}.`);
  Object.assign(person, change);
  for (const { id: onlooker } of sandbox.people.all()) sandbox.audience.changed(onlooker);
  const event = { type: "user_change", user: userObject(sandbox, person), event_ts: sandbox.conversations.timestamp() };
  await deliverEvent(sandbox, "user_change", event);
}

async function addPerson(sandbox: Sandbox, person: SandboxPerson): Promise<void> {
  sandbox.people.add({ ...person });
  const event = { type: "team_join", user: userObject(sandbox, person), event_ts: sandbox.conversations.timestamp() };
  await deliverEvent(sandbox, "team_join", event);
}
