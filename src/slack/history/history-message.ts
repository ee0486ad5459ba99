import type { KnownBlock } from "@slack/types";
import { HISTORY_SHOWS } from "../../app/history/read-history.ts";
import type { History, HistoryEntry, HistoryShow } from "../../app/history/read-history.ts";
import { clip, lengthOf } from "../../lib/text.ts";
import type { Message } from "../command/message.ts";
import { listEnd } from "../export/export-button.ts";
import { context, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape, plain } from "../kit/text.ts";
import { changesInWords, movedInWords } from "./change-words.ts";
import { eventInWords } from "./event-words.ts";
import { writeQuestion } from "./history-question.ts";
import { ACTION } from "./ids.ts";

/** Slack refuses messages whose texts are too long in all: where a page's would be, each event is kept short. */
const PAGE_MAX = 6_000;
const ENTRY_MAX = 500;

/** One page of a history: what happened, who did it, when, and what changed by it; with the choice of what is shown. */
export function historyMessage(history: History): Message {
  const { name, rows, names, leftOut, next } = history;
  const title = `History of ${name}`;
  const blocks: KnownBlock[] = [context(title), showBlock(history), ...entryLines(rows, names)];
  if (rows.length === 0) blocks.push(paragraph("Nothing is noted of it."));
  if (leftOut !== null) blocks.push(context(GAPS[leftOut]));
  const more = next === null ? null : { action: ACTION.more, value: writeQuestion({ ...history, beforeId: next }) };
  const exported = { action: ACTION.exportHistory, value: writeQuestion({ ...history, beforeId: null }) };
  if (rows.length > 0) blocks.push(listEnd(more, exported));
  return { text: escape(title), blocks };
}

const GAPS: Readonly<Record<NonNullable<History["leftOut"]>, string>> = {
  requestsAndAccess: "Requests and access are left out: your role lets you view the settings alone.",
  otherCatalogs: "What belongs to catalogs whose requests you may not view is left out.",
};

const SHOWS: Readonly<Record<HistoryShow, string>> = {
  all: "All",
  requests: "Requests and decisions",
  access: "Access",
  settings: "Settings",
};

/** A request has no settings of its own, and a person's are not noted. */
function showBlock({ subject, show }: History): KnownBlock {
  const offered = HISTORY_SHOWS.filter(
    (each) => each !== "settings" || subject.kind === "package" || subject.kind === "catalog",
  );
  const optionOf = (each: HistoryShow) => ({
    text: plain(SHOWS[each]),
    value: writeQuestion({ subject, show: each, beforeId: null }),
  });
  return {
    type: "section",
    block_id: "show",
    text: plain("Show"),
    accessory: {
      type: "static_select",
      action_id: ACTION.show,
      placeholder: plain("Show"),
      options: offered.map(optionOf),
      initial_option: optionOf(show),
    },
  };
}

function entryLines(rows: readonly HistoryEntry[], names: History["names"]): KnownBlock[] {
  const texts = rows.map((entry) =>
    [
      `${eventInWords(entry)} · ${entry.by ?? "by itself"}`,
      ...(entry.packageName === null ? [] : [entry.packageName]),
      ...changesInWords(entry, names),
    ].join("\n"),
  );
  const isLong = lengthOf(texts.join("")) > PAGE_MAX;
  return rows.flatMap((entry, index) => [
    paragraph(clip(texts[index] ?? "", isLong ? ENTRY_MAX : PAGE_MAX)),
    smallPrint([moment(entry.at), ...movedInWords(entry)].join(" · ")),
  ]);
}
