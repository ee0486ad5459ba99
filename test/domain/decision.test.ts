import { describe, expect, test } from "vitest";
import { decisionFaults } from "../../src/domain/request/decision.ts";
import type { DecisionState } from "../../src/domain/request/decision.ts";
import { REQUEST_STATES, STAGE_RESULTS } from "../../src/domain/request/request.ts";

const dueAt = new Date("2026-05-15T10:00:00Z");
const justBefore = new Date("2026-05-15T09:59:59Z");

const pending: DecisionState = {
  request: { state: "pendingApproval", stage: 0 },
  stage: { result: "notReviewed", dueAt },
  by: "Ann",
  requestor: { name: "Rosa", isGone: false },
};

function faults(state: Partial<DecisionState>, wish: Partial<Parameters<typeof decisionFaults>[1]> = {}) {
  const all = { at: 0, decision: "approve" as const, reason: "", isReasonRequired: false, now: justBefore, ...wish };
  return decisionFaults({ ...pending, ...state }, all).map(({ code, data }) => ({ code, ...data }));
}

describe("what stands against a decision", () => {
  test("nothing, up to the last moment", () => {
    expect(faults({})).toEqual([]);
  });

  test("R4: the moment at which its time is up", () => {
    expect(faults({}, { now: dueAt })).toEqual([{ code: "decisionTooLate" }]);
  });

  test("R1, R2: another decision, with the name of whoever was first", () => {
    const stage = { result: "denied" as const, dueAt };
    expect(faults({ stage, request: { state: "denied", stage: null } })).toEqual([
      { code: "alreadyDecided", by: "Ann", result: "denied", goesOn: false },
    ]);
  });

  test("R8: a click on the card of a stage that is over, though the request goes on", () => {
    const stage = { result: "approved" as const, dueAt };
    expect(faults({ stage, request: { state: "pendingApproval", stage: 1 } })).toEqual([
      { code: "alreadyDecided", by: "Ann", result: "approved", goesOn: true },
    ]);
  });

  test("a stage that the request has not reached", () => {
    expect(faults({}, { at: 1 })).toEqual([{ code: "requestClosed", state: "pendingApproval" }]);
  });

  test.each(REQUEST_STATES.filter((state) => state !== "pendingApproval"))("a request that is %s", (state) => {
    for (const result of STAGE_RESULTS.filter((each) => each !== "approved" && each !== "denied"))
      expect(faults({ request: { state, stage: null }, stage: { result, dueAt } })).toEqual([
        { code: "requestClosed", state },
      ]);
  });

  test("a requestor who is gone cannot be given access, but can be refused it", () => {
    const requestor = { name: "Rosa", isGone: true };
    expect(faults({ requestor })).toEqual([{ code: "requestorGone", name: "Rosa" }]);
    expect(faults({ requestor }, { decision: "deny" })).toEqual([]);
  });

  test("B10: blanks are no reason where the policy asks for one", () => {
    expect(faults({}, { isReasonRequired: true, reason: " \n" })).toEqual([{ code: "required", what: "reason" }]);
    expect(faults({}, { isReasonRequired: true, reason: "Needed" })).toEqual([]);
  });

  test("a reason of more than 1,000 characters", () => {
    expect(faults({}, { reason: "🦊".repeat(1000) })).toEqual([]);
    expect(faults({}, { reason: "🦊".repeat(1001) })).toEqual([{ code: "tooLong", what: "reason", limit: 1000 }]);
  });
});
