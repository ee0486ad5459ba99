import { beforeEach, describe, expect, test } from "vitest";
import { carryOut, deliverAssignment } from "../../src/app/assignment/deliver-assignment.ts";
import { lookAtHeld } from "../../src/app/assignment/note-held-before.ts";
import { later } from "../../src/lib/duration.ts";
import { assignmentById } from "../../src/store/query/assignment.ts";
import { grantsOf } from "../../src/store/query/assignment-grant.ts";
import { unknownId, useApp } from "../support/app.ts";
import { access, packageGiving, promisesAbout, standingOfAccess, trailOf } from "../support/access.ts";
import type { Access } from "../support/access.ts";
import { forGood, Outside, passing } from "../support/outside.ts";

const app = useApp();
let outside = new Outside();

beforeEach(() => {
  outside = new Outside();
});

const deps = () => ({ ...app.deps, connector: outside });
const deliver = ({ assignmentId }: Access) => deliverAssignment(deps(), assignmentId);

/** Somebody for whom a package with so many roles was approved just now. */
async function approved(roles = 3) {
  const who = await app.person("Holder");
  const groups = await Promise.all(Array.from({ length: roles }, () => app.resource("Group")));
  const packageId = await packageGiving(app, groups);
  const own = await access(app, who, packageId);
  const [first = "", second = "", third = ""] = groups;
  return { who, groups, first, second, third, packageId, own };
}

const rowOf = async ({ assignmentId }: Access) => assignmentById(app.db, assignmentId);
const actions = async ({ assignmentId }: Access) =>
  (await trailOf(app, assignmentId)).map(({ action }) => action.replace("assignment.", ""));

describe("delivery gives every role of the package:", () => {
  test("then access and request are delivered, and whoever waits for it is told", async () => {
    const { who, groups, own, packageId } = await approved();
    await deliver(own);
    for (const group of groups) expect(outside.holds(who, group)).toBe(true);
    expect(await standingOfAccess(app, own)).toEqual({
      state: "delivered",
      request: "delivered",
      grants: ["granted", "granted", "granted"],
    });
    expect(await rowOf(own)).toMatchObject({ completedAt: app.now, retryAt: null, failedAttempts: 0 });
    const [told, ...more] = await trailOf(app, own.assignmentId);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      action: "assignment.delivered",
      actorKind: "system",
      actorId: "assignment.deliver",
      packageId,
      before: { state: "delivering" },
      after: {
        state: "delivered",
        roles: groups.toSorted().map((resourceId) => ({ resourceId, role: "Member", state: "granted" })),
      },
    });
    expect(await promisesAbout(app, own.assignmentId, own.requestId)).toEqual([
      "requestMessages.show",
      "assignmentMessages.show",
    ]);
  });

  test("a package without roles is delivered at once", async () => {
    const { own } = await approved(0);
    await deliver(own);
    expect(await standingOfAccess(app, own)).toEqual({ state: "delivered", request: "delivered", grants: [] });
    expect(outside.asked).toEqual([]);
  });

  test("done twice it is done once: nobody is asked or told again", async () => {
    const { own } = await approved();
    await deliver(own);
    const asked = outside.asked.length;
    await deliver(own);
    expect(outside.asked).toHaveLength(asked);
    expect(await actions(own)).toEqual(["delivered"]);
  });

  test("of what is not there, nothing is delivered", async () => {
    await deliverAssignment(deps(), unknownId());
    expect(outside.asked).toEqual([]);
  });
});

