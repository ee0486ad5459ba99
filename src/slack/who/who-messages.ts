import type { KnownBlock } from "@slack/types";
import type { Held, HeldByPerson } from "../../app/assignment/list-held.ts";
import type { Holder, Holders, RoleBefore } from "../../app/assignment/list-holders.ts";
import type { WhoSubject } from "../../app/assignment/read-access.ts";
import type { StaffActions } from "../../app/assignment/staff-actions.ts";
import { clip } from "../../lib/text.ts";
import { ACTION as CARD_ACTION } from "../cards/ids.ts";
import { ASSIGNMENT_STATE_LABELS, namesInWords } from "../cards/request-words.ts";
import type { Message } from "../command/message.ts";
import { listEnd } from "../export/export-button.ts";
import { actions, button, context, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { rowBlock } from "../refresh/place.ts";
import { writeQuestion } from "./access-question.ts";
import { ACTION } from "./ids.ts";
import { pageReference } from "./page-reference.ts";
import { waitingLines } from "./waiting-lines.ts";

/** How much a line says; Slack refuses messages whose texts are too long in all. */
const LINE_MAX = 660;
const ROLES_SHOWN = 3;
const NAMES_SHOWN = 3;

/** One page of those who hold a package, and how many there are; beside the first, the requests that wait. */
export function holdersMessage({ packageId, packageName, total, rows, after, next, waiting }: Holders): Message {
  const title = `${total.toLocaleString("en")} ${total === 1 ? "person holds" : "people hold"} ${packageName}`;
  const of = pageReference(packageId, after);
  const holders =
    total === 0
      ? sentence(`Nobody holds ${packageName}.`)
      : page(
          title,
          rows.flatMap((row) => holderLines(row, of)),
          next === null ? null : { action: ACTION.moreHolders, value: pageReference(packageId, next) },
          { kind: "package", id: packageId },
        );
  return { ...holders, blocks: [...holders.blocks, ...(waiting ? waitingLines(waiting, "holders") : [])] };
}

/** One page of what somebody holds, and how much that is. */
export function heldMessage({ slackUserId, name, isOneself, isPart, total, rows, after, next }: HeldByPerson): Message {
  const who = isOneself ? "You hold" : `${name} holds`;
  const where = isPart ? " of the catalogs whose assignments you may view" : "";
  if (total === 0) return sentence(`${who} no access package${where}.`);
  const count = `${total.toLocaleString("en")} access ${total === 1 ? "package" : "packages"}`;
  const more = next === null ? null : { action: ACTION.moreHeld, value: pageReference(slackUserId, next) };
  const of = pageReference(slackUserId, after);
  return page(
    `${who} ${count}${where}`,
    rows.flatMap((row) => heldLines(row, of)),
    more,
    { kind: "person", id: slackUserId },
  );
}

function page(
  title: string,
  lines: readonly KnownBlock[],
  more: { action: string; value: string } | null,
  subject: WhoSubject,
): Message {
  const end = listEnd(more, { action: ACTION.exportAccess, value: writeQuestion({ subject, on: null, from: 0 }) });
  return { text: escape(title), blocks: [context(title), ...lines, end] };
}

function sentence(text: string): Message {
  return { text: escape(text), blocks: [paragraph(text)] };
}

function holderLines(holder: Holder, of: string): KnownBlock[] {
  const { assignmentId, name, heldBefore, incompatible } = holder;
  return [
    paragraph(clip([name, ...incompatibleInWords(incompatible), ...beforeInWords(heldBefore)].join("\n"), LINE_MAX)),
    span(holder),
    ...staffButtons(holder, name, rowBlock("holders", assignmentId, of)),
  ];
}

function heldLines(held: Held, of: string): KnownBlock[] {
  const { assignmentId, name, catalogName, heldBefore } = held;
  return [
    paragraph([name, catalogName, ...beforeInWords(heldBefore)].join("\n")),
    span(held),
    ...staffButtons(held, name, rowBlock("held", assignmentId, of)),
  ];
}

/** What whoever looks may do with the access; nothing where that is nothing. */
function staffButtons(
  { assignmentId, mayRemove, mayReprocess }: StaffActions & { assignmentId: string },
  name: string,
  blockId: string,
): KnownBlock[] {
  const value = assignmentId;
  const buttons = [
    ...(mayRemove ? [button("Remove access", CARD_ACTION.remove, { value, spoken: `Remove access: ${name}` })] : []),
    ...(mayReprocess ? [button("Reprocess", CARD_ACTION.reprocess, { value, spoken: `Reprocess: ${name}` })] : []),
  ];
  return buttons.length > 0 ? [actions(blockId, buttons)] : [];
}

function span({
  startsAt,
  endsAt,
  state,
  ruleId,
}: Pick<Holder, "startsAt" | "endsAt" | "state" | "ruleId">): KnownBlock {
  const until = endsAt === null ? "without an end" : `until ${moment(endsAt)}`;
  return smallPrint(
    `Since ${moment(startsAt)}, ${until} · ${ASSIGNMENT_STATE_LABELS[state]}${ruleId === null ? "" : " · by a rule"}`,
  );
}

/** What stays with the person when this access ends. */
function beforeInWords(roles: readonly RoleBefore[]): string[] {
  if (roles.length === 0) return [];
  const named = roles.map(({ resource, role }) => `${role} on ${resource}`);
  return [`had ${namesInWords(named, ROLES_SHOWN)} before`];
}

/** What staff may want to end, or have kept on purpose. */
function incompatibleInWords(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`also holds ${namesInWords(names, NAMES_SHOWN)}, which is incompatible with it`];
}
