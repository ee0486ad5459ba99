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
  const isReply = message.threadTs !== undefined;
  return { ts, author, authorName, text, blocks, edited, isReply, values, ephemeral: message.onlyFor !== undefined };
}

/** Each message with the answers to it right below; an answer whose message is gone stands where it was written. */
function withThreads(messages: readonly StoredMessage[]): StoredMessage[] {
  const isAnswerTo = (parent: StoredMessage) => (one: StoredMessage) => one.threadTs === parent.ts;
  const isTop = ({ threadTs }: StoredMessage) => threadTs === undefined || !messages.some(({ ts }) => ts === threadTs);
  return messages.filter(isTop).flatMap((parent) => [parent, ...messages.filter(isAnswerTo(parent))]);
}

function conversationFor(sandbox: Sandbox, personId: string, conversation: Conversation): SandboxConversation {
  const { id, name, kind, botIsMember, messages } = conversation;
  const visible = messages.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === personId);
  const shown = withThreads(visible.slice(-MESSAGES_SHOWN)).map((message) => messageFor(sandbox, personId, message));
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
