import { beforeEach, describe, expect, test } from "vitest";
import { deliverAssignment } from "../../src/app/assignment/deliver-assignment.ts";
import { giveUpAccess } from "../../src/app/assignment/give-up-access.ts";
import { reprocessAssignment } from "../../src/app/assignment/reprocess-assignment.ts";
import { cancelRequest } from "../../src/app/request/cancel-request.ts";
import { CATALOG_ROLES } from "../../src/domain/catalog/catalog.ts";
import { assignmentById } from "../../src/store/query/assignment.ts";
import { grantsOf } from "../../src/store/query/assignment-grant.ts";
import { refusals, unknownId, useApp } from "../support/app.ts";
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
const reprocess = ({ slackUserId }: Someone, { assignmentId }: Access) =>
  reprocessAssignment(app.deps, slackUserId, { assignmentId });
const actions = async ({ assignmentId }: Access) =>
  (await trailOf(app, assignmentId)).map(({ action }) => action.replace("assignment.", ""));

/** Somebody's access to a package of two groups, of which so many cannot be given. */
async function deliveredBut(failing: number) {
  const who = await app.person("Holder");
  const admin = await app.administrator();
  const groups = [await app.resource("One"), await app.resource("Two")];
  const [one = "", two = ""] = groups;
  const own = await access(app, who, await packageGiving(app, groups));
  for (const group of groups.slice(0, failing)) outside.fails(group, forGood());
  await deliver(own);
  return { who, admin, groups, one, two, own };
}

describe("D2: what failed, tried again by staff within 14 days,", () => {
  test("is delivering, then delivered, and the requestor is told", async () => {
    const { who, admin, one, groups, own } = await deliveredBut(1);
    app.passes({ days: 14 });
    outside.works(one);
    await reprocess(admin, own);
    expect(await standingOfAccess(app, own, groups)).toEqual({
      state: "delivering",
      request: "delivering",
      grants: ["pending", "granted"],
    });
    expect((await trailOf(app, own.assignmentId)).at(-1)).toMatchObject({
      action: "assignment.reprocessed",
      actorId: admin.id,
      before: { state: "partiallyDelivered" },
      after: { state: "delivering", because: "staff", roles: [{ resourceId: one }] },
    });
    await deliver(own);
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "delivered", request: "delivered" });
    expect(outside.holds(who, one)).toBe(true);
    expect(await actions(own)).toEqual(["partiallyDelivered", "reprocessed", "delivered"]);
    expect(await promisesAbout(app, own.requestId)).toContain("requestMessages.show");
    expect(await promisesAbout(app, own.assignmentId)).toContain("assignment.deliver");
  });

  test("counts its attempts, and its 14 days, anew", async () => {
    const { admin, one, own } = await deliveredBut(1);
    app.passes({ days: 10 });
    await reprocess(admin, own);
    outside.fails(one, passing());
    await deliver(own);
    expect(await assignmentById(app.db, own.assignmentId)).toMatchObject({ failedAttempts: 1 });
    outside.fails(one, forGood());
    await deliver(own);
    expect(await assignmentById(app.db, own.assignmentId)).toMatchObject({ completedAt: app.now });
    app.passes({ days: 14 });
    expect(await refusals(reprocess(admin, own))).toEqual([]);
  });
});

test("D3: more than 14 days after it was completed it is refused, and everything stays", async () => {
  const { admin, own } = await deliveredBut(2);
  app.passes({ days: 15 });
  expect(await refusals(reprocess(admin, own))).toEqual(["notReprocessable on no field"]);
  expect(await standingOfAccess(app, own)).toEqual({
    state: "deliveryFailed",
    request: "deliveryFailed",
    grants: ["failed", "failed"],
  });
});

