import { readChanges } from "../../app/package/read-changes.ts";
import type { Change } from "../../app/package/read-changes.ts";
import { clip } from "../../lib/text.ts";
import type { SlackDeps } from "../deps.ts";
import { editsInWords, textChange } from "../history/edit-words.ts";
import { policyChanges } from "../history/policy-words.ts";
import { roleChanges } from "../history/role-words.ts";

const WORDS_MAX = 1_500;

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
  const isRenamed = before["name"] !== after["name"];
  const details = [
    ...(isRenamed ? textChange("Name", before["name"], after["name"]) : []),
    ...editsInWords(before, after),
    ...roleChanges(before, after, names),
    ...policyChanges(before["settings"], after["settings"], names),
  ].map((sentence) => sentence.replace(/\.$/, ""));
  const what = `${by ?? "Somebody"} ${ACTION_WORDS[action] ?? "changed it"}`;
  return details.length > 0 ? `${what}: ${details.join("; ")}` : what;
}

const ACTION_WORDS: Readonly<Record<string, string>> = {
  "package.edited": "changed the access package",
  "package.incompatibleChanged": "changed what is incompatible with it",
  "package.resourceRolesChanged": "changed its resource roles",
  "policy.edited": "changed the policy",
};
