import type { KnownBlock } from "@slack/types";
import type { Approvals, AwaitedRequest } from "../../app/request/list-approvals.ts";
import { clip } from "../../lib/text.ts";
import { ACTION as CARD_ACTION, encodeStage } from "../cards/ids.ts";
import { wishInWords } from "../cards/request-words.ts";
import type { Message } from "../command/message.ts";
import { actions, button, context, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { rowBlock } from "../refresh/place.ts";
import { ACTION as REVOKE_ACTION } from "../revoke-approval/ids.ts";
import { ACTION } from "./ids.ts";

const JUSTIFICATION_MAX = 300;

/** One page of the requests that wait for one's decision. */
export function approvalsMessage({ rows, next }: Approvals): Message {
  const approved = button("Approved by me", REVOKE_ACTION.list);
  if (rows.length === 0) {
    const text = "No request waits for your decision.";
    return { text, blocks: [paragraph(text), actions("approved", [approved])] };
  }
  const text = "Requests that wait for your decision";
  const blocks: KnownBlock[] = [context(text), ...rows.flatMap(awaitedLine)];
  const more = next ? [button("More", ACTION.more, { value: JSON.stringify(next) })] : [];
  blocks.push(actions("approvals-more", [...more, approved]));
  return { text, blocks };
}

/** A request with what decides it. */
export function awaitedLine(awaited: AwaitedRequest): KnownBlock[] {
  const { id, stage, packageName, requestorName, justification, createdAt, dueAt, insteadOf } = awaited;
  const inPlace = insteadOf === null ? "" : `\nIn the place of ${insteadOf}`;
  const why = justification === "" ? "" : `\n“${clip(justification, JUSTIFICATION_MAX)}”`;
  const value = encodeStage({ requestId: id, stage });
  const about = `${requestorName}, ${packageName}`;
  return [
    paragraph(`${awaitedInWords(awaited)}${inPlace}${why}`),
    smallPrint(`Asked ${moment(createdAt)} · decide by ${moment(dueAt)}`),
    actions(rowBlock("approvals", id), [
      button("Approve", CARD_ACTION.approve, { value, style: "primary", spoken: `Approve: ${about}` }),
      button("Deny", CARD_ACTION.deny, { value, spoken: `Deny: ${about}` }),
      button("Details", CARD_ACTION.details, { value: id, spoken: `Details: ${about}` }),
    ]),
  ];
}

/** Who asks for what, and for whom; with their organization. */
function awaitedInWords({ organizationName, ...awaited }: AwaitedRequest): string {
  const { requestorName } = awaited;
  return wishInWords({
    ...awaited,
    requestorName: organizationName === null ? requestorName : `${requestorName} (${organizationName})`,
  });
}
