/** Every message about requests and access, in each of its states, with the longest data in one script. */
import type { ShownAssignment } from "../../src/app/assignment/read-assignment-messages.ts";
import type { GrantFacts, ShownAccess, ShownRequest, ShownStage } from "../../src/app/request/read-request-messages.ts";
import { END_REASONS } from "../../src/domain/assignment/assignment.ts";
import { REQUEST_STATES, REQUEST_TYPES } from "../../src/domain/request/request.ts";
import type { RequestState, RequestType } from "../../src/domain/request/request.ts";
import { APPROVER_CAPACITIES } from "../../src/domain/request/stage-approvers.ts";
import { RESOURCE_TYPES } from "../../src/domain/resource/resource.ts";
import { approverCard } from "../../src/slack/cards/approver-card.ts";
import {
  accessEndedCard,
  assignedCard,
  leavingCard,
  endingSoonCard,
  revocationTroubleCard,
} from "../../src/slack/cards/assignment-cards.ts";
import { channelTroubleCard } from "../../src/slack/cards/channel-trouble-card.ts";
import { delegateCard } from "../../src/slack/cards/delegate-card.ts";
import { deliveryTroubleCard } from "../../src/slack/cards/delivery-trouble-card.ts";
import { reminderCard } from "../../src/slack/cards/reminder-card.ts";
import { requestorCard } from "../../src/slack/cards/requestor-card.ts";
import { askedLaterNote } from "../../src/slack/cards/thread-note.ts";
import type { Message } from "../../src/slack/command/message.ts";
import { importNotice } from "../../src/slack/notify/import-notices.ts";
import { id, ids, userIds } from "./longest.ts";
import type { Script } from "./longest.ts";
import { delegation } from "./longest-delegation.ts";

const COUNTS = { created: 20_000, changed: 20_000 };
const THEN = new Date("2034-03-07T12:00:00Z");

function stages(script: Script, results: readonly ShownStage["result"][]): ShownStage[] {
  return results.map((result, stage) => ({
    stage,
    result,
    capacity: APPROVER_CAPACITIES[stage + 1] ?? "primary",
    dueAt: THEN,
    forwardedAt: THEN,
    reroutedBy: script(100),
    reroutedAt: THEN,
    rerouteReason: script(1000),
    decidedBy: script(100),
    decidedFor: script(100),
    decidedAt: THEN,
    reason: script(1000),
  }));
}

function grants(script: Script, state: GrantFacts["state"]): GrantFacts[] {
  return ids(40).map((_, index) => ({
    type: RESOURCE_TYPES[index % RESOURCE_TYPES.length] ?? "site",
    name: script(100),
    role: script(75),
    state,
    failure: index % 2 === 0 ? script(300) : null,
  }));
}

function access(script: Script, state: ShownAccess["state"]): ShownAccess {
  return {
    assignmentId: id(1),
    state,
    startsAt: THEN,
    endsAt: THEN,
    endedAt: state === "expired" ? THEN : null,
    endReason: state === "expired" ? "deliveryCanceled" : null,
    spokenEndReason: script(1000),
    completedAt: THEN,
    retryAt: null,
    grants: [...grants(script, "failed"), ...grants(script, "granted")],
  };
}

/** A request on which everything is as long as it can be; two stages are decided, the third decides now. */
function longestRequest(script: Script, state: RequestState, type: RequestType): ShownRequest {
  const isPending = state === "pendingApproval";
  const last = isPending ? "notReviewed" : state === "denied" || state === "expired" ? state : "approved";
  const isDelivered = ["delivered", "partiallyDelivered", "deliveryFailed"].includes(state);
  return {
    id: id(1),
    type,
    state,
    packageId: id(2),
    packageName: script(100),
    catalogId: id(3),
    isPackageGone: true,
    catalogName: script(100),
    approvalsChannel: "C0123456789",
    requestorId: id(4),
    requestor: script(100),
    requestorSlackId: "U0123456789",
    organization: script(100),
    submitter: script(100),
    submittedBy: id(5),
    submitterSlackId: "U0123456780",
    answers: Array.from({ length: 10 }, () => ({ question: script(150), answer: script(1000) })),
    justification: script(1000),
    startsAt: THEN,
    endsAt: THEN,
    expiration: { type: "onDate", date: "2034-03-07", timeZone: "Europe/Berlin" },
    createdAt: THEN,
    decidedAt: isPending ? null : THEN,
    dueAt: THEN,
    closedBy: script(100),
    isRepeated: false,
    stageCount: 3,
    stage: isPending ? 2 : null,
    stages: stages(script, ["approved", "approved", last]),
    asked: userIds(100).map((slackUserId, index) => ({
      id: id(index),
      slackUserId,
      name: script(100),
      capacity: "alternate",
      isAddedLater: true,
      insteadOf: index % 2 === 0 ? script(100) : null,
    })),
    firstNamed: Array.from({ length: 200 }, () => script(100)),
    lacksManager: false,
    isOwnApprover: false,
    roles: ids(40).map((_, index) => ({
      type: RESOURCE_TYPES[index % RESOURCE_TYPES.length] ?? "site",
      name: script(100),
      role: script(75),
      isHeld: true,
    })),
    access: isDelivered ? access(script, state as ShownAccess["state"]) : null,
  };
}

