import type { KnownBlock } from "@slack/types";
import type { AccessPage, AccessRow, AccessWay, WhoSubject } from "../../app/assignment/read-access.ts";
import { clip } from "../../lib/text.ts";
import type { Message } from "../command/message.ts";
import { listEnd } from "../export/export-button.ts";
import { context, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { writeQuestion } from "./access-question.ts";
import { ACTION } from "./ids.ts";

/** Ways that a line names; Slack refuses messages whose texts are too long in all. */
const WAYS_SHOWN = 3;
const NAME_MAX = 60;

/** One page of who has what now, or had it on a day. */
export function accessMessage(page: AccessPage): Message {
  const { subject, total, rows, next } = page;
  const title = titleOf(page);
  if (total === 0) return { text: escape(title), blocks: [paragraph(title)] };
  const more = next === null ? null : { action: ACTION.moreAccess, value: writeQuestion({ ...page, from: next }) };
  const end = listEnd(more, { action: ACTION.exportAccess, value: writeQuestion({ ...page, from: 0 }) });
  return {
    text: escape(title),
    blocks: [context(title), ...rows.flatMap((row) => rowLines(subject.kind, row)), end],
  };
}

function titleOf({ subject, name, on, isOneself, isPart, total }: AccessPage): string {
  const when = on === null ? "" : ` on ${dayInWords(on)}`;
  const where = isPart ? " of the catalogs whose assignments you may view" : "";
  const counted = (one: string, many: string) => `${total.toLocaleString("en")} ${total === 1 ? one : many}`;
  const [holds, hold] = on === null ? ["holds", "hold"] : ["held", "held"];
  if (subject.kind === "person") {
    const what = total === 0 ? "no access package" : counted("access package", "access packages");
    return `${isOneself ? `You ${hold}` : `${name} ${holds}`} ${what}${where}${when}${total === 0 ? "." : ""}`;
  }
  const what = subject.kind === "package" ? name : `a role on ${name} through access packages`;
  return total === 0
    ? `Nobody ${holds} ${what}${where}${when}.`
    : `${counted(`person ${holds}`, `people ${hold}`)} ${what}${where}${when}`;
}

/** The day as it is written out: 1 May 2026. */
export function dayInWords(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}

function rowLines(kind: WhoSubject["kind"], { name, ways }: AccessRow): KnownBlock[] {
  const shown = ways.slice(0, WAYS_SHOWN);
  const more = ways.length - shown.length;
  const words = [
    name,
    ...new Set(shown.flatMap((way) => wayInWords(kind, way))),
    ...(more > 0 ? [`and ${more.toLocaleString("en")} more`] : []),
  ];
  return [paragraph(words.join("\n")), smallPrint([...new Set(shown.map(spanInWords))].join("\n"))];
}

function wayInWords(kind: WhoSubject["kind"], { role, packageName, catalogName }: AccessWay): string[] {
  const short = (text: string) => clip(text, NAME_MAX);
  if (role !== null) return [`${short(role)} through ${short(packageName)} (${short(catalogName)})`];
  return kind === "person" ? [short(catalogName)] : [];
}

/** Since when, and until when it was held or is to be. */
function spanInWords({ from, until, endsAt }: AccessWay): string {
  const end = until ?? endsAt;
  return `Since ${moment(from)}, ${end === null ? "without an end" : `until ${moment(end)}`}`;
}
