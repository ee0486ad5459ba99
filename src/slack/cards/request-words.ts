/** What the states of requests and of access are called, on cards, in lists and on the Home tab. */
import type { AssignmentState, EndReason } from "../../domain/assignment/assignment.ts";
import type { ConnectorCode } from "../../domain/resource/holding.ts";
import type { RequestState, RequestType } from "../../domain/request/request.ts";
import { clip } from "../../lib/text.ts";

export const REQUEST_STATE_LABELS: Readonly<Record<RequestState, string>> = {
  submitted: "Submitted",
  pendingApproval: "Pending approval",
  scheduled: "Scheduled",
  delivering: "Delivering",
  delivered: "Delivered",
  partiallyDelivered: "Partially delivered",
  deliveryFailed: "Delivery failed",
  denied: "Denied",
  canceled: "Canceled",
  expired: "Expired",
};

export const ASSIGNMENT_STATE_LABELS: Readonly<Record<AssignmentState, string>> = {
  delivering: "Delivering",
  delivered: "Delivered",
  partiallyDelivered: "Partially delivered",
  deliveryFailed: "Delivery failed",
  expired: "Ended",
};

/** What the state of a request depends on, as far as a person reads it. */
export interface StateInWords {
  type: RequestType;
  state: RequestState;
  /** The stage that decides now, counted from 0; null outside of approval. */
  stage: number | null;
  /** How many stages its policy has. */
  stageCount: number;
}

/** The state in a few words, as a list shows it: "Pending approval, stage 1 of 2". */
export function stateLabel({ type, state, stage, stageCount }: StateInWords): string {
  if (state === "pendingApproval" && stage !== null && stageCount > 1)
    return `${REQUEST_STATE_LABELS[state]}, stage ${stage + 1} of ${stageCount}`;
  if (state === "delivered" && type === "userExtend") return "Access extended";
  return REQUEST_STATE_LABELS[state];
}

const END_REASONS: Readonly<Record<EndReason, string>> = {
  expired: "its time is over",
  userRemoved: "it was given up",
  adminRemoved: "it was removed by the catalog's staff",
  deliveryCanceled: "it could not be delivered, and the request was canceled",
  userDeactivated: "the account was deactivated",
  approvalRevoked: "its approval was revoked",
  ruleLeft: "the rule that assigned it no longer includes its holder",
  reviewDenied: "an access review ended it",
};

/** Why access ended, to follow "Access ended:". */
export function endReasonInWords(reason: EndReason | null): string {
  return reason === null ? "nobody noted why" : END_REASONS[reason];
}

/** Why access ended, with the words of whoever ended it: "its approval was revoked: “Left the team”". */
export function endInWords(reason: EndReason | null, spoken: string | null, spokenMax = 1_000): string {
  const words = endReasonInWords(reason);
  return spoken === null || spoken === "" ? words : `${words}: “${clip(spoken, spokenMax)}”`;
}

const DECISIONS = { approved: "Approved", denied: "Denied" } as const;

/** Who decided what, as whose delegate, and why: "Approved by Grace Hopper for Alan Turing: “Fine with me”". */
export function decisionInWords(
  decision: { result: "approved" | "denied"; by: string; insteadOf: string | null; reason: string },
  reasonMax = 1_000,
): string {
  const { result, by, insteadOf, reason } = decision;
  const inPlace = insteadOf === null ? "" : ` for ${insteadOf}`;
  const because = reason.trim() === "" ? "." : `: “${clip(reason.trim(), reasonMax)}”`;
  return `${DECISIONS[result]} by ${by}${inPlace}${because}`;
}

/** What delivery calls its failures, and what each of them means to a person. */
const FAILURES: Readonly<Record<ConnectorCode, string>> = {
  resourceGone: "the resource is gone",
  roleNotOffered: "the resource no longer has this role",
  unreachable: "its system does not answer",
  unknown: "its system refused for a reason that it did not name",
};

/** Why a resource role could not be given or taken away. */
export function deliveryFailureInWords(code: string | null): string {
  if (code === null) return FAILURES.unknown;
  return code in FAILURES ? FAILURES[code as ConnectorCode] : `its system refused it (${clip(code, 60)})`;
}

/** Who asks for what, and for whom; `submitterName`: who asks in somebody else's place, null where they ask themselves. */
export function wishInWords(wish: {
  type: RequestType;
  packageName: string;
  requestorName: string;
  submitterName: string | null;
}): string {
  const { type, packageName, requestorName, submitterName } = wish;
  if (submitterName !== null) return `${submitterName} asks for ${packageName} for ${requestorName}`;
  return `${requestorName} ${type === "userExtend" ? "asks to keep" : "asks for"} ${packageName}`;
}

/** Names in a row, at most `shown` of them, and how many more there are. */
export function namesInWords(names: readonly string[], shown = 10): string {
  const rest = names.length - shown;
  return names.slice(0, shown).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** Who is asked; delegates with the name of whose place they take. */
export function askedNames(asked: readonly { name: string; insteadOf: string | null }[]): string[] {
  return asked.map(({ name, insteadOf }) => (insteadOf === null ? name : `${name} (for ${insteadOf})`));
}
