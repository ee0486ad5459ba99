import { SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Args } from "./args.ts";
import { chatDelete, chatPostEphemeral, chatPostMessage, chatUpdate } from "./chat.ts";
import { conversationsInfo, conversationsList, conversationsMembers, conversationsOpen } from "./conversations.ts";
import { filesCompleteUpload, filesGetUploadUrl } from "./files.ts";
import { conversationsHistory, conversationsReplies } from "./history.ts";
import { isMethod, type MethodFacts, type MethodName, METHODS } from "./methods.ts";
import { appsConnectionsOpen, authTest, blocksValidate, teamInfo } from "./misc.ts";
import { RateLimited } from "./rate-limited.ts";
import { userGroupsList, userGroupUsersList } from "./user-groups.ts";
import { usersInfo, usersList, usersLookupByEmail } from "./users.ts";
import { viewsOpen, viewsPublish, viewsPush, viewsUpdate } from "./views.ts";

const HANDLERS: Readonly<Record<MethodName, (sandbox: Sandbox, args: Args) => object>> = {
  "auth.test": authTest,
  "team.info": teamInfo,
  "users.list": usersList,
  "users.info": usersInfo,
  "users.lookupByEmail": usersLookupByEmail,
  "usergroups.list": userGroupsList,
  "usergroups.users.list": userGroupUsersList,
  "conversations.list": conversationsList,
  "conversations.info": conversationsInfo,
  "conversations.members": conversationsMembers,
  "conversations.open": conversationsOpen,
  "conversations.history": conversationsHistory,
  "conversations.replies": conversationsReplies,
  "views.open": viewsOpen,
  "views.push": viewsPush,
  "views.update": viewsUpdate,
  "views.publish": viewsPublish,
  "chat.postMessage": chatPostMessage,
  "chat.postEphemeral": chatPostEphemeral,
  "chat.update": chatUpdate,
  "chat.delete": chatDelete,
  "files.getUploadURLExternal": filesGetUploadUrl,
  "files.completeUploadExternal": filesCompleteUpload,
  "blocks.validate": blocksValidate,
  "apps.connections.open": appsConnectionsOpen,
};

function refuseStranger({ bot }: Sandbox, token: string | undefined): void {
  if (token === undefined || token === "") throw new SlackRefusal("not_authed");
  if (token !== bot.token) throw new SlackRefusal("invalid_auth");
}

function refuseMissingScope({ bot }: Sandbox, { scopes }: MethodFacts): void {
  if (scopes.length > 0 && !scopes.some((scope) => bot.scopes.includes(scope)))
    throw new SlackRefusal("missing_scope", scopes);
}

function refuseMissingArguments({ required }: MethodFacts, args: Args): void {
  const missing = required.filter((name) => !args.has(name));
  if (missing.length > 0) {
    throw new SlackRefusal(
      "invalid_arguments",
      missing.map((name) => `[ERROR] missing required field: ${name}`),
    );
  }
}

/** What the SDK adds to every call by itself. */
const OF_SDK: readonly string[] = ["token", "team_id"];

/** Slack passes over arguments that it does not know; a warning tells the developer. */
function warnings({ known }: MethodFacts, args: Args): string[] {
  return args
    .names()
    .filter((name) => !OF_SDK.includes(name) && !known.includes(name))
    .map((name) => `unknown_argument: ${name}`);
}

/** Answers one call of the Web API. */
export function callMethod(sandbox: Sandbox, name: string, token: string | undefined, args: Args): object {
  if (!isMethod(name)) throw new SlackRefusal("unknown_method");
  const facts = METHODS[name];
  if (name !== "blocks.validate") refuseStranger(sandbox, token);
  const wait = sandbox.rates.count(name, facts.tier);
  if (wait !== undefined) throw new RateLimited(wait);
  refuseMissingScope(sandbox, facts);
  refuseMissingArguments(facts, args);
  return withWarnings(HANDLERS[name](sandbox, args), warnings(facts, args));
}

function withWarnings(answer: { response_metadata?: object }, warned: string[]): object {
  if (warned.length === 0) return { ok: true, ...answer };
  return {
    ok: true,
    ...answer,
    warning: warned.join(","),
    response_metadata: { ...answer.response_metadata, warnings: warned },
  };
}
