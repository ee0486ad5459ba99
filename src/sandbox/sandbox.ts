import type { Audience } from "./audience.ts";
import type { Conversations } from "./conversations.ts";
import type { Faults } from "./faults.ts";
import type { Files } from "./files.ts";
import type { Notices } from "./notices.ts";
import type { People } from "./people.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { Triggers } from "./triggers.ts";
import type { UserGroups } from "./user-groups.ts";
import type { Views } from "./view/views.ts";
import type { Rates } from "./web-api/rates.ts";
import type { Workspace } from "./workspace.ts";

/** The app as Slack knows it. */
export interface BotIdentity {
  userId: string;
  botId: string;
  appId: string;
  name: string;
  token: string;
  scopes: string[];
}

/** A call of the bot. */
export interface ApiCall {
  method: string;
  /** Reads what was given with it. */
  arguments: () => Record<string, unknown>;
  /** Of the HTTP answer; null where there was none. */
  status: number | null;
}

/** Everything that a running sandbox is made of; built once by `startSandbox`. */
export interface Sandbox {
  now: () => Date;
  /** The sandbox's own address, without a slash at its end. */
  url: () => string;
  /** Where the bot takes its deliveries. */
  botUrl: () => string;
  signingSecret: string;
  /** How long the bot has to answer a delivery. */
  ackMs: number;
  /** When an event that was not answered is sent again, after how many milliseconds each. */
  eventRetriesMs: number[];
  /** Aborted when the sandbox stops. */
  stopping: AbortSignal;
  team: { id: string; name: string; domain: string };
  bot: BotIdentity;
  workspace: Workspace;
  audience: Audience;
  people: People;
  userGroups: UserGroups;
  conversations: Conversations;
  views: Views;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  notices: Notices;
  files: Files;
  faults: Faults;
  /** Told of each call of the bot, once it is answered. */
  onCall: (call: ApiCall) => void;
  rates: Rates;
}
