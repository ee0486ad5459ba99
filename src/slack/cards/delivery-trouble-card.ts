import type { Button, KnownBlock } from "@slack/types";
import type { ShownAccess, ShownRequest } from "../../app/request/read-request-messages.ts";
import type { Message } from "../command/message.ts";
import { actions, button, header, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { ACTION } from "./ids.ts";
import { failuresInWords } from "./request-facts.ts";
import { endReasonInWords } from "./request-words.ts";
import { revised } from "./revision.ts";

/** Tells the staff of a catalog that a delivery failed, wholly or in part, and lets them try it again (domain.md G10, D1, D2, D4). */
export function deliveryTroubleCard(request: ShownRequest, access: ShownAccess): Message {
  const { packageName, requestor, catalogName } = request;
  const title = `Delivery of ${packageName} to ${requestor}`;
  const outcome = outcomeInWords(request, access);
  return revised({
    text: escape(`${title}: ${outcome}`),
    blocks: [
      header(title),
      paragraph([outcome, `Catalog: ${catalogName}`].join("\n")),
      ...(hasTrouble(request) ? troubleOf(request, access) : []),
    ],
  });
}

/** Whether something is left that staff can do. */
export function hasTrouble({ state }: ShownRequest): boolean {
  return state === "deliveryFailed" || state === "partiallyDelivered";
}

function outcomeInWords({ state, closedBy }: ShownRequest, access: ShownAccess): string {
  if (state === "canceled")
    return closedBy === null ? "The request was canceled." : `The request was canceled by ${closedBy}.`;
  if (access.state === "expired") return `The access has ended: ${endReasonInWords(access.endReason)}.`;
  switch (state) {
    case "deliveryFailed":
      return "Delivery failed: none of the resource roles could be given.";
    case "partiallyDelivered":
      return "Partially delivered: some of the resource roles could not be given.";
    case "delivering":
      return "It is being delivered again.";
    default:
      return "Delivered: every resource role is given.";
  }
}

function troubleOf(request: ShownRequest, access: ShownAccess): KnownBlock[] {
  if (access.state === "expired") return [];
  const failed = access.grants.filter(({ state }) => state === "failed");
  return [
    paragraph(failuresInWords("Not given:", failed)),
    ...(access.completedAt
      ? [smallPrint(`Tried last ${moment(access.completedAt)}. It can be tried again for 14 days.`)]
      : []),
    actions("delivery", buttonsOf(request, access)),
  ];
}

function buttonsOf({ id, state, packageName, requestor }: ShownRequest, { assignmentId }: ShownAccess): Button[] {
  const about = `${packageName} for ${requestor}`;
  const reprocess = button("Reprocess", ACTION.reprocess, { value: assignmentId, spoken: `Reprocess ${about}` });
  if (state !== "deliveryFailed") return [reprocess];
  return [
    reprocess,
    button("Cancel request", ACTION.cancelDelivery, { value: id, spoken: `Cancel request: ${about}` }),
  ];
}
