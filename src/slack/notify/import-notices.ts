import type { AppDeps } from "../../app/deps.ts";
import { keepInLine } from "../../app/message/keep-in-line.ts";
import type { MessageDoor } from "../../app/message/message-door.ts";
import { readImportNotice } from "../../app/packages-as-code/read-import-notice.ts";
import type { ImportNotice } from "../../app/packages-as-code/read-import-notice.ts";
import type { PlannedKind } from "../../domain/packages-as-code/plan.ts";
import type { Message } from "../command/message.ts";
import { paragraph } from "../kit/block.ts";
import { escape } from "../kit/text.ts";

/** Tells a catalog's approvals channel, once, what an import has changed; a catalog without one is told nothing. */
export function importNotices(deps: AppDeps, door: MessageDoor<Message>) {
  return async ({ catalogId, noticeId }: { catalogId: string; noticeId: string }): Promise<void> => {
    const notice = await readImportNotice(deps, catalogId, noticeId);
    if (!notice) return;
    const { channel } = notice;
    const key = { kind: "importNotice", entityId: noticeId, recipient: `channel:${channel}` };
    const message = importNotice(notice);
    await keepInLine(deps, door, key, async () => ({ message, to: channel, mayPost: true }));
  };
}

/** What was imported, by whom, as typed: names of people and files are not markup. */
export function importNotice({ by, fileName, catalogName, counts }: ImportNotice): Message {
  const done = (["package", "policy", "rule"] as const).flatMap((kind) => {
    const { created, changed } = counts[kind];
    return [...some(created, kind, "created"), ...some(changed, kind, "changed")];
  });
  const { created, changed } = counts.catalog;
  if (created > 0) done.unshift("the catalog created");
  if (changed > 0) done.unshift("the catalog changed");
  const text = `${by} imported ${fileName} into the catalog ${catalogName}: ${done.join(", ")}.`;
  return { text: escape(text), blocks: [paragraph(text)] };
}

const NOUNS: Readonly<Record<Exclude<PlannedKind, "catalog">, readonly [one: string, more: string]>> = {
  package: ["access package", "access packages"],
  policy: ["policy", "policies"],
  rule: ["rule of automatic assignment", "rules of automatic assignment"],
};

function some(count: number, kind: keyof typeof NOUNS, verb: string): string[] {
  return count === 0 ? [] : [`${count} ${NOUNS[kind][count === 1 ? 0 : 1]} ${verb}`];
}
