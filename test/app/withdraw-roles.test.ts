import { beforeEach, describe, expect, test } from "vitest";
import { deliverAssignment } from "../../src/app/assignment/deliver-assignment.ts";
import { giveUpAccess } from "../../src/app/assignment/give-up-access.ts";
import { endDueAssignments } from "../../src/app/sweep/end-due-assignments.ts";
import { retryDeliveries } from "../../src/app/sweep/retry-deliveries.ts";
import { later } from "../../src/lib/duration.ts";
import { assignmentById } from "../../src/store/query/assignment.ts";
import { grantsOf } from "../../src/store/query/assignment-grant.ts";
import { useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { access, packageGiving, promisesAbout, standingOfAccess, trailOf } from "../support/access.ts";
import type { Access } from "../support/access.ts";
import { forGood, Outside, passing } from "../support/outside.ts";

const app = useApp();
let outside = new Outside();

beforeEach(() => {
  outside = new Outside();
});

const deliver = ({ assignmentId }: Access) => deliverAssignment({ ...app.deps, connector: outside }, assignmentId);
const giveUp = ({ slackUserId }: Someone, { assignmentId }: Access) =>
  giveUpAccess(app.deps, slackUserId, { assignmentId });
const actions = async ({ assignmentId }: Access) =>
  (await trailOf(app, assignmentId)).map(({ action }) => action.replace("assignment.", ""));
const heldBefore = async ({ assignmentId }: Access) =>
  (await grantsOf(app.db, assignmentId)).map((grant) => grant.heldBefore);

/** The person's access to a new package of these groups, delivered. */
async function delivered(who: Someone, groups: readonly string[], more: Parameters<typeof access>[3] = {}) {
  const own = await access(app, who, await packageGiving(app, groups), more);
  await deliver(own);
  return own;
}

async function somebody() {
  return { who: await app.person("Holder"), group: await app.resource("Group"), other: await app.resource("Other") };
}

test("D9: at its end all roles are taken away, the state is expired, and the holder is told", async () => {
  const { who, group, other } = await somebody();
  const own = await delivered(who, [group, other], { endsAt: later(app.now, { days: 30 }) });
  app.passes({ days: 30 });
  expect(await endDueAssignments(app.deps)).toBe(1);
  await deliver(own);
  expect(await standingOfAccess(app, own)).toEqual({
    state: "expired",
    request: "delivered",
    grants: ["revoked", "revoked"],
  });
  expect([outside.holds(who, group), outside.holds(who, other)]).toEqual([false, false]);
  expect(await actions(own)).toEqual(["delivered", "ended", "revoked"]);
  expect(await promisesAbout(app, own.assignmentId)).toContain("assignmentMessages.show");
  expect(await assignmentById(app.db, own.assignmentId)).toMatchObject({ endReason: "expired", retryAt: null });
});

describe("D10: a role that two packages give", () => {
  test("stays when one ends, and goes with the other", async () => {
    const { who, group } = await somebody();
    const [one, two] = [await delivered(who, [group]), await delivered(who, [group])];
    await giveUp(who, one);
    await deliver(one);
    expect(outside.holds(who, group)).toBe(true);
    expect(await standingOfAccess(app, one)).toMatchObject({ state: "expired", grants: ["revoked"] });
    const [, , revoked] = await trailOf(app, one.assignmentId);
    expect(revoked).toMatchObject({ after: { roles: [{ resourceId: group, stays: "givenElsewhere" }] } });
    await giveUp(who, two);
    await deliver(two);
    expect(outside.holds(who, group)).toBe(false);
  });

  test("goes when both end at once, whichever is worked on first", async () => {
    const { who, group } = await somebody();
    const both = [await delivered(who, [group]), await delivered(who, [group])];
    for (const own of both) await giveUp(who, own);
    for (const own of both) await deliver(own);
    expect(outside.holds(who, group)).toBe(false);
  });

  test("stays while the other is only being delivered, and goes with it in the end", async () => {
    const { who, group } = await somebody();
    const one = await delivered(who, [group]);
    const two = await access(app, who, await packageGiving(app, [group]));
    await giveUp(who, one);
    await deliver(one);
    expect(outside.holds(who, group)).toBe(true);
    await deliver(two);
    expect(await heldBefore(two)).toEqual([false]);
    await giveUp(who, two);
    await deliver(two);
    expect(outside.holds(who, group)).toBe(false);
  });

  test("of two people, only the one whose access ends loses it", async () => {
    const { who, group } = await somebody();
    const other = await app.person("Other");
    const [own] = [await delivered(who, [group]), await delivered(other, [group])];
    await giveUp(who, own);
    await deliver(own);
    expect([outside.holds(who, group), outside.holds(other, group)]).toEqual([false, true]);
  });
});

describe("a role that the person held before", () => {
  test("stays when access ends, and the trail says why", async () => {
    const { who, group, other } = await somebody();
    outside.gives(who, group);
    const own = await delivered(who, [group, other]);
    await giveUp(who, own);
    await deliver(own);
    expect([outside.holds(who, group), outside.holds(who, other)]).toEqual([true, false]);
    expect(outside.asked).not.toContain(`revoke ${group}`);
    const stays = expect.objectContaining({ resourceId: group, stays: "heldBefore" });
    expect((await trailOf(app, own.assignmentId)).at(-1)).toMatchObject({
      after: { roles: expect.arrayContaining([stays]) },
    });
  });

  test("stays however many packages give it meanwhile, as each takes over what the first noted", async () => {
    const { who, group } = await somebody();
    outside.gives(who, group);
    const [one, two] = [await delivered(who, [group]), await delivered(who, [group])];
    expect(await heldBefore(two)).toEqual([true]);
    for (const own of [one, two]) {
      await giveUp(who, own);
      await deliver(own);
    }
    expect(outside.holds(who, group)).toBe(true);
  });

  test("is not one that only another package gave: the second does not take it for held before", async () => {
    const { who, group } = await somebody();
    const [, two] = [await delivered(who, [group]), await delivered(who, [group])];
    expect(await heldBefore(two)).toEqual([false]);
  });

  test("nor one that is just being taken away, when access is given anew", async () => {
    const { who, group } = await somebody();
    const one = await delivered(who, [group]);
    await giveUp(who, one);
    const two = await delivered(who, [group]);
    expect(await heldBefore(two)).toEqual([false]);
    await deliver(one);
    expect(outside.holds(who, group)).toBe(true);
    expect(await standingOfAccess(app, two)).toMatchObject({ state: "delivered", grants: ["granted"] });
  });
});

describe("what cannot be taken away", () => {
  test("is tried again by itself, though access has ended, until it works", async () => {
    const { who, group } = await somebody();
    const own = await delivered(who, [group]);
    await giveUp(who, own);
    outside.fails(group, passing());
    await deliver(own);
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "expired", grants: ["revoking"] });
    expect(await retryDeliveries(app.deps)).toBe(0);
    app.passes({ minutes: 1 });
    expect(await retryDeliveries(app.deps)).toBe(1);
    expect(await promisesAbout(app, own.assignmentId)).toContain("assignment.deliver");
    outside.works(group);
    await deliver(own);
    expect(await actions(own)).toEqual(["delivered", "ended", "reprocessed", "revoked"]);
    expect(outside.holds(who, group)).toBe(false);
    expect(await assignmentById(app.db, own.assignmentId)).toMatchObject({ retryAt: null });
  });

  test("is reported once, when it is given up", async () => {
    const { who, group, other } = await somebody();
    const own = await delivered(who, [group, other]);
    await giveUp(who, own);
    outside.fails(group, passing());
    for (let attempt = 1; attempt <= 6; attempt += 1) await deliver(own);
    expect(await actions(own)).toEqual(["delivered", "ended", "revoked", "revocationFailed"]);
    expect((await trailOf(app, own.assignmentId)).at(-1)).toMatchObject({
      after: { roles: [{ resourceId: group, state: "revoking", failure: "unreachable" }] },
    });
    expect(await assignmentById(app.db, own.assignmentId)).toMatchObject({ retryAt: null });
  });

  test("for good is reported at once, and once, though the rest is tried again", async () => {
    const { who, group, other } = await somebody();
    const own = await delivered(who, [group, other]);
    await giveUp(who, own);
    outside.fails(group, forGood());
    outside.fails(other, passing());
    for (const _ of [1, 2]) await deliver(own);
    expect(await actions(own)).toEqual(["delivered", "ended", "revocationFailed"]);
    expect(await promisesAbout(app, own.assignmentId)).toContain("assignmentMessages.show");
    outside.works(other);
    await deliver(own);
    expect(await assignmentById(app.db, own.assignmentId)).toMatchObject({ retryAt: null });
  });
});
