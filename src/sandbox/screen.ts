import type { SandboxConversation, SandboxMessage, SandboxPerson, SandboxView, Screen } from "./contract.ts";
import type { Conversation, StoredMessage } from "./conversations.ts";
import type { Sandbox } from "./sandbox.ts";
import { valuesOf } from "./view/values.ts";
import type { OpenView } from "./view/views.ts";

const MESSAGES_SHOWN = 200;

function messageFor(sandbox: Sandbox, personId: string, message: StoredMessage): SandboxMessage {
  const { ts, author, text, blocks, edited } = message;
  const authorName = author === sandbox.bot.userId ? sandbox.bot.name : (sandbox.people.find(author)?.name ?? author);
  const values = valuesOf(blocks, message.values.get(personId));
  return { ts, author, authorName, text, blocks, edited, values, ephemeral: message.onlyFor !== undefined };
}

function conversationFor(sandbox: Sandbox, personId: string, conversation: Conversation): SandboxConversation {
  const { id, name, kind, botIsMember, messages } = conversation;
  const visible = messages.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === personId);
  const shown = visible.slice(-MESSAGES_SHOWN).map((message) => messageFor(sandbox, personId, message));
  return { id, name, kind, botIsMember, messages: shown };
}

function viewOnScreen({ id, hash, view, values, errors }: OpenView): SandboxView {
  return { id, hash, view, values, errors };
}

/** All that the person has in front of them. */
export function screenOf(sandbox: Sandbox, me: SandboxPerson): Screen {
  const { audience, conversations, views, workspace, people, notices } = sandbox;
  conversations.direct(me.id);
  const home = views.home(me.id);
  return {
    revision: audience.revision(me.id),
    me,
    people: people.all(),
    conversations: conversations
      .all()
      .filter(({ members }) => members.has(me.id))
      .map((conversation) => conversationFor(sandbox, me.id, conversation)),
    home: home ? viewOnScreen(home) : null,
    modals: views.modals(me.id).map(viewOnScreen),
    commands: workspace.commands.map(({ command, hint, description }) => ({ command, hint, description })),
    shortcuts: workspace.shortcuts,
    notices: notices.of(me.id),
  };
}