test("D4: when staff cancel a failed delivery, the request is canceled and the access has ended", async () => {
  const { who, admin, own } = await deliveredBut(2);
  expect(await refusals(cancelRequest(app.deps, who.slackUserId, { requestId: own.requestId }))).toEqual([
    "notCancelable on no field",
  ]);
  await cancelRequest(app.deps, admin.slackUserId, { requestId: own.requestId });
  await deliver(own);
  expect(await standingOfAccess(app, own)).toEqual({
    state: "expired",
    request: "canceled",
    grants: ["revoked", "revoked"],
  });
  expect(await assignmentById(app.db, own.assignmentId)).toMatchObject({ endReason: "deliveryCanceled" });
});

describe("D17: a role that was taken away outside by hand", () => {
  test("is given again when the assignment is reprocessed, however long it has been delivered", async () => {
    const { who, admin, one, two, own } = await deliveredBut(0);
    app.passes({ days: 100 });
    outside.takes(who, one);
    await reprocess(admin, own);
    expect(await standingOfAccess(app, own)).toEqual({
      state: "delivering",
      request: "delivered",
      grants: ["pending", "pending"],
    });
    await deliver(own);
    expect([outside.holds(who, one), outside.holds(who, two)]).toEqual([true, true]);
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "delivered", request: "delivered" });
  });

  test("is still taken away at the end: what it was before the first delivery counts", async () => {
    const { who, admin, one, two, own } = await deliveredBut(0);
    await reprocess(admin, own);
    await deliver(own);
    expect((await grantsOf(app.db, own.assignmentId)).map(({ heldBefore }) => heldBefore)).toEqual([false, false]);
    await giveUpAccess(app.deps, who.slackUserId, { assignmentId: own.assignmentId });
    await deliver(own);
    expect([outside.holds(who, one), outside.holds(who, two)]).toEqual([false, false]);
  });
});

describe("reprocessing is refused", () => {
  test("while delivery is under way, or tried again by itself", async () => {
    const { admin, own } = await deliveredBut(1);
    await reprocess(admin, own);
    expect(await refusals(reprocess(admin, own))).toEqual(["notReprocessable on no field"]);
    expect(await actions(own)).toEqual(["partiallyDelivered", "reprocessed"]);
  });

  test("when access has ended and nothing is left to take away; what is stuck may be tried again", async () => {
    const { who, admin, one, own } = await deliveredBut(0);
    await giveUpAccess(app.deps, who.slackUserId, { assignmentId: own.assignmentId });
    outside.fails(one, forGood());
    await deliver(own);
    app.passes({ days: 20 });
    outside.works(one);
    await reprocess(admin, own);
    await deliver(own);
    expect(outside.holds(who, one)).toBe(false);
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "expired", grants: ["revoked", "revoked"] });
    expect(await refusals(reprocess(admin, own))).toEqual(["accessEnded on no field"]);
  });

  test("where the package gives nothing, and where there is no such access", async () => {
    const admin = await app.administrator();
    const own = await access(app, await app.person("Holder"), await packageGiving(app, []), { state: "delivered" });
    expect(await refusals(reprocess(admin, own))).toEqual(["notReprocessable on no field"]);
    expect(await refusals(reprocess(admin, { ...own, assignmentId: unknownId() }))).toEqual(["notFound on no field"]);
  });

  test("to everybody but the catalog's staff and user administrators", async () => {
    const { who, own } = await deliveredBut(1);
    const { catalogId = "" } = (await assignmentById(app.db, own.assignmentId)) ?? {};
    const refused: string[] = [];
    for (const role of CATALOG_ROLES) {
      const staff = await app.person("Staff");
      await app.give(catalogId, role, staff.id);
      if ((await refusals(reprocess(staff, own))).includes("notPermitted on no field")) refused.push(role);
    }
    expect(refused).toEqual(["reader"]);
    for (const other of [who, await app.person("Other"), await app.catalogCreator()])
      expect(await refusals(reprocess(other, own))).toEqual(["notPermitted on no field"]);
  });
});
