import { z } from "zod";
import type { Noted } from "../../app/history/read-history.ts";
import { namesInWords } from "../cards/request-words.ts";

const NAMES_SHOWN = 5;

const Incompatible = z.object({ packages: z.array(z.string()), groups: z.array(z.string()) });

/** What became incompatible with a package, and what no longer is. */
export function incompatibleChanges(before: Noted, after: Noted, names: ReadonlyMap<string, string>): string[] {
  const [from, to] = [Incompatible.safeParse(before).data, Incompatible.safeParse(after).data];
  if (!from || !to) return [];
  const all = (noted: z.infer<typeof Incompatible>) => [...noted.packages, ...noted.groups];
  const named = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? "something that is gone");
  const added = named(all(to).filter((id) => !all(from).includes(id)));
  const removed = named(all(from).filter((id) => !all(to).includes(id)));
  return [
    ...(added.length > 0 ? [`Incompatible from now on: ${namesInWords(added, NAMES_SHOWN)}`] : []),
    ...(removed.length > 0 ? [`No longer incompatible: ${namesInWords(removed, NAMES_SHOWN)}`] : []),
  ];
}
