import type { Button, KnownBlock } from "@slack/types";
import type { PackageRequest, PackageRequests } from "../../app/request/list-package-requests.ts";
import { ACTION as CARD_ACTION } from "../cards/ids.ts";
import { stateLabel } from "../cards/request-words.ts";
import type { Message } from "../command/message.ts";
import { actions, button, context, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { rowBlock } from "../refresh/place.ts";
import { momentReference, pageReference } from "../who/page-reference.ts";
import { ACTION } from "./ids.ts";

/** One page of all requests for a package. */
export function packageRequestsMessage(page: PackageRequests): Message {
  const { packageId, packageName, rows, after, next } = page;
  if (rows.length === 0) {
    const text = after
      ? `There are no further requests for ${packageName}.`
      : `Nobody has asked for ${packageName} yet.`;
    return { text: escape(text), blocks: [paragraph(text)] };
  }
  const title = `Requests for ${packageName}`;
  const of = pageReference(packageId, momentReference(after));
  const more = button("More", ACTION.more, { value: pageReference(packageId, momentReference(next)) });
  return {
    text: escape(title),
    blocks: [
      context(title),
      ...rows.flatMap((row) => requestLines(row, rowBlock("requests", row.id, of))),
      ...(next ? [actions("more-requests", [more])] : []),
    ],
  };
}

function requestLines(row: PackageRequest, blockId: string): KnownBlock[] {
  const { type, requestorName, submitterName, createdAt } = row;
  const wish = type === "userExtend" ? ", to keep the access" : "";
  const by = submitterName === null ? "" : `, asked for by ${submitterName}`;
  return [
    paragraph(`${requestorName}${wish}${by}\n${stateLabel(row)}`),
    smallPrint(`Asked ${moment(createdAt)}${nextMoment(row)}`),
    actions(blockId, buttonsOf(row)),
  ];
}

function nextMoment({ state, dueAt, startsAt }: PackageRequest): string {
  if (state === "pendingApproval" && dueAt) return ` · decided by ${moment(dueAt)}, or it expires`;
  if (state === "scheduled" && startsAt) return ` · access begins ${moment(startsAt)}`;
  return "";
}

function buttonsOf(row: PackageRequest): Button[] {
  const { id: value, requestorName, access } = row;
  const labelled = (label: string, action: string, about = value) =>
    button(label, action, { value: about, spoken: `${label}: ${requestorName}` });
  return [
    labelled("Details", CARD_ACTION.details),
    ...(row.mayCancel ? [labelled("Cancel request", CARD_ACTION.cancel)] : []),
    ...(row.mayReroute ? [labelled("Re-route", CARD_ACTION.reroute)] : []),
    ...(row.mayReprocess && access ? [labelled("Reprocess", CARD_ACTION.reprocess, access.id)] : []),
    ...(row.mayCancelDelivery ? [labelled("Cancel request", CARD_ACTION.cancelDelivery)] : []),
    ...(row.mayRemoveRecord ? [removeButton(row)] : []),
  ];
}

function removeButton({ id, requestorName }: PackageRequest): Button {
  const label = "Remove record";
  const text = `Lists forget this request of ${requestorName}, and its messages can no longer be used. Access stays as it is, and the history keeps what happened.`;
  return button(label, ACTION.removeRecord, {
    value: id,
    style: "danger",
    spoken: `${label}: ${requestorName}`,
    confirm: { title: "Remove this record?", text, yes: "Remove record" },
  });
}
