import type { Button, KnownBlock } from "@slack/types";
import type { ShownAccess, ShownRequest } from "../../app/request/read-request-messages.ts";
import { isOpenRequest } from "../../domain/request/request.ts";
import { mayResubmit } from "../../domain/request/transitions.ts";
import type { Message } from "../command/message.ts";
import { actions, button, header, paragraph, smallPrint } from "../kit/block.ts";
import { moment } from "../kit/moment.ts";
import { escape } from "../kit/text.ts";
import { ACTION } from "./ids.ts";
import {
  answersInWords,
  decisionsInWords,
  failuresInWords,
  insteadInWords,
  isOvertaken,
  justificationInWords,
  periodInMarkup,
  presentEndInMarkup,
  requestedRolesInWords,
  rerouteInWords,
  spanInMarkup,
} from "./request-facts.ts";
import { endInWords, namesInWords, stateLabel } from "./request-words.ts";
import { revised } from "./revision.ts";

const INSTEAD_OF_MAX = 5;
const SPOKEN_MAX = 500;

/** Who reads the card: whoever made the request, or the direct report for whom their manager made it. */
export type RequestorCardReader = "submitter" | "report";

/** The message by which whoever made a request follows it to its end (words.md 3; domain.md 6, N5, N7, N8, N9). */
export function requestorCard(request: ShownRequest, reader: RequestorCardReader = "submitter"): Message {
  const title = reader === "report" ? titleForReport(request) : titleOf(request);
  const state = stateInSentences(request, reader);
  const buttons = buttonsOf(request, reader);
  return revised({
    text: escape(`${title}: ${stateLabel(request)}`),
    blocks: [
      header(title),
      paragraph(state.join("\n")),
      ...decisionsInWords(request, request.answers.length > 0 ? 500 : 1_000).map((text) => paragraph(text)),
      ...failuresOf(request.access),
      paragraph([`Catalog: ${request.catalogName}`, requestedRolesInWords(request, { marksHeld: false })].join("\n")),
      paragraph(justificationInWords(request)),
      ...answersInWords(request).map((text) => paragraph(text)),
      smallPrint(momentsOf(request).join(" ")),
      ...(buttons.length > 0 ? [actions("request", buttons)] : []),
    ],
  });
}

function titleOf({ type, packageName, requestor }: ShownRequest): string {
  if (type === "userExtend") return `Your request to keep ${packageName}`;
  if (type === "adminAdd") return `Your assignment of ${packageName} to ${requestor}`;
  if (type === "onBehalfAdd") return `Your request for ${packageName} for ${requestor}`;
  return `Your request for ${packageName}`;
}

function titleForReport({ packageName, submitter }: ShownRequest): string {
  return `${submitter} asks for ${packageName} for you`;
}

/** The state in words: what has happened, and what happens next. */
function stateInSentences(request: ShownRequest, reader: RequestorCardReader): string[] {
  const { state, stages, closedBy, isPackageGone, access, type } = request;
  const label = `${stateLabel(request)}.`;
  // Who approved it is said below, with the decisions.
  const approved = stages.length === 0 ? ["Approved at once: the policy asks for no approval."] : [];
  switch (state) {
    case "submitted":
      return [label];
    case "pendingApproval":
      return [label, ...askedInWords(request)];
    case "scheduled":
      return [label, ...approved, "Access begins at its start date."];
    case "delivering":
      return [label, ...approved, "The access is being set up."];
    case "delivered":
      return [label, ...approved, ...(type === "userExtend" ? [] : [accessInWords(access)])];
    case "partiallyDelivered":
      return [label, ...approved, `${countsInWords(access)} The catalog's staff are told, and can try the rest again.`];
    case "deliveryFailed":
      return [label, ...approved, "None of it could be set up. The catalog's staff are told, and can try it again."];
    case "denied":
      return [label];
    case "canceled":
      return [
        closedBy === null ? label : `Canceled by ${closedBy}.`,
        ...(isPackageGone ? ["The access package has been deleted."] : []),
        ...(isOvertaken(request) ? [OVERTAKEN] : []),
      ];
    case "expired":
      if (isOvertaken(request)) return [label, OVERTAKEN];
      return [label, `Nobody decided in time.${reader === "submitter" ? " You can submit it again." : ""}`];
  }
}

const OVERTAKEN = "The access ended before it was decided.";

function askedInWords(request: ShownRequest): string[] {
  const { asked, stages, stage: present } = request;
  const rerouted = stages.filter(({ stage }) => stage === present).flatMap(rerouteInWords);
  if (asked.length === 0) return [...rerouted, "Nobody can decide at the moment: the catalog has no owner who could."];
  const names = namesInWords(asked.map(({ name }) => name));
  const instead = insteadInWords(request, INSTEAD_OF_MAX);
  return [...rerouted, `Asked: ${names}${instead === null ? "" : `, ${instead}`}.`];
}

function accessInWords(access: ShownAccess | null): string {
  if (access?.state === "expired")
    return `Access ended: ${endInWords(access.endReason, access.spokenEndReason, SPOKEN_MAX)}.`;
  return "The access is set up.";
}

function countsInWords(access: ShownAccess | null): string {
  if (access?.state === "expired") return accessInWords(access);
  const wanted = access?.grants.filter(({ state }) => state !== "revoking" && state !== "revoked") ?? [];
  const given = wanted.filter(({ state }) => state === "granted").length;
  return `${given} of ${wanted.length} resource roles are set up.`;
}

function failuresOf(access: ShownAccess | null): KnownBlock[] {
  const failed = access && access.state !== "expired" ? access.grants.filter(({ state }) => state === "failed") : [];
  return failed.length === 0 ? [] : [paragraph(failuresInWords("Not set up:", failed))];
}

/** When it was asked for, until when it is decided, and from when until when the access lasts. */
function momentsOf(request: ShownRequest): string[] {
  const { state, dueAt } = request;
  return [
    ...spansOf(request),
    `Asked ${moment(request.createdAt)}.`,
    ...(state === "pendingApproval" && dueAt ? [`Decided by ${moment(dueAt)}, or it expires.`] : []),
  ];
}

/** From when until when access lasts; where an extension is not granted, the end that was asked for and the present one. */
function spansOf(request: ShownRequest): string[] {
  const { type, state, access } = request;
  if (access === null) return [`${periodInMarkup(request)}.`];
  if (type !== "userExtend" || state === "delivered") return [`${spanInMarkup(access)}.`];
  return [`${periodInMarkup(request)}.`, ...presentEndInMarkup(request)];
}

function buttonsOf(request: ShownRequest, reader: RequestorCardReader): Button[] {
  const { id, state, type, isRepeated, isPackageGone, access } = request;
  const value = id;
  const spoken = (label: string) => `${label}: ${request.packageName}`;
  if (isOpenRequest(state))
    return [button("Cancel request", ACTION.cancel, { value, spoken: spoken("Cancel request") })];
  if (!mayResubmit(state) || isRepeated || isPackageGone || reader === "report") return [];
  if (type === "userAdd" || type === "onBehalfAdd")
    return [button("Resubmit", ACTION.resubmit, { value, spoken: spoken("Resubmit") })];
  if (type === "userExtend" && access && access.state !== "expired")
    return [button("Extend", ACTION.extend, { value: access.assignmentId, spoken: spoken("Extend") })];
  return [];
}
