import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { clip } from "../../lib/text.ts";
import { policyInWords } from "../show-package/policy-in-words.ts";

const SENTENCE_MAX = 300;

/**
 * What the policy says since, but for whether it is enabled; all that it says where it is new. Nothing of one that was
 * removed.
 */
export function policyChanges(before: unknown, after: unknown, names: ReadonlyMap<string, string>): string[] {
  const [from, to] = [PolicySettings.safeParse(before).data, PolicySettings.safeParse(after).data];
  if (!to) return [];
  const said = from ? new Set(policyInWords(from, names)) : new Set();
  return policyInWords(from ? { ...to, isEnabled: from.isEnabled } : to, names)
    .filter((sentence) => !said.has(sentence))
    .map((sentence) => clip(sentence, SENTENCE_MAX));
}
