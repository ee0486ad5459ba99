import { describe, expect, test } from "vitest";
import { REQUEST_STATES } from "../../src/domain/request/request.ts";
import { rerouteFaults, rerouteStateFaults } from "../../src/domain/request/reroute.ts";

const now = new Date("2024-03-01T12:00:00Z");
const stage = { dueAt: new Date("2024-03-02T12:00:00Z"), reroutedAt: null };
const shown = { at: 1, reroutedAt: null, now };
const codes = (faults: readonly { code: string; field?: string }[]) =>
  faults.map(({ code, field }) => (field ? `${code} on ${field}` : code));

describe("whether the present stage can be handed on", () => {
  test.each(REQUEST_STATES)("of a request that is %s", (state) => {
    const faults = rerouteStateFaults({ request: { state, stage: 1 }, stage }, shown);
    expect(codes(faults)).toEqual(state === "pendingApproval" ? [] : ["requestClosed"]);
  });

  const request = { state: "pendingApproval" as const, stage: 1 };

  test("not when another stage decides by now", () => {
    expect(codes(rerouteStateFaults({ request: { ...request, stage: 2 }, stage }, shown))).toEqual([
      "changedMeanwhile",
    ]);
  });

  test("not when somebody else has handed it on since it was shown", () => {
    const before = { ...stage, reroutedAt: new Date("2024-03-01T11:00:00Z") };
    expect(codes(rerouteStateFaults({ request, stage: before }, shown))).toEqual(["changedMeanwhile"]);
    expect(codes(rerouteStateFaults({ request, stage: before }, { ...shown, reroutedAt: before.reroutedAt }))).toEqual(
      [],
    );
  });

  test("not when its time is over", () => {
    expect(codes(rerouteStateFaults({ request, stage }, { ...shown, now: stage.dueAt }))).toEqual(["decisionTooLate"]);
  });
});

describe("to whom", () => {
  const somebody = { id: "somebody", name: "Somebody", isDeactivated: false };
  const wish = { never: ["requestor", "staff"], reason: "Alan is away" };

  test("to anybody who is active and has nothing to do with the request", () => {
    expect(rerouteFaults([somebody], wish)).toEqual([]);
  });

  test("never to the requestor, who asked for them, or who hands it on; each is named", () => {
    const involved = ["requestor", "staff"].map((id) => ({ id, name: `The ${id}`, isDeactivated: false }));
    expect(rerouteFaults([somebody, ...involved], wish)).toEqual([
      { code: "cannotDecideThis", data: { people: ["The requestor", "The staff"] }, field: "approvers" },
    ]);
  });

  test("everything that is missing is told at once", () => {
    expect(codes(rerouteFaults([], { ...wish, reason: " \n" }))).toEqual([
      "required on approvers",
      "required on reason",
    ]);
    const gone = { ...somebody, isDeactivated: true };
    expect(codes(rerouteFaults([gone], { ...wish, reason: "x".repeat(1001) }))).toEqual([
      "personDeactivated on approvers",
      "tooLong on reason",
    ]);
    const many = Array.from({ length: 101 }, (_, at) => ({ ...somebody, id: String(at) }));
    expect(codes(rerouteFaults(many, wish))).toEqual(["tooMany on approvers"]);
  });
});
