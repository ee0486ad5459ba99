import type { RequestState } from "./request.ts";

/** What can happen to a request (domain.md 5.2). */
export const REQUEST_EVENTS = [
  "askApproval",
  "approveStage",
  "schedule",
  "deliver",
  "grantExtension",
  "deny",
  "expire",
  "cancel",
  "complete",
  "completePartly",
  "failDelivery",
  "reprocess",
  "cancelFailed",
] as const;
export type RequestEvent = (typeof REQUEST_EVENTS)[number];

/** Where each event leads from each state; what is not here cannot happen. */
export const REQUEST_TRANSITIONS: Readonly<Record<RequestState, Partial<Record<RequestEvent, RequestState>>>> = {
  submitted: {
    askApproval: "pendingApproval",
    schedule: "scheduled",
    deliver: "delivering",
    grantExtension: "delivered",
    cancel: "canceled",
  },
  pendingApproval: {
    /** A stage that is not the last. */
    approveStage: "pendingApproval",
    schedule: "scheduled",
    deliver: "delivering",
    grantExtension: "delivered",
    deny: "denied",
    expire: "expired",
    cancel: "canceled",
  },
  scheduled: { deliver: "delivering", cancel: "canceled" },
  delivering: { complete: "delivered", completePartly: "partiallyDelivered", failDelivery: "deliveryFailed" },
  partiallyDelivered: { reprocess: "delivering" },
  deliveryFailed: { reprocess: "delivering", cancelFailed: "canceled" },
  delivered: {},
  denied: {},
  canceled: {},
  expired: {},
};

/** The state after the event, or nothing where the event cannot happen. */
export function nextRequestState(state: RequestState, event: RequestEvent): RequestState | undefined {
  return REQUEST_TRANSITIONS[state][event];
}

/** Denied, expired or canceled: the requestor may ask again with the same data (domain.md 5.2, R5). */
export function mayResubmit(state: RequestState): boolean {
  return state === "denied" || state === "expired" || state === "canceled";
}
