import { describe, expect, test } from "vitest";
import { assignmentFaults } from "../../src/domain/assignment/assignable.ts";
import type { Candidate } from "../../src/domain/assignment/assignable.ts";

const fine: Candidate = { name: "Fine", isDeactivated: false, isIncluded: true, holdsIt: false, hasAskedForIt: false };
const codes = (...candidates: Candidate[]) =>
  assignmentFaults("Staff", candidates).map(({ code, data, field }) => ({ code, ...data, field }));

describe("who can be assigned", () => {
  test("whoever is active, included, and neither holds it nor has asked", () => {
    expect(codes(fine, fine)).toEqual([]);
    expect(codes()).toEqual([]);
  });

  test("each reason is told once, with the names, on the field of the people", () => {
    const holder = { ...fine, holdsIt: true };
    const outsider = { ...fine, isIncluded: false };
    expect(
      codes(
        { ...holder, name: "Ann" },
        { ...holder, name: "Ben" },
        fine,
        { ...outsider, name: "Cy" },
        {
          ...fine,
          name: "Di",
          hasAskedForIt: true,
        },
      ),
    ).toEqual([
      { code: "policyExcludes", people: ["Cy"], policy: "Staff", field: "people" },
      { code: "heldAlready", people: ["Ann", "Ben"], field: "people" },
      { code: "requestedAlready", people: ["Di"], field: "people" },
    ]);
  });

  test("a person is named with the first of their reasons", () => {
    const everything = { name: "Eve", isDeactivated: true, isIncluded: false, holdsIt: true, hasAskedForIt: true };
    expect(codes(everything)).toEqual([{ code: "personDeactivated", name: "Eve", field: "people" }]);
    expect(codes({ ...everything, isDeactivated: false })).toMatchObject([{ code: "policyExcludes" }]);
  });
});
