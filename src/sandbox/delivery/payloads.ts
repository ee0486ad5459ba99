import type { SandboxPerson } from "../contract.ts";
import type { Conversation, StoredMessage } from "../conversations.ts";
import { userName } from "../people.ts";
import type { Sandbox } from "../sandbox.ts";
import type { OpenView } from "../view/views.ts";

/** The token of old days, which apps no longer check but Slack still sends. */
export const VERIFICATION_TOKEN = "sandbox-verification-token";

/** What every interaction says: who acted, where, on which app. */
export function interactionBase({ team, bot }: Sandbox, person: SandboxPerson) {
  return {
    team: { id: team.id, domain: team.domain },
    user: { id: person.id, username: userName(person), name: userName(person), team_id: team.id },
    api_app_id: bot.appId,
    token: VERIFICATION_TOKEN,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A view as Slack shows it to the app. */
export function viewPayload({ team, bot }: Sandbox, open: OpenView) {
  const { view, id, values, hash, rootId, previousId } = open;
  const modal = view.type === "modal" ? view : undefined;
  return {
    id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? "",
    callback_id: view.callback_id ?? "",
    state: { values },
    hash,
    title: modal?.title ?? { type: "plain_text", text: "View Title", emoji: true },
    clear_on_close: modal?.clear_on_close ?? false,
    notify_on_close: modal?.notify_on_close ?? false,
    close: modal?.close ?? null,
    submit: modal?.submit ?? null,
    previous_view_id: previousId,
    root_view_id: rootId,
    app_id: bot.appId,
    external_id: view.external_id ?? "",
    app_installed_team_id: team.id,
    bot_id: bot.botId,
  };
}

/** A message as the Web API and interactions show it. */
export function messagePayload({ team, bot }: Sandbox, message: StoredMessage) {
  const byBot = message.author === bot.userId;
  return {
    type: "message",
    user: message.author,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    team: team.id,
    ...(byBot && { bot_id: bot.botId, app_id: bot.appId }),
    ...(message.threadTs && { thread_ts: message.threadTs }),
    ...(message.metadata && { metadata: message.metadata }),
    ...(message.files && { files: message.files }),
    ...(message.edited && { edited: { user: message.author, ts: message.ts } }),
  };
}

/** The name of a conversation as payloads give it. */
export function conversationName({ kind, name }: Conversation): string {
  return kind === "direct" ? "directmessage" : name.replace(/^#/u, "");
}
