/** The bot scopes that each method of Slack's Web API asks for, of the methods that we call (Slack's documentation). */
export const SCOPES_OF_METHODS: Readonly<Record<string, readonly string[]>> = {
  "auth.test": [],
  "chat.postMessage": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.info": ["channels:read", "groups:read"],
  // Public and private channels, and direct messages; threads are looked through in channels alone.
  "conversations.history": ["channels:history", "groups:history", "im:history"],
  "conversations.open": ["im:write"],
  "conversations.replies": ["channels:history", "groups:history"],
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "usergroups.list": ["usergroups:read"],
  "users.info": ["users:read"],
  "users.list": ["users:read"],
  "users.lookupByEmail": ["users:read.email"],
  "views.open": [],
  "views.publish": [],
  "views.push": [],
  "views.update": [],
};

/** Scopes for what is no method: slash commands and shortcuts, and the e-mail address in users' profiles. */
export const OTHER_SCOPES = ["commands", "users:read.email"] as const;

/** The bot scopes that Slack asks for before it sends an event. */
export const SCOPES_OF_EVENTS: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  subteam_created: ["usergroups:read"],
  subteam_members_changed: ["usergroups:read"],
  subteam_updated: ["usergroups:read"],
  team_join: ["users:read"],
  user_change: ["users:read"],
};
