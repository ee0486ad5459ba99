import { readChanges } from "../../app/package/read-changes.ts";
import type { Change } from "../../app/package/read-changes.ts";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { clip } from "../../lib/text.ts";
import type { SlackDeps } from "../deps.ts";
import { EVENT_WORDS } from "../history/event-words.ts";
import { roleChanges } from "../history/role-words.ts";
import { policyInWords } from "../show-package/policy-in-words.ts";

const WORDS_MAX = 1_500;
const TEXT_MAX = 200;

/**
 * What others changed since somebody opened a form, for them to decide (nothing is overwritten in silence): about the
 * package or the policy of that id.
 */
export async function changesSince(
  deps: SlackDeps,
  { packageId, since, targetId }: { packageId: string; since: number; targetId: string },
): Promise<string> {
  const changes = (await readChanges(deps, packageId, since)).filter((change) => change.targetId === targetId);
  const lines = changes.map((change) => `• ${changeInWords(change)}`);
  const what = clip(["This was changed in the meantime:", ...lines].join("\n"), WORDS_MAX);
  return `${what}\nWhat you typed still stands below: save it over that, or close this window.`;
}

/** Who did what, and what is different since. */
export function changeInWords({ by, action, before, after, names }: Change): string {
  const what = Object.hasOwn(EVENT_WORDS, action) ? ACTION_WORDS[action] : undefined;
  const details = [
    ...textChange("Name", before["name"], after["name"]),
    ...textChange("Description", before["description"], after["description"]),
    ...textChange("Hidden", yesNo(before["isHidden"]), yesNo(after["isHidden"])),
    ...roleChanges(before, after, names),
    ...settingsChange(before["settings"], after["settings"]),
  ];
  return [`${by ?? "Somebody"} ${what ?? "changed it"}`, ...(details.length > 0 ? [details.join("; ")] : [])].join(
    ": ",
  );
}

const ACTION_WORDS: Readonly<Record<string, string>> = {
  "package.edited": "changed the access package",
  "package.incompatibleChanged": "changed what is incompatible with it",
  "package.resourceRolesChanged": "changed its resource roles",
  "policy.edited": "changed the policy",
};

function textChange(label: string, before: unknown, after: unknown): string[] {
  if (typeof before !== "string" || typeof after !== "string" || before === after) return [];
  return [`${label}: ${clip(before, TEXT_MAX)} → ${clip(after, TEXT_MAX)}`];
}

function yesNo(value: unknown): string | undefined {
  return typeof value === "boolean" ? (value ? "Yes" : "No") : undefined;
}

/** The sentences about the policy that are new; the people in it are not named. */
function settingsChange(before: unknown, after: unknown): string[] {
  const [from, to] = [PolicySettings.safeParse(before), PolicySettings.safeParse(after)];
  if (!from.success || !to.success) return [];
  if (from.data.isEnabled !== to.data.isEnabled) return [to.data.isEnabled ? "enabled" : "disabled"];
  const known = new Set(policyInWords(from.data, NOBODY));
  return policyInWords(to.data, NOBODY).filter((sentence) => !known.has(sentence));
}

const NOBODY: ReadonlyMap<string, string> = new Map();
