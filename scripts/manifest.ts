import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { SCOPES_OF_METHODS } from "../test/arch/slack-methods.ts";

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
    ({ instancePath, message }) => `manifest.yml ${instancePath}: ${message ?? "is wrong"}`,
  );
}

/** A method's scopes as Slack lists them: any one of a kind will do, each for its kind of conversation. */
type SlackMethods = Record<string, { scopes: { bot: string[] } | [] }>;

/** Where our table of scopes, to which a test holds the manifest, has what Slack's does not. */
export function scopeFaults(methodsFile: string): string[] {
  const methods = JSON.parse(readFileSync(methodsFile, "utf8")) as SlackMethods;
  return Object.entries(SCOPES_OF_METHODS).flatMap(([method, ours]) => {
    const scopes = methods[method]?.scopes;
    if (scopes === undefined) return [`Slack has no method ${method}`];
    const theirs = "bot" in scopes ? scopes.bot : [];
    const fits = theirs.length === 0 ? ours.length === 0 : ours.length > 0;
    if (fits && ours.every((scope) => theirs.includes(scope))) return [];
    return [`${method} takes the scopes ${theirs.join(", ") || "none"}, not ${ours.join(", ") || "none"}`];
  });
}