function longestAssignment(script: Script, more: Partial<ShownAssignment>): ShownAssignment {
  return {
    id: id(1),
    state: "delivered",
    packageName: script(100),
    catalogName: script(100),
    holderId: id(2),
    holder: script(100),
    holderSlackId: "U0123456789",
    startsAt: THEN,
    endsAt: THEN,
    endedAt: THEN,
    endReason: "adminRemoved",
    spokenEndReason: script(1000),
    duePrompts: [],
    mayExtend: true,
    isExtensionAsked: false,
    assignedBy: script(100),
    isByRule: false,
    leavesAt: null,
    grants: grants(script, "granted"),
    isStuck: false,
    ...more,
  };
}

export function everyCard(script: Script): Record<string, Message> {
  return { ...requestCards(script), ...accessCards(script) };
}

function requestCards(script: Script): Record<string, Message> {
  const all = [
    ...REQUEST_STATES.map((state) => longestRequest(script, state, "userAdd")),
    ...REQUEST_TYPES.map((type) => longestRequest(script, "pendingApproval", type)),
  ];
  const cards = all.flatMap((request) => {
    const name = `${request.type} ${request.state}`;
    const trouble = request.access ? [[`Delivery trouble: ${name}`, deliveryTroubleCard(request, request.access)]] : [];
    const perStage = request.stages.flatMap((stage) => [
      [`Card of stage ${stage.stage} in a channel: ${name}`, approverCard(request, stage, { kind: "channel" })],
      [`Card of stage ${stage.stage}: ${name}`, approverCard(request, stage, { kind: "person", mayDecide: true })],
      [
        `Card of stage ${stage.stage} to read: ${name}`,
        approverCard(request, stage, { kind: "person", mayDecide: false }),
      ],
      [`Reminder of stage ${stage.stage}: ${name}`, reminderCard(request, stage, { insteadOf: script(100) })],
    ]);
    const cards = [
      [`Requestor's card: ${name}`, requestorCard(request)],
      [`Card of a direct report: ${name}`, requestorCard(request, "report")],
    ];
    return [...cards, ...trouble, ...perStage];
  });
  const { asked } = longestRequest(script, "pendingApproval", "userAdd");
  return {
    ...Object.fromEntries(cards),
    "Asked later": askedLaterNote(asked, "forwarded"),
    "Asked instead": askedLaterNote(asked, "instead"),
    "Asked as the request was handed on": askedLaterNote(asked, "rerouted"),
  };
}

function accessCards(script: Script): Record<string, Message> {
  const assignment = longestAssignment(script, {});
  const ended = END_REASONS.map((endReason) => [
    `Access ended: ${endReason}`,
    accessEndedCard(longestAssignment(script, { state: "expired", endReason })),
  ]);
  return {
    "Ending soon": endingSoonCard(assignment, THEN),
    "Ending soon, asked to extend": endingSoonCard({ ...assignment, isExtensionAsked: true }, THEN),
    "Ending soon, extended": endingSoonCard(assignment, new Date(0)),
    "Ending soon, ended": endingSoonCard({ ...assignment, state: "expired" }, THEN),
    ...Object.fromEntries(ended),
    Assigned: assignedCard(assignment),
    "Assigned, ended": assignedCard({ ...assignment, state: "expired" }),
    "Assigned by a rule": assignedCard({ ...assignment, assignedBy: null, isByRule: true }),
    "No longer matching the rule": leavingCard({ ...assignment, leavesAt: new Date(0) }, new Date(0)),
    "Matching the rule again": leavingCard(assignment, new Date(0)),
    "No longer matching, ended": leavingCard({ ...assignment, state: "expired" }, new Date(0)),
    "Not taken away": revocationTroubleCard({ ...assignment, grants: grants(script, "revoking"), isStuck: true }),
    "Taken away in the end": revocationTroubleCard({
      ...assignment,
      state: "expired",
      grants: grants(script, "revoked"),
    }),
    "A delegate is named": delegateCard(delegation(script, null)),
    "A delegation has ended": delegateCard(delegation(script, THEN)),
    "Import noted": importNotice({
      channel: "C0123456789",
      catalogName: script(100),
      by: script(100),
      fileName: script(255),
      counts: { catalog: COUNTS, package: COUNTS, policy: COUNTS, rule: COUNTS },
    }),
    "Channel trouble": channelTroubleCard(script(100), "C0123456789", "is_archived"),
    "Channel trouble without words": channelTroubleCard(script(100), "C0123456789", script(100)),
    "Channel works again": channelTroubleCard(script(100), "C0123456789", null),
  };
}
