import { type Conversation, existing } from "../conversations.ts";
import { conversationName } from "../delivery/payloads.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Args } from "./args.ts";
import { pageOf } from "./pages.ts";

/** What stands before the colon in the scopes for each type of conversation. */
const FAMILIES: Readonly<Record<string, string>> = {
  public_channel: "channels",
  private_channel: "groups",
  im: "im",
  mpim: "mpim",
};

export function typeOf({ kind, isPrivate }: Conversation): string {
  if (kind === "direct") return "im";
  return isPrivate ? "private_channel" : "public_channel";
}

function conversationObject(conversation: Conversation) {
  const { id, kind, isPrivate, botIsMember, members } = conversation;
  if (kind === "direct")
    return { id, is_im: true, is_org_shared: false, user: [...members][0], is_user_deleted: false };
  return {
    id,
    name: conversationName(conversation),
    name_normalized: conversationName(conversation),
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_archived: false,
    is_general: conversation.name === "#general",
    is_member: botIsMember,
    num_members: members.size + (botIsMember ? 1 : 0),
    topic: { value: "" },
    purpose: { value: "" },
  };
}

/** Private channels exist only for their members. */
export function visible(conversation: Conversation | undefined): Conversation {
  const found = existing(conversation);
  if (found.isPrivate && !found.botIsMember) throw new SlackRefusal("channel_not_found");
  return found;
}

/** Each type of conversation has scopes of its own. */
export function refuseWithoutScope({ bot }: Sandbox, type: string, right: "read" | "history" = "read"): void {
  const family = FAMILIES[type];
  if (family === undefined) throw new SlackRefusal("invalid_types");
  const scope = `${family}:${right}`;
  if (!bot.scopes.includes(scope)) throw new SlackRefusal("missing_scope", [scope]);
}

export function conversationsList(sandbox: Sandbox, args: Args): object {
  const types = (args.text("types") ?? "public_channel").split(",").map((type) => type.trim());
  for (const type of types) refuseWithoutScope(sandbox, type);
  const found = sandbox.conversations
    .all()
    .filter((one) => types.includes(typeOf(one)) && (!one.isPrivate || one.botIsMember))
    .map(conversationObject);
  const { page, response_metadata } = pageOf<object>(found, args);
  return { channels: page, response_metadata };
}

export function conversationsInfo(sandbox: Sandbox, args: Args): object {
  const conversation = visible(sandbox.conversations.find(args.text("channel")));
  refuseWithoutScope(sandbox, typeOf(conversation));
  return { channel: conversationObject(conversation) };
}

export function conversationsMembers(sandbox: Sandbox, args: Args): object {
  const conversation = visible(sandbox.conversations.find(args.text("channel")));
  refuseWithoutScope(sandbox, typeOf(conversation));
  const members = [...conversation.members, ...(conversation.botIsMember ? [sandbox.bot.userId] : [])];
  const { page, response_metadata } = pageOf(members, args);
  return { members: page, response_metadata };
}

export function conversationsOpen(sandbox: Sandbox, args: Args): object {
  const channel = args.text("channel");
  if (channel !== undefined)
    return { channel: { id: existing(sandbox.conversations.find(channel)).id }, no_op: true, already_open: true };
  const users = (args.text("users") ?? "").split(",").filter((id) => id !== "");
  const [userId] = users;
  if (userId === undefined) throw new SlackRefusal("users_list_not_supplied");
  // The bot has nobody to introduce to each other, so group conversations are left out.
  if (users.length > 1) throw new SlackRefusal("method_not_supported_for_channel_type");
  const person = sandbox.people.find(userId);
  if (!person) throw new SlackRefusal("user_not_found");
  if (person.deactivated) throw new SlackRefusal("user_disabled");
  const conversation = sandbox.conversations.direct(person.id);
  return { channel: args.flag("return_im") ? conversationObject(conversation) : { id: conversation.id } };
}
