import { describe, expect, test } from "vitest";
import { isOpenRequest, REQUEST_STATES } from "../../src/domain/request/request.ts";
import type { RequestState } from "../../src/domain/request/request.ts";
import { mayResubmit, nextRequestState, REQUEST_EVENTS } from "../../src/domain/request/transitions.ts";
import type { RequestEvent } from "../../src/domain/request/transitions.ts";

/** The transitions of domain.md 5.2, typed once more: from, event, to. Whatever is not here must be impossible. */
const POSSIBLE: readonly (readonly [RequestState, RequestEvent, RequestState])[] = [
  ["submitted", "askApproval", "pendingApproval"],
  ["submitted", "schedule", "scheduled"],
  ["submitted", "deliver", "delivering"],
  ["submitted", "grantExtension", "delivered"],
  ["submitted", "cancel", "canceled"],
  ["pendingApproval", "approveStage", "pendingApproval"],
  ["pendingApproval", "schedule", "scheduled"],
  ["pendingApproval", "deliver", "delivering"],
  ["pendingApproval", "grantExtension", "delivered"],
  ["pendingApproval", "deny", "denied"],
  ["pendingApproval", "expire", "expired"],
  ["pendingApproval", "cancel", "canceled"],
  ["scheduled", "deliver", "delivering"],
  ["scheduled", "cancel", "canceled"],
  ["delivering", "complete", "delivered"],
  ["delivering", "completePartly", "partiallyDelivered"],
  ["delivering", "failDelivery", "deliveryFailed"],
  ["partiallyDelivered", "reprocess", "delivering"],
  ["deliveryFailed", "reprocess", "delivering"],
  ["deliveryFailed", "cancelFailed", "canceled"],
];

const ALL = REQUEST_STATES.flatMap((from) =>
  REQUEST_EVENTS.map((event) => {
    const [, , to] = POSSIBLE.find(([state, what]) => state === from && what === event) ?? [];
    return [from, event, to] as const;
  }),
);

describe("every state of a request and every event (domain.md 5.2):", () => {
  test.each(ALL)("%s, %s: %s", (from, event, to) => {
    expect(nextRequestState(from, event)).toBe(to);
  });
});

test("C9: its requestor may cancel what is submitted, pending approval or scheduled, and nothing else", () => {
  expect(REQUEST_STATES.filter(isOpenRequest)).toEqual(["submitted", "pendingApproval", "scheduled"]);
  const cancelable = REQUEST_STATES.filter((state) => nextRequestState(state, "cancel") !== undefined);
  expect(cancelable).toEqual(REQUEST_STATES.filter(isOpenRequest));
});

test("R5: what was denied, canceled or has expired may be submitted again", () => {
  expect(REQUEST_STATES.filter(mayResubmit)).toEqual(["denied", "canceled", "expired"]);
});
