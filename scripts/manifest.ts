import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { parse } from "yaml";

/** What we read of the app's manifest. */
export interface Manifest {
  features: {
    slash_commands: { command: string; should_escape?: boolean }[];
    shortcuts: { name: string; type: string; callback_id: string }[];
    app_home: { home_tab_enabled?: boolean };
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: {
    event_subscriptions: { bot_events: string[] };
    interactivity: { is_enabled: boolean; message_menu_options_url?: string };
  };
}

export function readManifest(): Manifest {
  return parse(readFileSync("manifest.yml", "utf8")) as Manifest;
}

/** What is wrong with the manifest by Slack's JSON Schema. */
export function manifestFaults(schemaFile: string): string[] {
  // Slack's schema has keywords of its own, which strict mode refuses.
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")) as object);
  if (validate(readManifest())) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || "manifest"}: ${message ?? "is wrong"}`,
  );
}
