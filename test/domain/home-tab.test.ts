import { describe, expect, test } from "vitest";
import { homesTouchedBy } from "../../src/domain/home-tab.ts";
import type { DomainEvent } from "../../src/domain/event.ts";
import { followUps } from "../../src/domain/follow-up.ts";

const about = { catalogId: "c", packageId: "p" };

function onRequest(type: "request.submitted" | "request.denied" | "request.forwarded"): DomainEvent {
  return { type, target: { kind: "request", id: "r" }, ...about };
}

describe("the Home tabs that an event changes", () => {
  test.each(["request.submitted", "request.forwarded", "request.denied"] as const)(
    "of all whom a request concerns: %s",
    (type) => {
      expect(homesTouchedBy(onRequest(type))).toEqual([{ kind: "request", id: "r" }]);
      expect(followUps(onRequest(type))).toContainEqual({ job: "homes.touch", payload: { kind: "request", id: "r" } });
    },
  );

  test("of those who were asked by name before, when others are asked in their place", () => {
    const before = {
      subjects: [
        { kind: "person", id: "alan" },
        { kind: "group", id: "g" },
      ],
    };
    const target = { kind: "request" as const, id: "r" };
    expect(homesTouchedBy({ type: "request.rerouted", target, ...about, before })).toEqual([
      target,
      { kind: "person", id: "alan" },
    ]);
  });

  test("of a delegate who decides in nobody's place any more", () => {
    const target = { kind: "delegation" as const, id: "d" };
    expect(homesTouchedBy({ type: "delegation.ended", target, before: { delegateId: "grace" } })).toEqual([
      { kind: "person", id: "grace" },
    ]);
  });

  test("of whoever holds the access", () => {
    const target = { kind: "assignment" as const, id: "a" };
    expect(homesTouchedBy({ type: "assignment.ended", target, ...about, requestId: null })).toEqual([target]);
    expect(homesTouchedBy({ type: "assignment.endingSoon", target, ...about, requestId: null })).toEqual([]);
  });

  test("of those who got or lost a role, and of the members of such a group; nobody else's", () => {
    const event: DomainEvent = {
      type: "catalog.readersChanged",
      target: { kind: "catalog", id: "c" },
      before: { people: ["stays", "leaves"], groups: ["old"] },
      after: { people: ["stays", "comes"], groups: [] },
    };
    expect(homesTouchedBy(event)).toEqual([
      { kind: "person", id: "leaves" },
      { kind: "person", id: "comes" },
      { kind: "slackGroup", id: "old" },
    ]);
  });

  test("of those who came into a group with a role, or left it", () => {
    const event: DomainEvent = {
      type: "slackGroup.membersChanged",
      target: { kind: "slackGroup", id: "g" },
      before: { members: ["U1"] },
      after: { members: ["U2"] },
    };
    expect(homesTouchedBy(event)).toEqual([
      { kind: "slackUser", id: "U1" },
      { kind: "slackUser", id: "U2" },
    ]);
  });

  test("of the staff, when a catalog is made, renamed or deleted", () => {
    const target = { kind: "catalog" as const, id: "c" };
    expect(homesTouchedBy({ type: "catalog.created", target })).toEqual([target]);
    expect(homesTouchedBy({ type: "catalog.edited", target })).toEqual([target]);
    expect(homesTouchedBy({ type: "catalog.deleted", target, before: { people: ["owner"], groups: [] } })).toEqual([
      { kind: "person", id: "owner" },
    ]);
  });

  test("of a delegate for whom fewer requests wait from now on", () => {
    const target = { kind: "delegation" as const, id: "d" };
    expect(homesTouchedBy({ type: "delegation.ended", target, before: { delegateId: "p" } })).toEqual([
      { kind: "person", id: "p" },
    ]);
  });

  test("of whoever reviews, and of whoever is not asked to any more", () => {
    const target = { kind: "review" as const, id: "r" };
    const event = { target, catalogId: "c", packageId: "p", reviewers: ["left", "listed"] };
    expect(homesTouchedBy({ ...event, type: "review.decided" })).toEqual([target]);
    expect(homesTouchedBy({ ...event, type: "review.handedOn" })).toEqual([target, { kind: "person", id: "left" }]);
  });

  test("of nobody, when a package is shared or a directory read", () => {
    expect(homesTouchedBy({ type: "directory.synchronised", target: { kind: "directory", id: "d" } })).toEqual([]);
    expect(homesTouchedBy({ type: "package.created", target: { kind: "package", id: "p" } })).toEqual([]);
  });
});
