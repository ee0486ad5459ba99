/** What somebody changed in what is said about a catalog, a package or a policy, before and after. */
import { z } from "zod";
import type { Noted } from "../../app/history/read-history.ts";
import { clip } from "../../lib/text.ts";

const TEXT_MAX = 100;

/** A text before and after; what stayed as it was is only named. */
export function textChange(label: string, before: unknown, after: unknown): string[] {
  if (typeof after !== "string") return [];
  const isNew = typeof before === "string" && before !== after;
  return [`${label}: ${isNew ? `${clip(before, TEXT_MAX)} → ` : ""}${clip(after, TEXT_MAX)}`];
}

const Switched = z.object({ isEnabled: z.boolean() });

/** The description, and what can be switched on a package, a policy or a catalog: each where it was changed. */
export function editsInWords(before: Noted, after: Noted): string[] {
  const description = before["description"] === after["description"] ? undefined : after["description"];
  return [
    ...("description" in before ? textChange("Description", before["description"], description) : []),
    ...Object.entries(SWITCHES).flatMap(([key, label]) => {
      const isOn = before[key] === after[key] ? undefined : after[key];
      return typeof isOn === "boolean" ? [`${label}: ${isOn ? "Yes" : "No"}`] : [];
    }),
    ...switched(before["settings"], after["settings"]),
  ];
}

const SWITCHES = {
  isHidden: "Hidden",
  isEnabled: "Enabled",
  isEnabledForExternalUsers: "Enabled for external users",
} as const;

function switched(before: unknown, after: unknown): string[] {
  const [from, to] = [Switched.safeParse(before).data, Switched.safeParse(after).data];
  if (!from || !to || from.isEnabled === to.isEnabled) return [];
  return [to.isEnabled ? "Enabled" : "Disabled"];
}
