import type { RequestEvent } from "../request/transitions.ts";

/** What an assignment is: a package, a person, a range of time; it gives every resource role of the package (domain.md 1, 5.3). */

/** Graph's assignmentState (domain.md 5.5). */
export const ASSIGNMENT_STATES = [
  "delivering",
  "delivered",
  "partiallyDelivered",
  "deliveryFailed",
  "expired",
] as const;
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];

/** Why an assignment ended (domain.md 5.3). */
export const END_REASONS = [
  "expired",
  "userRemoved",
  "adminRemoved",
  "deliveryCanceled",
  "userDeactivated",
  "approvalRevoked",
  "ruleLeft",
  "reviewDenied",
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** Whether somebody ended it by hand, and could say why. */
export function isExplained(reason: EndReason | null): boolean {
  return reason === "adminRemoved" || reason === "approvalRevoked" || reason === "reviewDenied";
}

/** One resource role of an assignment: to be given, given, not possible, to be taken away, taken away. */
export const GRANT_STATES = ["pending", "granted", "failed", "revoking", "revoked"] as const;
export type GrantState = (typeof GRANT_STATES)[number];

/**
 * The state of a live assignment, as it follows from its resource roles (domain.md 5.2, D1). Roles that are taken away
 * do not count; without any, there is nothing left to deliver.
 */
export function assignmentStateOf(grants: readonly GrantState[]): Exclude<AssignmentState, "expired"> {
  const given = grants.filter((state) => state !== "revoking" && state !== "revoked");
  if (given.includes("pending")) return "delivering";
  if (!given.includes("failed")) return "delivered";
  return given.includes("granted") ? "partiallyDelivered" : "deliveryFailed";
}

/** What the outcome of a delivery means for the request that led to it (domain.md 5.2). */
export const DELIVERY_EVENTS = {
  delivered: "complete",
  partiallyDelivered: "completePartly",
  deliveryFailed: "failDelivery",
} as const satisfies Partial<Record<AssignmentState, RequestEvent>>;

/** Why access cannot be extended, in the order in which it is asked (domain.md 4.6, D6, D7). */
export const NOT_EXTENDABLE_REASONS = [
  "notDelivered",
  "neverEnds",
  "policyGone",
  "extensionNotAllowed",
  "policyDisabled",
  "notInScope",
  "atItsLatest",
] as const;
export type NotExtendableReason = (typeof NOT_EXTENDABLE_REASONS)[number];
