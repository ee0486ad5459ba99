import type { KnownBlock } from "@slack/types";
import type { HistoryEntry, PackageHistory } from "../../app/history/read-package-history.ts";
import { clip, lengthOf } from "../../lib/text.ts";
import type { Message } from "../command/message.ts";
import { actions, button, context, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { changesInWords, movedInWords } from "./change-words.ts";
import { eventInWords } from "./event-words.ts";
import { ACTION } from "./ids.ts";

/** Slack refuses messages whose texts are too long in all: where a page's would be, each event is kept short. */
const PAGE_MAX = 6_000;
const ENTRY_MAX = 500;

/** One page of a package's history: what happened, who did it, when, and what changed by it. */
export function historyMessage({ packageId, packageName, rows, names, isPart, next }: PackageHistory): Message {
  const title = `History of ${packageName}`;
  const blocks: KnownBlock[] = [context(title), ...entryLines(rows, names)];
  if (rows.length === 0) blocks.push(paragraph("Nothing is noted of it."));
  if (isPart)
    blocks.push(context("Requests and access are left out: your role lets you view the access package alone."));
  if (next !== null) blocks.push(actions("more", [button("More", ACTION.more, { value: `${packageId}:${next}` })]));
  return { text: escape(title), blocks };
}

function entryLines(rows: readonly HistoryEntry[], names: PackageHistory["names"]): KnownBlock[] {
  const texts = rows.map((entry) =>
    [`${eventInWords(entry)} · ${entry.by ?? "by itself"}`, ...changesInWords(entry, names)].join("\n"),
  );
  const isLong = lengthOf(texts.join("")) > PAGE_MAX;
  return rows.flatMap((entry, index) => [
    paragraph(clip(texts[index] ?? "", isLong ? ENTRY_MAX : PAGE_MAX)),
    smallPrint([moment(entry.at), ...movedInWords(entry)].join(" · ")),
  ]);
}
