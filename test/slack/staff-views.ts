/** The lists that staff look into, `/access who` and `/access history`, with the longest data in one script. */
import { WHO_PAGE } from "../../src/app/assignment/list-holders.ts";
import type { Holder } from "../../src/app/assignment/list-holders.ts";
import { HISTORY_PAGE } from "../../src/app/history/read-history.ts";
import type { HistoryEntry } from "../../src/app/history/read-history.ts";
import { PACKAGE_REQUESTS_PAGE } from "../../src/app/request/list-package-requests.ts";
import type { PackageRequests } from "../../src/app/request/list-package-requests.ts";
import { WAITING_PAGE } from "../../src/app/request/list-waiting.ts";
import type { WaitingRequest } from "../../src/app/request/list-waiting.ts";
import { ASSIGNMENT_STATES, END_REASONS } from "../../src/domain/assignment/assignment.ts";
import { REQUEST_STATES } from "../../src/domain/request/request.ts";
import { ACTION as ASSIGN_ACTION } from "../../src/slack/assign-access/ids.ts";
import type { Message } from "../../src/slack/command/message.ts";
import { packageChoices } from "../../src/slack/find-packages/package-choices.ts";
import { EVENT_WORDS } from "../../src/slack/history/event-words.ts";
import { historyMessage } from "../../src/slack/history/history-message.ts";
import { ACTION as HISTORY_ACTION } from "../../src/slack/history/ids.ts";
import { APPROVED_PAGE } from "../../src/app/request/list-approved.ts";
import { approvedMessage } from "../../src/slack/revoke-approval/approved-message.ts";
import { packageRequestsMessage } from "../../src/slack/package-requests/requests-message.ts";
import { waitingMessage } from "../../src/slack/who/waiting-lines.ts";
import { heldMessage, holdersMessage } from "../../src/slack/who/who-messages.ts";
import { chunksOf } from "../../src/lib/chunks.ts";
import { accessMessages } from "./access-views.ts";
import { delegationsMessage } from "../../src/slack/delegate/delegations-message.ts";
import { foundPackages, id, ids, names } from "./longest.ts";
import type { Script } from "./longest.ts";
import { delegation } from "./longest-delegation.ts";

const FROM = new Date("2024-02-29T23:59:59Z");
const UNTIL = new Date("2034-03-07T00:00:00Z");

const ROLE_ENDS = [
  { state: "granted" },
  { state: "revoked" },
  { state: "revoked", stays: "heldBefore" },
  { state: "revoked", stays: "givenElsewhere" },
  { state: "failed", failure: "unreachable" },
];

export function staffMessages(script: Script): Record<string, Message> {
  const holders = {
    packageId: id(1),
    packageName: script(100),
    total: 123_456,
    rows: ids(WHO_PAGE).map(heldSpan(script)),
    after: id(1),
    waiting: null,
  };
  const waiting = {
    packageId: id(1),
    rows: ids(WAITING_PAGE, 900).map(waitingRequest(script)),
    after: { at: UNTIL, id: id(1) },
    next: { at: UNTIL, id: id(2) },
  };
  const held = {
    slackUserId: "U0123456789",
    name: script(100),
    isOneself: false,
    isPart: true,
    total: 123_456,
    rows: ids(WHO_PAGE).map((each, index) => ({
      ...heldSpan(script)(each, index),
      packageId: each,
      catalogId: each,
      catalogName: script(100),
    })),
    after: id(1),
    next: id(1),
  };
  const choices = { kind: "choices" as const, isExact: true, choices: foundPackages(script, WHO_PAGE).rows };
  return {
    "A full page of holders": holdersMessage({ ...holders, next: id(1) }),
    "A full page of holders, beside a full page of requests that wait": holdersMessage({
      ...holders,
      after: null,
      next: id(1),
      waiting,
    }),
    "Nobody holds it, and many wait": holdersMessage({ ...holders, total: 0, rows: [], next: null, waiting }),
    "A full page of requests that wait": waitingMessage(waiting),
    "A full page of the requests for a package": packageRequestsMessage(packageRequests(script)),
    "No requests for a package": packageRequestsMessage({
      ...packageRequests(script),
      rows: [],
      after: null,
      next: null,
    }),
    "No requests that wait": waitingMessage({ ...waiting, rows: [], next: null }),
    "One holder": holdersMessage({ ...holders, total: 1, rows: holders.rows.slice(0, 1), next: null }),
    "No holders": holdersMessage({ ...holders, total: 0, rows: [], next: null }),
    "A full page of what somebody holds": heldMessage(held),
    "What one holds oneself": heldMessage({ ...held, isOneself: true, isPart: false, total: 1, next: null }),
    "Nothing that somebody holds": heldMessage({ ...held, total: 0, rows: [], next: null }),
    ...accessMessages(script),
    "Packages to choose from, to assign one": packageChoices(script(100), choices, {
      label: "Assign",
      action: ASSIGN_ACTION.open,
    }),
    "Packages to choose from, for their history": packageChoices(script(100), choices, {
      label: "History",
      action: HISTORY_ACTION.open,
    }),
    "A full page of approvals that one gave": approvedMessage({
      rows: ids(APPROVED_PAGE).map((requestId) => ({
        requestId,
        stage: 2,
        packageName: script(100),
        requestorName: script(100),
        insteadOf: script(100),
        decidedAt: FROM,
        endsAt: UNTIL,
      })),
      next: { at: UNTIL, id: id(1) },
    }),
    "No approvals that one gave": approvedMessage({ rows: [], next: null }),
    "One's delegations": delegationsMessage({
      own: delegation(script, null),
      toMe: ids(12).map(() => delegation(script, null)),
    }),
    "No delegations": delegationsMessage({ own: null, toMe: [] }),
    ...histories(script),
  };
}

