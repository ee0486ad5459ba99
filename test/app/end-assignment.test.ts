import { describe, expect, test } from "vitest";
import { endAssignment } from "../../src/app/assignment/end-assignment.ts";
import { giveUpAccess } from "../../src/app/assignment/give-up-access.ts";
import { removeAccess } from "../../src/app/assignment/remove-access.ts";
import { systemCommand } from "../../src/app/system-command.ts";
import { CATALOG_ROLES } from "../../src/domain/catalog/catalog.ts";
import { lockAssignment } from "../../src/store/query/assignment.ts";
import { packageById } from "../../src/store/query/package.ts";
import { assignmentGrant } from "../../src/store/schema/assignment.ts";
import { request, requestStage } from "../../src/store/schema/request.ts";
import { refusals, unknownId, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { access, packageGiving, promisesAbout, requestFor, standingOfAccess, trailOf } from "../support/access.ts";
import { eq } from "drizzle-orm";

const app = useApp();

/** Somebody who holds a package with two roles. */
async function held(more: Parameters<typeof access>[3] = { state: "delivered" }) {
  const who = await app.person("Holder");
  const groups = [await app.resource("One"), await app.resource("Two")];
  const packageId = await packageGiving(app, groups);
  return { who, groups, packageId, ...(await access(app, who, packageId, more)) };
}

const giveUp = ({ slackUserId }: Someone, assignmentId: string) =>
  giveUpAccess(app.deps, slackUserId, { assignmentId });
const remove = ({ slackUserId }: Someone, assignmentId: string, reason = "") =>
  removeAccess(app.deps, slackUserId, { assignmentId, reason });
const setGrant = (resourceId: string, change: Partial<typeof assignmentGrant.$inferInsert>) =>
  app.db.update(assignmentGrant).set(change).where(eq(assignmentGrant.resourceId, resourceId));

describe("giving up", () => {
  test("ends access at once; the roles are then taken away, and the trail says who and why", async () => {
    const mine = await held({ state: "delivered", endsAt: new Date("2030-01-01"), promptAt: new Date("2029-12-18") });
    await giveUp(mine.who, mine.assignmentId);
    expect(await standingOfAccess(app, mine)).toEqual({
      state: "expired",
      request: "delivered",
      grants: ["revoking", "revoking"],
    });
    expect(await trailOf(app, mine.assignmentId)).toMatchObject([
      {
        action: "assignment.ended",
        actorKind: "person",
        actorId: mine.who.id,
        packageId: mine.packageId,
        before: { state: "delivered" },
        after: { state: "expired", endReason: "userRemoved" },
        at: app.now,
      },
    ]);
    expect(await promisesAbout(app, mine.assignmentId, mine.requestId)).toEqual([
      "assignment.deliver",
      "requestMessages.show",
      "assignmentMessages.show",
    ]);
  });

  test("is for the holder alone: staff and administrators remove", async () => {
    const { assignmentId } = await held();
    for (const other of [await app.person("Other"), await app.administrator()])
      expect(await refusals(giveUp(other, assignmentId))).toEqual(["notPermitted on no field"]);
    expect(await trailOf(app, assignmentId)).toEqual([]);
  });

  test("happens once: what has ended is refused, what never was is not found", async () => {
    const { who, assignmentId } = await held();
    await giveUp(who, assignmentId);
    expect(await refusals(giveUp(who, assignmentId))).toEqual(["accessEnded on no field"]);
    expect(await refusals(giveUp(who, unknownId()))).toEqual(["notFound on no field"]);
    expect(await trailOf(app, assignmentId)).toHaveLength(1);
  });
});

describe("removing", () => {
  test("is for the catalog's staff and user administrators, and keeps the reason", async () => {
    for (const role of CATALOG_ROLES) {
      const { packageId, assignmentId } = await held();
      const staff = await app.person("Staff");
      await giveRoleAt(packageId, role, staff);
      const expected = role === "reader" ? ["notPermitted on no field"] : [];
      expect([role, await refusals(remove(staff, assignmentId, " Left the project "))]).toEqual([role, expected]);
    }
    const { assignmentId } = await held();
    await remove(await app.administrator(), assignmentId, "Left the project");
    expect(await trailOf(app, assignmentId)).toMatchObject([
      { after: { endReason: "adminRemoved" }, reason: "Left the project" },
    ]);
  });

  test("is not for the holder, nor for staff of another catalog", async () => {
    const { who, assignmentId } = await held();
    const foreign = await app.person("Foreign");
    await app.catalog("Other", { roles: [["owner", foreign]] });
    for (const other of [who, foreign])
      expect(await refusals(remove(other, assignmentId))).toEqual(["notPermitted on no field"]);
  });

  test("takes a reason of at most 1,000 characters, or none", async () => {
    const admin = await app.administrator();
    const { assignmentId } = await held();
    expect(await refusals(remove(admin, assignmentId, "x".repeat(1001)))).toEqual(["tooLong on reason"]);
    expect(await refusals(remove(admin, assignmentId, "x".repeat(1000)))).toEqual([]);
    expect(await refusals(remove(admin, assignmentId))).toEqual(["accessEnded on no field"]);
  });
});

describe("when access ends while it is being delivered", () => {
  test("what was never begun is over; what may be on its way is taken away; the request says how far it came", async () => {
    const mine = await held({ state: "delivering", heldBefore: null });
    const [begun = "", other = ""] = mine.groups;
    await setGrant(begun, { heldBefore: false });
    await remove(await app.administrator(), mine.assignmentId);
    expect(await standingOfAccess(app, mine, [begun, other])).toEqual({
      state: "expired",
      request: "deliveryFailed",
      grants: ["revoking", "revoked"],
    });
  });

  test("a request that had been delivered in part says so", async () => {
    const mine = await held({ state: "delivering" });
    const [given = "", other = ""] = mine.groups;
    await setGrant(given, { state: "granted", heldBefore: false });
    await giveUp(mine.who, mine.assignmentId);
    expect(await standingOfAccess(app, mine, [given, other])).toEqual({
      state: "expired",
      request: "partiallyDelivered",
      grants: ["revoking", "revoked"],
    });
  });
});

test("a request to keep the access longer is canceled with it, and asks nobody any more", async () => {
  const mine = await held();
  const asked = { type: "userExtend", state: "pendingApproval", stage: 0, dueAt: app.now } as const;
  const extension = await requestFor(app, mine.who, mine.packageId, { assignmentId: mine.assignmentId, ...asked });
  const stage = { requestId: extension, stage: 0, enteredAt: app.now, dueAt: app.now };
  await app.db.insert(requestStage).values({ ...stage, result: "notReviewed", capacity: "primary" });
  await giveUp(mine.who, mine.assignmentId);
  const [row] = await app.db.select().from(request).where(eq(request.id, extension));
  expect(row).toMatchObject({ state: "canceled", stage: null, dueAt: null, completedAt: app.now });
  const [waiting] = await app.db.select().from(requestStage).where(eq(requestStage.requestId, extension));
  expect(waiting?.result).toBe("canceled");
  expect(await trailOf(app, extension)).toMatchObject([
    { action: "request.canceled", after: { state: "canceled", because: "accessEnded" } },
  ]);
  expect(await promisesAbout(app, extension)).toEqual(["requestMessages.show"]);
});

test("a package without resource roles ends with nothing to take away", async () => {
  const who = await app.person("Holder");
  const { assignmentId } = await access(app, who, await packageGiving(app, []), { state: "delivered" });
  const end = systemCommand<undefined, void>({
    name: "test.end",
    run: async ({ tx, now }) => {
      const row = await lockAssignment(tx, assignmentId);
      return { result: undefined, events: row ? await endAssignment({ tx, now }, row, "deliveryCanceled") : [] };
    },
  });
  await end(app.deps, undefined);
  expect(await trailOf(app, assignmentId)).toMatchObject([
    { actorId: "test.end", after: { endReason: "deliveryCanceled" } },
  ]);
});

async function giveRoleAt(packageId: string, role: (typeof CATALOG_ROLES)[number], who: Someone): Promise<void> {
  await app.give((await packageById(app.db, packageId))?.catalogId ?? "", role, who.id);
}
