import type { KnownBlock } from "@slack/types";
import type { Approved, ApprovedRow } from "../../app/request/list-approved.ts";
import { ACTION as CARD_ACTION } from "../cards/ids.ts";
import type { Message } from "../command/message.ts";
import { actions, button, context, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { rowBlock } from "../refresh/place.ts";
import { ACTION } from "./ids.ts";

/** One page of what one has approved, and somebody holds by it now. */
export function approvedMessage({ rows, next }: Approved): Message {
  if (rows.length === 0) {
    const text = "Nobody holds anything that you have approved.";
    return { text, blocks: [paragraph(text)] };
  }
  const text = "Access that you have approved";
  const blocks: KnownBlock[] = [context(text), ...rows.flatMap(approvedLine)];
  if (next) blocks.push(actions("approved-more", [button("More", ACTION.more, { value: JSON.stringify(next) })]));
  return { text, blocks };
}

function approvedLine({ requestId, stage, packageName, requestorName, insteadOf, ...row }: ApprovedRow): KnownBlock[] {
  const about = `${requestorName}, ${packageName}`;
  const inPlace = insteadOf === null ? "" : `\nApproved for ${insteadOf}`;
  return [
    paragraph(`${requestorName} holds ${packageName}${inPlace}`),
    smallPrint(`Approved ${moment(row.decidedAt)} · ${row.endsAt ? `ends ${moment(row.endsAt)}` : "never ends"}`),
    actions(rowBlock("approved", `${requestId}.${stage}`), [
      button("Details", CARD_ACTION.details, { value: requestId, spoken: `Details: ${about}` }),
      button("Revoke approval", ACTION.open, { value: requestId, spoken: `Revoke approval: ${about}` }),
    ]),
  ];
}