function heldSpan(script: Script): (each: string, index: number) => Holder {
  return (each, index) => ({
    assignmentId: each,
    personId: each,
    name: script(100),
    state: ASSIGNMENT_STATES[index % ASSIGNMENT_STATES.length] ?? "delivered",
    startsAt: FROM,
    endsAt: index % 2 === 0 ? UNTIL : null,
    completedAt: FROM,
    retryAt: null,
    ruleId: id(1),
    mayRemove: true,
    mayReprocess: true,
    heldBefore: Array.from({ length: 40 }, () => ({ resource: script(100), role: script(75) })),
    incompatible: Array.from({ length: 40 }, () => script(100)),
  });
}

function packageRequests(script: Script): PackageRequests {
  return {
    packageId: id(1),
    packageName: script(100),
    after: { at: FROM, id: id(2) },
    next: { at: UNTIL, id: id(3) },
    rows: ids(PACKAGE_REQUESTS_PAGE).map((each, index) => ({
      ...waitingRequest(script)(each, index),
      submitterName: script(100),
      access: { id: id(4), state: "deliveryFailed", completedAt: FROM, retryAt: null },
      mayCancelDelivery: true,
      mayReprocess: true,
      mayRemoveRecord: true,
    })),
  };
}

function waitingRequest(script: Script): (each: string, index: number) => WaitingRequest {
  return (each, index) => ({
    id: each,
    type: index % 2 === 0 ? "userExtend" : "adminAdd",
    state: index % 3 === 0 ? "scheduled" : "pendingApproval",
    stage: 2,
    stageCount: 3,
    requestorName: script(100),
    createdAt: FROM,
    startsAt: UNTIL,
    dueAt: UNTIL,
    mayCancel: true,
    mayReroute: true,
  });
}

/** Pages on which every event stands, with everything that can be noted of it. */
function histories(script: Script): Record<string, Message> {
  const history = {
    subject: { kind: "catalog" as const, id: id(1) },
    show: "requests" as const,
    beforeId: 123_456_999,
    name: script(100),
    names: names(script),
    leftOut: "requestsAndAccess" as const,
    next: 123_456_789,
  };
  const entries = [...Object.keys(EVENT_WORDS), "package.renamed"].map((action, index) => entry(script, action, index));
  const pages = chunksOf(entries, HISTORY_PAGE).map((rows, index) => [
    `Page ${index + 1} of a history`,
    historyMessage({ ...history, rows }),
  ]);
  return {
    ...Object.fromEntries(pages),
    "A history with nothing in it": historyMessage({ ...history, rows: [], leftOut: null, next: null }),
  };
}

function entry(script: Script, action: string, index: number): HistoryEntry {
  const roles = (from: number) => ids(40, from).map((resourceId) => ({ resourceId, role: script(75) }));
  const targetKind = action.split(".")[0] ?? "";
  const states = targetKind === "request" ? REQUEST_STATES : ASSIGNMENT_STATES;
  return {
    id: index,
    at: FROM,
    action,
    targetKind,
    by: index % 3 === 0 ? null : script(100),
    beneficiary: index % 4 === 0 ? null : script(100),
    packageName: index % 5 === 0 ? null : script(100),
    before: {
      name: script(100),
      state: states[index % states.length],
      endsAt: FROM.toISOString(),
      resourceRoles: roles(1),
    },
    after: {
      name: script(100),
      policy: script(100),
      state: states[(index + 1) % states.length],
      stage: 3,
      startsAt: FROM.toISOString(),
      endsAt: index % 2 === 0 ? null : UNTIL.toISOString(),
      dueAt: UNTIL.toISOString(),
      because: "approvalTimeout",
      endReason: END_REASONS[index % END_REASONS.length],
      automatically: true,
      subjects: ids(100).map((each) => ({ kind: "person", id: each })),
      resourceRoles: roles(50),
      roles: ROLE_ENDS.map((end) => ({ resourceId: id(1), resource: script(100), role: script(75), ...end })),
    },
    reason: script(1000),
  };
}
