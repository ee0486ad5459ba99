import { z } from "zod";
import type { HistoryEntry } from "../../app/history/read-history.ts";
import { namesInWords } from "../cards/request-words.ts";

const NAMES_SHOWN = 5;

const Staff = z.object({ people: z.array(z.string()), groups: z.array(z.string()) });

/** Who got a role in the catalog and who lost it, or which resource came into it or left it. */
export function staffChanges(
  { targetKind, before, after }: HistoryEntry,
  names: ReadonlyMap<string, string>,
): string[] {
  if (targetKind !== "catalog") return [];
  const resource = after["resourceId"] ?? before["resourceId"];
  const [from, to] = [Staff.safeParse(before).data, Staff.safeParse(after).data];
  return [
    ...(typeof resource === "string" ? [`Resource: ${names.get(resource) ?? "one that is gone"}`] : []),
    ...(from && to ? [...line("Added", notIn(from, to), names), ...line("Removed", notIn(to, from), names)] : []),
  ];
}

function notIn(some: z.infer<typeof Staff>, others: z.infer<typeof Staff>): string[] {
  const known = new Set([...some.people, ...some.groups]);
  return [...others.people, ...others.groups].filter((id) => !known.has(id));
}

function line(label: string, ids: readonly string[], names: ReadonlyMap<string, string>): string[] {
  const named = ids.map((id) => names.get(id) ?? "somebody who is gone");
  return named.length === 0 ? [] : [`${label}: ${namesInWords(named, NAMES_SHOWN)}`];
}
