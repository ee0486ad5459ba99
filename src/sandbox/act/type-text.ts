import { z } from "zod";
import type { SandboxPerson } from "../contract.ts";
import type { Conversation } from "../conversations.ts";
import { accepted, type Answer, deliver, jsonIn } from "../delivery/deliver.ts";
import { deliverEvent } from "../delivery/events.ts";
import { conversationName, messagePayload, VERIFICATION_TOKEN } from "../delivery/payloads.ts";
import { userName } from "../people.ts";
import { ImpossibleAct, SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { acceptedMessage } from "../view/accept.ts";
import type { SlashCommand } from "../workspace.ts";
import { escaped } from "./escape.ts";

const Reply = z.looseObject({ response_type: z.enum(["ephemeral", "in_channel"]).default("ephemeral") });

function postReply(
  sandbox: Sandbox,
  person: SandboxPerson,
  conversation: Conversation,
  answer: Answer & { kind: "answered" },
): void {
  const isJson = (answer.headers.get("content-type") ?? "").includes("json");
  if (answer.body.trim() === "") return;
  const body: unknown = isJson ? jsonIn(answer.body) : { text: answer.body };
  const reply = Reply.parse(body);
  const { text, blocks } = acceptedMessage(body);
  const onlyFor = reply.response_type === "ephemeral" ? person.id : undefined;
  sandbox.conversations.post(conversation, { author: sandbox.bot.userId, text, blocks, onlyFor });
}

function failureCode(answer: Answer): string {
  return answer.kind === "timeout" ? "operation_timeout" : "dispatch_failed";
}

async function runCommand(
  sandbox: Sandbox,
  person: SandboxPerson,
  conversation: Conversation,
  known: SlashCommand,
  typed: string,
) {
  const { team, bot } = sandbox;
  const secret = sandbox.responseUrls.issue({ personId: person.id, conversationId: conversation.id });
  const form = new URLSearchParams({
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: conversation.id,
    channel_name: conversationName(conversation),
    user_id: person.id,
    user_name: userName(person),
    command: known.command,
    text: known.shouldEscape ? escaped(sandbox, typed) : typed,
    api_app_id: bot.appId,
    is_enterprise_install: "false",
    response_url: `${sandbox.url()}/commands/${secret}`,
    trigger_id: sandbox.triggers.issue(person.id),
  });
  const answer = await deliver(sandbox, {
    name: "command",
    contentType: "application/x-www-form-urlencoded",
    body: form.toString(),
  });
  const fails = (code: string) => sandbox.notices.tell(person.id, `${known.command} failed with the error "${code}"`);
  if (!accepted(answer)) return fails(failureCode(answer));
  try {
    postReply(sandbox, person, conversation, answer);
  } catch (error) {
    fails(error instanceof SlackRefusal ? error.message : "invalid_payload");
  }
}

async function say(sandbox: Sandbox, person: SandboxPerson, conversation: Conversation, typed: string): Promise<void> {
  const message = sandbox.conversations.post(conversation, { author: person.id, text: escaped(sandbox, typed) });
  const channelType = conversation.kind === "direct" ? "im" : "channel";
  const event = {
    ...messagePayload(sandbox, message),
    channel: conversation.id,
    channel_type: channelType,
    event_ts: message.ts,
  };
  if (conversation.kind === "direct") await deliverEvent(sandbox, "message.im", event);
  else if (message.text.includes(`<@${sandbox.bot.userId}`))
    await deliverEvent(sandbox, "app_mention", { ...event, type: "app_mention" });
}

/** The person sends what they have typed into a conversation: a slash command, or a plain message. */
export async function typeText(
  sandbox: Sandbox,
  person: SandboxPerson,
  conversationId: string,
  typed: string,
): Promise<void> {
  const conversation = sandbox.conversations.find(conversationId);
  if (!conversation?.members.has(person.id)) throw new ImpossibleAct("You are not in that conversation");
  if (!typed.startsWith("/")) return say(sandbox, person, conversation, typed);
  const [name = "", ...rest] = typed.split(/(?<=^\S+)\s+/u);
  const known = sandbox.workspace.commands.find(({ command }) => command === name);
  if (known) return runCommand(sandbox, person, conversation, known, rest.join(" ").trim());
  const words = 'In Slack, all messages that start with the "/" character are interpreted as a command.';
  sandbox.notices.tell(person.id, `${name} is not a valid command. ${words}`);
}
