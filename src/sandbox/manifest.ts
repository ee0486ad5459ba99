import { parse } from "yaml";
import { z } from "zod";
import type { Shortcut, SlashCommand } from "./workspace.ts";

const Manifest = z.object({
  features: z
    .object({
      app_home: z
        .object({ home_tab_enabled: z.boolean().default(false), messages_tab_enabled: z.boolean().default(false) })
        .optional(),
      slash_commands: z
        .array(
          z.object({
            command: z.string(),
            description: z.string().default(""),
            usage_hint: z.string().default(""),
            should_escape: z.boolean().default(false),
          }),
        )
        .default([]),
      shortcuts: z
        .array(
          z.object({
            name: z.string(),
            type: z.enum(["global", "message"]),
            callback_id: z.string(),
            description: z.string().default(""),
          }),
        )
        .default([]),
    })
    .prefault({}),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).default([]) }).prefault({}) }).prefault({}),
  settings: z
    .object({ event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).prefault({}) })
    .prefault({}),
});

/** What the sandbox has to know of the app that is installed in it. */
export interface InstalledApp {
  commands: SlashCommand[];
  shortcuts: Shortcut[];
  events: string[];
  scopes: string[];
  homeTab: boolean;
  messagesTab: boolean;
}

/** Reads commands, global shortcuts, events and bot scopes from the text of a manifest. */
export function readManifest(yaml: string): InstalledApp {
  const { features, oauth_config, settings } = Manifest.parse(parse(yaml));
  return {
    commands: features.slash_commands.map(({ command, usage_hint, description, should_escape }) => ({
      command,
      hint: usage_hint,
      description,
      shouldEscape: should_escape,
    })),
    shortcuts: features.shortcuts
      .filter(({ type }) => type === "global")
      .map(({ name, callback_id, description }) => ({ name, callbackId: callback_id, description })),
    events: settings.event_subscriptions.bot_events,
    scopes: oauth_config.scopes.bot,
    homeTab: features.app_home?.home_tab_enabled ?? false,
    messagesTab: features.app_home?.messages_tab_enabled ?? false,
  };
}
