/** What Slack's documentation says of each method served here. */

export type RateTier = "t2" | "t3" | "t4" | "special" | "none";

export interface MethodFacts {
  /** The token needs one of these; none when empty. */
  scopes: string[];
  tier: RateTier;
  required: string[];
  known: string[];
}

const CONVERSATION_HISTORY = ["channels:history", "groups:history", "im:history", "mpim:history"];
const CONVERSATION_READ = ["channels:read", "groups:read", "im:read", "mpim:read"];

function words(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}

function method(tier: RateTier, scopes: string[], required: string, optional = ""): MethodFacts {
  return { tier, scopes, required: words(required), known: [...words(required), ...words(optional)] };
}

/** What all three methods that write messages understand. */
const CONTENT = "as_user attachments blocks link_names markdown_text metadata parse text";
const LOOKS = "icon_emoji icon_url thread_ts username";

export const METHODS = {
  "auth.test": method("special", [], ""),
  "team.info": method("t3", ["team:read"], "", "domain team"),
  "users.list": method("t2", ["users:read"], "", "cursor include_locale limit team_id"),
  "users.info": method("t4", ["users:read"], "user", "include_locale"),
  "users.lookupByEmail": method("t3", ["users:read.email"], "email"),
  "usergroups.list": method("t2", ["usergroups:read"], "", "include_count include_disabled include_users team_id"),
  "usergroups.users.list": method("t2", ["usergroups:read"], "usergroup", "include_disabled team_id"),
  "conversations.list": method("t2", CONVERSATION_READ, "", "cursor exclude_archived limit team_id types"),
  "conversations.info": method("t3", CONVERSATION_READ, "channel", "include_locale include_num_members"),
  "conversations.members": method("t4", CONVERSATION_READ, "channel", "cursor limit"),
  "conversations.open": method(
    "t3",
    ["channels:manage", "groups:write", "im:write", "mpim:write"],
    "",
    "channel prevent_creation return_im users",
  ),
  "conversations.history": method(
    "t3",
    CONVERSATION_HISTORY,
    "channel",
    "cursor include_all_metadata inclusive latest limit oldest",
  ),
  "conversations.replies": method(
    "t3",
    CONVERSATION_HISTORY,
    "channel ts",
    "cursor include_all_metadata inclusive latest limit oldest",
  ),
  "views.open": method("t4", [], "view", "interactivity_pointer trigger_id"),
  "views.push": method("t4", [], "view", "interactivity_pointer trigger_id"),
  "views.update": method("t4", [], "view", "external_id hash view_id"),
  "views.publish": method("t4", [], "user_id view", "hash interactivity_pointer"),
  "chat.postMessage": method(
    "special",
    ["chat:write"],
    "channel",
    `${CONTENT} ${LOOKS} mrkdwn reply_broadcast unfurl_links unfurl_media`,
  ),
  "chat.postEphemeral": method("t4", ["chat:write"], "channel user", `${CONTENT} ${LOOKS}`),
  "chat.update": method("t3", ["chat:write"], "channel ts", `${CONTENT} file_ids reply_broadcast unfurled_attachments`),
  "chat.delete": method("t3", ["chat:write"], "channel ts", "as_user"),
  "files.getUploadURLExternal": method("t4", ["files:write"], "length filename", "alt_txt snippet_type"),
  "files.completeUploadExternal": method(
    "t4",
    ["files:write"],
    "files",
    "blocks channel_id channels icon_emoji icon_url initial_comment thread_ts username",
  ),
  "blocks.validate": method("none", [], "", "blocks message view"),
  "apps.connections.open": method("t3", [], ""),
} satisfies Record<string, MethodFacts>;

export type MethodName = keyof typeof METHODS;

/** Whether the sandbox serves a method of this name. */
export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}
