import type { KnownBlock } from "@slack/types";
import type { AskedPerson, ShownRequest, ShownStage } from "../../app/request/read-request-messages.ts";
import type { Message } from "../command/message.ts";
import { actions, button, context, header, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { ACTION, encodeStage } from "./ids.ts";
import {
  answersInWords,
  decisionsInWords,
  insteadInWords,
  isOvertaken,
  justificationInWords,
  periodInMarkup,
  presentEndInMarkup,
  requestedRolesInWords,
  requestTitle,
  rerouteInWords,
} from "./request-facts.ts";
import { askedNames, endInWords, namesInWords } from "./request-words.ts";
import { revised } from "./revision.ts";

const MENTIONS_MAX = 20;
const NAMES_MAX = 5;
const REVOCATION_MAX = 500;

/** Who reads the card: everybody in the approvals channel, or one person, who may or may not decide. */
export type CardReader = { kind: "channel" } | { kind: "person"; mayDecide: boolean };

/** The card that asks to decide one stage of a request, and later says how it was decided (words.md 4). */
export function approverCard(request: ShownRequest, stage: ShownStage, reader: CardReader): Message {
  const title = requestTitle(request);
  const isOpen = isUndecided(request, stage);
  const end = isOpen ? openEnd(request, stage, reader) : closedEnd(request, stage);
  return revised({
    text: escape(isOpen ? `${title}: your decision is needed` : `${title}: ${outcomeInWords(request, stage)}`),
    blocks: [header(title), ...matter(request, isOpen), ...end],
  });
}

/** Whether the stage can be decided now. */
export function isUndecided({ state, stage: present }: ShownRequest, { stage, result }: ShownStage): boolean {
  return state === "pendingApproval" && present === stage && result === "notReviewed";
}

/** Who asks for what, and why; the same before and after the decision. */
function matter(request: ShownRequest, isOpen: boolean): KnownBlock[] {
  const { packageName, catalogName, requestor, organization, type } = request;
  return [
    paragraph(
      [
        `Requestor: ${requestor}${organization === null ? "" : ` (${organization})`}`,
        `Access package: ${packageName}`,
        `Catalog: ${catalogName}`,
      ].join("\n"),
    ),
    paragraph(requestedRolesInWords(request, { marksHeld: isOpen && type !== "userExtend" })),
    paragraph(justificationInWords(request)),
    ...answersInWords(request).map((text) => paragraph(text)),
    smallPrint(
      [
        `${periodInMarkup(request)}.`,
        ...(isOpen ? presentEndInMarkup(request) : []),
        `Asked ${moment(request.createdAt)}.`,
      ].join(" "),
    ),
  ];
}

function openEnd(request: ShownRequest, stage: ShownStage, reader: CardReader): KnownBlock[] {
  const mayDecide = reader.kind === "channel" || reader.mayDecide;
  return [
    ...decisionsInWords(request).map((text) => paragraph(text)),
    ...whoInWords(request, stage).map(context),
    ...(reader.kind === "channel" && request.asked.length > 0
      ? [smallPrint(`Approvers: ${mentions(request.asked)}`)]
      : []),
    smallPrint(
      `Decide by ${moment(stage.dueAt)}${request.stageCount > 1 ? ` · Stage ${stage.stage + 1} of ${request.stageCount}` : ""}`,
    ),
    ...(mayDecide ? [] : [context("You are not asked to decide this any more.")]),
    mayDecide ? decisionButtons(request, stage) : detailsButton(request),
  ];
}

/** Who is asked in whose place, and who as well. */
function whoInWords(request: ShownRequest, stage: ShownStage): string[] {
  const { asked } = request;
  const { forwardedAt } = stage;
  const instead = insteadInWords(request, NAMES_MAX);
  const alternates = asked.filter((each) => each.capacity === "alternate").map(({ name }) => name);
  return [
    ...rerouteInWords(stage),
    ...(instead === null
      ? []
      : [
          `Asked ${instead}: ${namesInWords(
            asked.map(({ name }) => name),
            NAMES_MAX,
          )}.`,
        ]),
    ...delegatesInWords(asked),
    ...(forwardedAt && alternates.length > 0
      ? [`Nobody has decided yet, so alternate approvers are asked as well: ${namesInWords(alternates, NAMES_MAX)}.`]
      : []),
  ];
}

/** Who may decide in whose place. */
function delegatesInWords(asked: readonly AskedPerson[]): string[] {
  const delegates = asked.filter(({ insteadOf }) => insteadOf !== null);
  return delegates.length === 0
    ? []
    : [`Delegates may decide as well: ${namesInWords(askedNames(delegates), NAMES_MAX)}.`];
}

/** People in Slack's markup, who are notified by it. */
export function mentions(people: readonly Pick<AskedPerson, "slackUserId">[]): string {
  const rest = people.length - MENTIONS_MAX;
  const named = people.slice(0, MENTIONS_MAX).map(({ slackUserId }) => `<@${escape(slackUserId)}>`);
  return `${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function decisionButtons(request: ShownRequest, { stage }: ShownStage): KnownBlock {
  const value = encodeStage({ requestId: request.id, stage });
  const title = requestTitle(request);
  return actions("decide", [
    button("Approve", ACTION.approve, { value, style: "primary", spoken: `Approve: ${title}` }),
    button("Deny", ACTION.deny, { value, spoken: `Deny: ${title}` }),
    button("Details", ACTION.details, { value: request.id, spoken: `Details: ${title}` }),
  ]);
}

export function detailsButton(request: ShownRequest): KnownBlock {
  const spoken = `Details: ${requestTitle(request)}`;
  return actions("details", [button("Details", ACTION.details, { value: request.id, spoken })]);
}

/** Who decided what, when and why; of later stages as well, since whoever was asked is told how it ended (domain.md 6, N4-N6). */
function closedEnd(request: ShownRequest, stage: ShownStage): KnownBlock[] {
  const at = closedAt(request, stage);
  return [
    ...decisionsInWords(request).map((text) => paragraph(text)),
    paragraph(outcomeInWords(request, stage)),
    ...revocationInWords(request).map((text) => paragraph(text)),
    ...(at ? [smallPrint(moment(at))] : []),
  ];
}

/** That an approval was revoked, and why (domain.md 4.4, D24). */
function revocationInWords({ access }: ShownRequest): string[] {
  if (access?.endReason !== "approvalRevoked") return [];
  return [`Access has ended: ${endInWords(access.endReason, access.spokenEndReason, REVOCATION_MAX)}.`];
}

/** How the request stands for those who were asked: its delivery is not their concern any more. */
export function outcomeInWords(request: ShownRequest, stage: ShownStage): string {
  const { state, stages, stage: present, stageCount, closedBy } = request;
  const isDenied = stages.some(({ result }) => result === "denied");
  if (isDenied) return "The request is denied.";
  if (isOvertaken(request)) return "The request is over: the access ended before it was decided.";
  if (state === "canceled")
    return closedBy === null ? "The request was canceled." : `The request was canceled by ${closedBy}.`;
  if (state === "expired") return "The request has expired: nobody decided in time.";
  if (state === "pendingApproval" && present !== null)
    return `Stage ${stage.stage + 1} of ${stageCount} is decided; stage ${present + 1} of ${stageCount} is not yet.`;
  return "The request is approved.";
}

/** When it was decided that the card tells of. */
function closedAt({ decidedAt }: ShownRequest, stage: ShownStage): Date | null {
  return decidedAt ?? stage.decidedAt;
}
