import type { Button, KnownBlock } from "@slack/types";
import type { WaitingRequest, WaitingRequests } from "../../app/request/list-waiting.ts";
import { ACTION as CARD_ACTION } from "../cards/ids.ts";
import { stateLabel } from "../cards/request-words.ts";
import type { Message } from "../command/message.ts";
import { actions, button, header, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { rowBlock } from "../refresh/place.ts";
import { ACTION } from "./ids.ts";
import { momentReference, pageReference } from "./page-reference.ts";

const TITLE = "Requests that wait";

/** One page of the requests for a package that wait. */
export function waitingMessage(waiting: WaitingRequests): Message {
  if (waiting.rows.length > 0) return { text: TITLE, blocks: waitingLines(waiting, "waiting") };
  const text = "No request for this access package waits.";
  return { text, blocks: [paragraph(text)] };
}

/** The requests as the list shows them in which they stand, and `More`; nothing where there are none. */
export function waitingLines(
  { packageId, rows, after, next }: WaitingRequests,
  list: "holders" | "waiting",
): KnownBlock[] {
  if (rows.length === 0) return [];
  const of = pageReference(packageId, momentReference(after));
  const more = button("More", ACTION.moreWaiting, { value: pageReference(packageId, momentReference(next)) });
  return [
    header(TITLE),
    ...rows.flatMap((row) => waitingLine(row, rowBlock(list, row.id, of))),
    ...(next ? [actions("more-waiting", [more])] : []),
  ];
}

function waitingLine(waiting: WaitingRequest, blockId: string): KnownBlock[] {
  const { id, type, requestorName, createdAt } = waiting;
  const value = id;
  const buttons: Button[] = [
    button("Details", CARD_ACTION.details, { value, spoken: `Details: ${requestorName}` }),
    ...(waiting.mayCancel
      ? [button("Cancel request", CARD_ACTION.cancel, { value, spoken: `Cancel request: ${requestorName}` })]
      : []),
    ...(waiting.mayReroute
      ? [button("Re-route", CARD_ACTION.reroute, { value, spoken: `Re-route: ${requestorName}` })]
      : []),
  ];
  const wish = type === "userExtend" ? ", to keep the access" : "";
  return [
    paragraph(`${requestorName}${wish}\n${stateLabel(waiting)}`),
    smallPrint(`Asked ${moment(createdAt)}${nextMoment(waiting)}`),
    actions(blockId, buttons),
  ];
}

function nextMoment({ state, dueAt, startsAt }: WaitingRequest): string {
  if (state === "pendingApproval" && dueAt) return ` · decided by ${moment(dueAt)}, or it expires`;
  if (state === "scheduled" && startsAt) return ` · access begins ${moment(startsAt)}`;
  return "";
}
