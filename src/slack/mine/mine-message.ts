import type { Button, KnownBlock } from "@slack/types";
import type { Mine, MyAccess, MyRequest } from "../../app/person/list-mine.ts";
import { ACTION as CARD_ACTION } from "../cards/ids.ts";
import { ASSIGNMENT_STATE_LABELS, stateLabel } from "../cards/request-words.ts";
import type { Message } from "../command/message.ts";
import { actions, button, header, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { rowBlock } from "../refresh/place.ts";
import { ACTION } from "./ids.ts";

/** One page of what one holds and has asked for. */
export function mineMessage({ access, requests, next }: Mine): Message {
  if (access.length + requests.length === 0) {
    const text = "You hold no access package, and have asked for none. /access request asks for one.";
    return { text, blocks: [paragraph(text)] };
  }
  const blocks: KnownBlock[] = [
    ...(access.length > 0 ? [header("Your access"), ...access.flatMap(accessLine)] : []),
    ...(requests.length > 0 ? [header("Your requests"), ...requests.flatMap(requestLine)] : []),
  ];
  if (next) blocks.push(actions("mine-more", [button("More", ACTION.more, { value: JSON.stringify(next) })]));
  return { text: "Your access and your requests", blocks };
}

/** Access with its end, and what its holder may do now. */
export function accessLine({ id, state, packageName, catalogName, endsAt, ...access }: MyAccess): KnownBlock[] {
  const until = endsAt === null ? "Never ends" : `Until ${moment(endsAt)}`;
  const extend = button("Extend", CARD_ACTION.extend, { value: id, spoken: `Extend ${packageName}` });
  const giveUp = button("Give up", CARD_ACTION.giveUp, {
    value: id,
    spoken: `Give up ${packageName}`,
    confirm: { title: "Give up this access?", text: `You will lose ${packageName} at once.`, yes: "Give up" },
  });
  return [
    paragraph(`${packageName}\n${catalogName} · ${ASSIGNMENT_STATE_LABELS[state]}`),
    smallPrint(access.isBeingExtended ? `${until} · you have asked to keep it longer` : until),
    actions(rowBlock("mine", id), access.mayExtend ? [extend, giveUp] : [giveUp]),
  ];
}

/** A request with its state, and what its requestor may do now. */
export function requestLine(own: MyRequest): KnownBlock[] {
  const { id, packageName } = own;
  const buttons: Button[] = [
    button("Details", CARD_ACTION.details, { value: id, spoken: `Details: ${packageName}` }),
    ...(own.mayCancel
      ? [button("Cancel request", CARD_ACTION.cancel, { value: id, spoken: `Cancel request: ${packageName}` })]
      : []),
    ...(own.mayResubmit
      ? [button("Resubmit", CARD_ACTION.resubmit, { value: id, spoken: `Resubmit ${packageName}` })]
      : []),
  ];
  return [
    paragraph(`${wishInWords(own)}\n${stateLabel(own)}`),
    smallPrint(momentsOf(own)),
    actions(rowBlock("mine", id), buttons),
  ];
}

/** What was asked for, for whom, and by whom where another did. */
function wishInWords({ type, packageName, reportName, askedByName }: MyRequest): string {
  if (type === "userExtend") return `To keep ${packageName}`;
  if (reportName !== null) return `${packageName} for ${reportName}`;
  return askedByName === null ? packageName : `${packageName}, asked for by ${askedByName}`;
}

function momentsOf({ state, createdAt, dueAt, startsAt, accessEndedAt }: MyRequest): string {
  const asked = `Asked ${moment(createdAt)}`;
  if (state === "pendingApproval" && dueAt) return `${asked} · decided by ${moment(dueAt)}, or it expires`;
  if (state === "scheduled" && startsAt) return `${asked} · access begins ${moment(startsAt)}`;
  const isGiven = state === "delivered" || state === "partiallyDelivered";
  if (isGiven && accessEndedAt) return `${asked} · access ended ${moment(accessEndedAt)}`;
  return asked;
}