describe("what fails for good:", () => {
  test("D1: one of three roles: access is delivered in part, the failure is there to see, and it is not called delivered", async () => {
    const { who, groups, first, second, third, own } = await approved();
    outside.fails(second, forGood());
    await deliver(own);
    expect(await standingOfAccess(app, own, groups)).toEqual({
      state: "partiallyDelivered",
      request: "partiallyDelivered",
      grants: ["granted", "failed", "granted"],
    });
    expect([first, second, third].map((group) => outside.holds(who, group))).toEqual([true, false, true]);
    expect(await actions(own)).toEqual(["partiallyDelivered"]);
    const [told] = await trailOf(app, own.assignmentId);
    const resource = expect.stringContaining("Group");
    const failed = { resourceId: second, resource, role: "Member", state: "failed", failure: "resourceGone" };
    expect(told).toMatchObject({ after: { roles: expect.arrayContaining([failed]) } });
    expect(await rowOf(own)).toMatchObject({ retryAt: null, completedAt: app.now });
  });

  test("every role: the delivery has failed", async () => {
    const { groups, own } = await approved();
    for (const group of groups) outside.fails(group, forGood("roleNotOffered"));
    await deliver(own);
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "deliveryFailed", request: "deliveryFailed" });
    expect(await actions(own)).toEqual(["deliveryFailed"]);
    expect((await grantsOf(app.db, own.assignmentId)).map(({ failure }) => failure)).toEqual(
      Array.from({ length: 3 }, () => "roleNotOffered"),
    );
  });
});

describe("what may pass by itself:", () => {
  test("is tried again, each time later, and is delivering until then; what could be given is given", async () => {
    const { who, first, second, groups, own } = await approved();
    outside.fails(second, passing());
    await deliver(own);
    expect(await standingOfAccess(app, own, groups)).toEqual({
      state: "delivering",
      request: "delivering",
      grants: ["granted", "pending", "granted"],
    });
    expect(outside.holds(who, first)).toBe(true);
    expect(await rowOf(own)).toMatchObject({ failedAttempts: 1, retryAt: later(app.now, { minutes: 1 }) });
    await deliver(own);
    expect(await rowOf(own)).toMatchObject({ failedAttempts: 2, retryAt: later(app.now, { minutes: 5 }) });
    outside.works(second);
    await deliver(own);
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "delivered", request: "delivered" });
    expect(await rowOf(own)).toMatchObject({ failedAttempts: 0, retryAt: null });
    expect(await actions(own)).toEqual(["delivered"]);
  });

  test("has failed after the last attempt, with the reason of the last", async () => {
    const { first, own } = await approved(2);
    outside.fails(first, passing());
    for (let attempt = 1; attempt <= 6; attempt += 1) await deliver(own);
    expect(await standingOfAccess(app, own)).toMatchObject({
      state: "partiallyDelivered",
      request: "partiallyDelivered",
    });
    expect(await rowOf(own)).toMatchObject({ retryAt: null });
    expect(await actions(own)).toEqual(["partiallyDelivered"]);
    expect((await grantsOf(app.db, own.assignmentId)).map(({ failure }) => failure)).toContain("unreachable");
  });

  test("a failure that nobody foresaw counts as one that may pass", async () => {
    const { first, own } = await approved(1);
    outside.fails(first, new TypeError("unforeseen"));
    await deliver(own);
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "delivering", grants: ["pending"] });
    expect((await grantsOf(app.db, own.assignmentId))[0]?.failure).toBe("unknown");
    outside.works(first);
    await deliver(own);
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "delivered" });
  });
});

describe("cut off between two steps and begun again:", () => {
  const noted = async ({ assignmentId }: Access) =>
    (await grantsOf(app.db, assignmentId)).map(({ heldBefore }) => heldBefore);

  test("what the person held before is noted before anything is given, and stays noted", async () => {
    const { who, groups, first, own } = await approved(2);
    outside.gives(who, first);
    await lookAtHeld(deps(), own.assignmentId);
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "delivering", grants: ["pending", "pending"] });
    await carryOut(deps(), own.assignmentId);
    for (const group of groups) expect(outside.holds(who, group)).toBe(true);
    await deliver(own);
    expect(new Set(await noted(own))).toEqual(new Set([false, true]));
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "delivered" });
    expect(await actions(own)).toEqual(["delivered"]);
  });

  test("what could not be looked at is not given", async () => {
    const { who, first, own } = await approved(1);
    outside.onAsk = async (ask) => {
      if (ask === "check") throw passing();
    };
    await deliver(own);
    expect(await noted(own)).toEqual([null]);
    expect(outside.holds(who, first)).toBe(false);
    expect(await rowOf(own)).toMatchObject({ state: "delivering", failedAttempts: 1 });
  });
});
