import type { Button, KnownBlock, ModalView } from "@slack/types";
import type { RequestDetails } from "../../app/request/read-request.ts";
import type { GrantFacts, ShownRequest, ShownStage } from "../../app/request/read-request-messages.ts";
import type { GrantState } from "../../domain/assignment/assignment.ts";
import { clip } from "../../lib/text.ts";
import { ACTION, encodeStage } from "../cards/ids.ts";
import {
  insteadInWords,
  justificationInWords,
  periodInMarkup,
  requestedRolesInWords,
  requestTitle,
  rerouteInWords,
  spanInMarkup,
} from "../cards/request-facts.ts";
import {
  askedNames,
  decisionInWords,
  deliveryFailureInWords,
  namesInWords,
  stateLabel,
} from "../cards/request-words.ts";
import { RESOURCE_NOUNS } from "../create-package/resource-roles-view.ts";
import { wholeHistory, writeQuestion } from "../history/history-question.ts";
import { ACTION as HISTORY_ACTION } from "../history/ids.ts";
import { actions, button, header, paragraph, smallPrint } from "../kit/block.ts";
import { modal } from "../kit/modal.ts";
import { moment } from "../kit/moment.ts";
import { DETAILS_CALLBACK } from "../refresh/place.ts";

const LIST_MAX = 2_500;
const INSTEAD_OF_MAX = 10;

/** `Request details`: who asks for what, who is asked and decided what, and how delivery stands. */
export function detailsView({ request, mayDecide, mayCancel, mayReroute }: RequestDetails): ModalView {
  const buttons = [
    ...(mayDecide ? decisionButtons(request) : []),
    ...(mayCancel ? [cancelButton(request)] : []),
    ...(mayReroute ? [rerouteButton(request)] : []),
    historyButton(request),
  ];
  return modal({
    callbackId: DETAILS_CALLBACK,
    title: "Request details",
    close: "Close",
    metadata: request.id,
    blocks: [
      header(requestTitle(request)),
      paragraph(matterInWords(request)),
      paragraph(requestedRolesInWords(request, { marksHeld: request.access === null })),
      paragraph(justificationInWords(request)),
      ...request.answers.map(({ question, answer }) => paragraph(`${question}\n${answer}`)),
      smallPrint(`${periodInMarkup(request)}. Asked ${moment(request.createdAt)}.`),
      ...request.stages.flatMap((stage) => stageBlocks(request, stage)),
      ...deliveryBlocks(request),
      actions("decide", buttons),
    ],
  });
}

function matterInWords(request: ShownRequest): string {
  const { packageName, catalogName, requestor, organization, submitter, submittedBy, requestorId, closedBy } = request;
  return [
    `State: ${stateLabel(request)}`,
    `Requestor: ${requestor}${organization === null ? "" : ` (${organization})`}`,
    ...(submittedBy === requestorId ? [] : [`Asked for by: ${submitter}`]),
    `Access package: ${packageName}`,
    `Catalog: ${catalogName}`,
    ...(closedBy === null ? [] : [`Canceled by: ${closedBy}`]),
  ].join("\n");
}

/** Who decided the stage, what, when and why; or who is asked. */
function stageBlocks(request: ShownRequest, stage: ShownStage): KnownBlock[] {
  const { stageCount, asked } = request;
  const { result, decidedBy, decidedFor, reason, decidedAt, dueAt, forwardedAt } = stage;
  const title = stageCount > 1 ? `Stage ${stage.stage + 1} of ${stageCount}` : "Approval";
  if (result === "approved" || result === "denied") {
    const decision = decisionInWords({
      result,
      by: decidedBy ?? "somebody who is gone",
      insteadOf: decidedFor,
      reason,
    });
    return [paragraph(`${title}: ${decision}`), ...(decidedAt ? [smallPrint(moment(decidedAt))] : [])];
  }
  if (result === "expired") return [paragraph(`${title}: nobody decided in time.`)];
  if (result === "canceled") return [paragraph(`${title}: canceled before anybody decided.`)];
  const names = namesInWords(askedNames(asked));
  const why = insteadInWords(request, INSTEAD_OF_MAX);
  const instead = why === null ? "" : `, ${why}`;
  return [
    ...rerouteInWords(stage).map((text) => paragraph(text)),
    paragraph(`${title}: ${asked.length > 0 ? `asked: ${names}${instead}` : "nobody can decide at the moment"}.`),
    smallPrint(
      `Decide by ${moment(dueAt)}${forwardedAt ? ` · alternate approvers are asked since ${moment(forwardedAt)}` : ""}`,
    ),
  ];
}

const GRANTS: Readonly<Record<GrantState, string>> = {
  pending: "to be given",
  granted: "given",
  failed: "not given",
  revoking: "being taken away",
  revoked: "taken away",
};

function deliveryBlocks({ access }: ShownRequest): KnownBlock[] {
  if (!access) return [];
  const { grants } = access;
  return [
    ...(grants.length > 0 ? [paragraph(clip(["Delivery:", ...grants.map(grantLine)].join("\n"), LIST_MAX))] : []),
    smallPrint(spanInMarkup(access)),
  ];
}

function grantLine({ name, type, role, state, failure }: GrantFacts): string {
  const because = failure === null ? "" : `, as ${deliveryFailureInWords(failure)}`;
  return `• ${name} · ${RESOURCE_NOUNS[type]}: ${role} (${GRANTS[state]}${because})`;
}

function decisionButtons(request: ShownRequest): Button[] {
  const value = encodeStage({ requestId: request.id, stage: request.stage ?? 0 });
  return [button("Approve", ACTION.approve, { value, style: "primary" }), button("Deny", ACTION.deny, { value })];
}

function cancelButton({ id }: ShownRequest): Button {
  return button("Cancel request", ACTION.cancel, { value: id });
}

function rerouteButton({ id }: ShownRequest): Button {
  return button("Re-route", ACTION.reroute, { value: id });
}

function historyButton({ id }: ShownRequest): Button {
  return button("History", HISTORY_ACTION.open, { value: writeQuestion(wholeHistory({ kind: "request", id })) });
}
