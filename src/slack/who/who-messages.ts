import type { KnownBlock } from "@slack/types";
import type { Held, HeldByPerson } from "../../app/assignment/list-held.ts";
import type { Holder, Holders, RoleBefore } from "../../app/assignment/list-holders.ts";
import { ASSIGNMENT_STATE_LABELS, namesInWords } from "../cards/request-words.ts";
import type { Message } from "../command/message.ts";
import { actions, button, context, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { ACTION } from "./ids.ts";

/** Roles held before that a line names; Slack refuses messages whose texts are too long in all. */
const ROLES_SHOWN = 3;

/** One page of those who hold a package, and how many there are. */
export function holdersMessage({ packageId, packageName, total, rows, next }: Holders): Message {
  if (total === 0) return sentence(`Nobody holds ${packageName}.`);
  const title = `${total.toLocaleString("en")} ${total === 1 ? "person holds" : "people hold"} ${packageName}`;
  return page(title, rows.flatMap(holderLines), next === null ? null : [ACTION.moreHolders, `${packageId}:${next}`]);
}

/** One page of what somebody holds, and how much that is. */
export function heldMessage({ slackUserId, name, isOneself, isPart, total, rows, next }: HeldByPerson): Message {
  const who = isOneself ? "You hold" : `${name} holds`;
  const where = isPart ? " of the catalogs whose assignments you may view" : "";
  if (total === 0) return sentence(`${who} no access package${where}.`);
  const count = `${total.toLocaleString("en")} access ${total === 1 ? "package" : "packages"}`;
  const more = next === null ? null : ([ACTION.moreHeld, `${slackUserId}:${next}`] as const);
  return page(`${who} ${count}${where}`, rows.flatMap(heldLines), more);
}

function page(title: string, lines: readonly KnownBlock[], more: readonly [string, string] | null): Message {
  const blocks: KnownBlock[] = [context(title), ...lines];
  if (more) blocks.push(actions("more", [button("More", more[0], { value: more[1] })]));
  return { text: escape(title), blocks };
}

function sentence(text: string): Message {
  return { text: escape(text), blocks: [paragraph(text)] };
}

function holderLines(holder: Holder): KnownBlock[] {
  return [paragraph([holder.name, ...beforeInWords(holder.heldBefore)].join("\n")), span(holder)];
}

function heldLines(held: Held): KnownBlock[] {
  return [paragraph([held.name, held.catalogName, ...beforeInWords(held.heldBefore)].join("\n")), span(held)];
}

function span({ startsAt, endsAt, state }: Pick<Holder, "startsAt" | "endsAt" | "state">): KnownBlock {
  const until = endsAt === null ? "without an end" : `until ${moment(endsAt)}`;
  return smallPrint(`Since ${moment(startsAt)}, ${until} · ${ASSIGNMENT_STATE_LABELS[state]}`);
}

/** What stays with the person when this access ends. */
function beforeInWords(roles: readonly RoleBefore[]): string[] {
  if (roles.length === 0) return [];
  const named = roles.map(({ resource, role }) => `${role} on ${resource}`);
  return [`had ${namesInWords(named, ROLES_SHOWN)} before`];
}
