/** What a request is: somebody asks for a package, or to keep it longer (domain.md 5). */

/** Graph's requestType, as far as this program makes them; giving up, removal and expiry end an assignment without one. */
export const REQUEST_TYPES = ["userAdd", "userExtend", "adminAdd", "systemAdd", "onBehalfAdd"] as const;
export type RequestType = (typeof REQUEST_TYPES)[number];

/** Graph's requestState, and `expired` of our own (domain.md 5.5, C6). */
export const REQUEST_STATES = [
  "submitted",
  "pendingApproval",
  "scheduled",
  "delivering",
  "delivered",
  "partiallyDelivered",
  "deliveryFailed",
  "denied",
  "canceled",
  "expired",
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** Not yet decided or not yet begun: one of them at most for each person and package, and its requestor may cancel it (domain.md 4.2, C9). */
export const OPEN_REQUEST_STATES = [
  "submitted",
  "pendingApproval",
  "scheduled",
] as const satisfies readonly RequestState[];

export function isOpenRequest(state: RequestState): boolean {
  return (OPEN_REQUEST_STATES as readonly RequestState[]).includes(state);
}

/** Graph's stage result, and how a stage ends that nobody decided. */
export const STAGE_RESULTS = ["notReviewed", "approved", "denied", "expired", "canceled"] as const;
export type StageResult = (typeof STAGE_RESULTS)[number];

/** How long a justification and a reason may be, in code points (words.md 3). */
export const JUSTIFICATION_MAX = 1000;
