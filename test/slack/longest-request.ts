import type { ShownRequest } from "../../src/app/request/read-request-messages.ts";
import { STAGE_RESULTS } from "../../src/domain/request/request.ts";
import type { RequestState } from "../../src/domain/request/request.ts";
import { id, ids, resources } from "./longest.ts";
import type { Script } from "./longest.ts";

export const SOME_TIME = new Date("2024-02-29T23:59:59Z");

/** A request in that state of which everything is as long as it can be. */
export function longestRequest(script: Script, state: RequestState): ShownRequest {
  const decided = {
    capacity: "alternate" as const,
    dueAt: SOME_TIME,
    forwardedAt: SOME_TIME,
    decidedAt: SOME_TIME,
    reroutedAt: SOME_TIME,
  };
  const stages = STAGE_RESULTS.map((result, stage) => ({
    ...decided,
    stage,
    result,
    decidedBy: script(100),
    decidedFor: script(100),
    reroutedBy: script(100),
    rerouteReason: script(1000),
    reason: script(1000),
  }));
  const roles = resources(script, 40, 1).map(({ type, name }) => ({ type, name, role: script(75) }));
  return {
    id: id(1),
    type: "adminAdd",
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
    submitterSlackId: "U9876543210",
    answers: Array.from({ length: 10 }, () => ({ question: script(150), answer: script(1000) })),
    justification: script(1000),
    startsAt: SOME_TIME,
    endsAt: SOME_TIME,
    expiration: { type: "noExpiration" },
    createdAt: SOME_TIME,
    decidedAt: SOME_TIME,
    dueAt: SOME_TIME,
    closedBy: script(100),
    isRepeated: true,
    stageCount: 3,
    stage: 0,
    stages,
    asked: ids(100).map((each) => ({
      id: each,
      slackUserId: "U0123456789",
      name: script(100),
      timeZone: null,
      capacity: "alternate" as const,
      isAddedLater: true,
      insteadOf: script(100),
    })),
    firstNamed: ids(200).map(() => script(100)),
    lacksManager: false,
    isOwnApprover: false,
    roles: roles.map((role) => ({ ...role, isHeld: true })),
    access: {
      assignmentId: id(6),
      state: "partiallyDelivered",
      startsAt: SOME_TIME,
      endsAt: SOME_TIME,
      endedAt: null,
      endReason: null,
      spokenEndReason: script(1000),
      completedAt: SOME_TIME,
      retryAt: null,
      grants: roles.map((role) => ({ ...role, state: "failed" as const, failure: script(200) })),
    },
  };
}

/** Where a list stands in which something was clicked. */
export const LONGEST_PLACE = {
  kind: "listMessage" as const,
  list: "waiting" as const,
  of: `${id(1)}/1767225600000.${id(2)}`,
  responseUrl: `https://hooks.slack.example/actions/${"T".repeat(500)}`,
};
