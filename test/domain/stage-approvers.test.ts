import { describe, expect, test } from "vitest";
import { routeStage } from "../../src/domain/request/stage-approvers.ts";
import type { ApproverSubject, StageQuestion } from "../../src/domain/request/stage-approvers.ts";

const person = (id: string): ApproverSubject => ({ kind: "person", id });
const owners: ApproverSubject = { kind: "catalogOwners", id: "catalog" };

function question(
  approvers: StageQuestion["stage"]["approvers"],
  { alternates = [], managerId = null }: { alternates?: string[]; managerId?: string | null } = {},
): StageQuestion {
  const stage = { approvers, alternates: alternates.length > 0 ? { people: alternates, afterDays: 3 } : null };
  return { stage, catalogId: "catalog", managerId };
}

/** The route when only these can decide. */
function route(asked: StageQuestion, able: readonly ApproverSubject[]) {
  return routeStage(asked, ({ kind, id }) => able.some((each) => each.kind === kind && each.id === id));
}

const specific = { kind: "specific" as const, people: ["ann", "bob"], groups: ["team"] };
const manager = { kind: "manager" as const, fallback: ["fay"] };

describe("whom a stage asks", () => {
  test("everybody whom the policy names, as soon as one of them can decide", () => {
    const group: ApproverSubject = { kind: "group", id: "team" };
    const expected = { capacity: "primary", subjects: [person("ann"), person("bob"), group] };
    expect(route(question(specific), [person("bob")])).toEqual(expected);
    expect(route(question(specific), [group])).toEqual(expected);
  });

  test("the manager", () => {
    const asked = question(manager, { managerId: "mia" });
    expect(route(asked, [person("mia"), person("fay")])).toEqual({ capacity: "primary", subjects: [person("mia")] });
  });

  test("R10: the fallback, where there is no manager", () => {
    expect(route(question(manager), [person("fay")])).toEqual({ capacity: "fallback", subjects: [person("fay")] });
  });

  test("the fallback, where the manager cannot decide", () => {
    const asked = question(manager, { managerId: "mia" });
    expect(route(asked, [person("fay"), owners])).toEqual({ capacity: "fallback", subjects: [person("fay")] });
  });

  test("the catalog's owners, where the policy says so", () => {
    expect(route(question({ kind: "catalogOwners" }), [owners])).toEqual({ capacity: "primary", subjects: [owners] });
  });

  test("the alternates, where none of the approvers can decide", () => {
    const asked = question(specific, { alternates: ["alf"] });
    expect(route(asked, [person("alf"), owners])).toEqual({ capacity: "alternate", subjects: [person("alf")] });
  });

  test("the catalog's owners, where the alternates cannot either", () => {
    const asked = question(manager, { alternates: ["alf"], managerId: "mia" });
    expect(route(asked, [owners])).toEqual({ capacity: "catalogOwner", subjects: [owners] });
  });

  test("nobody, where not even an owner can", () => {
    expect(route(question(specific), [])).toEqual({ capacity: "nobody", subjects: [] });
  });
});
