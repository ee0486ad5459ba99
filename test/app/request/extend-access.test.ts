import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { extendAccess } from "../../../src/app/request/extend-access.ts";
import type { PolicySettings } from "../../../src/domain/policy/policy-settings.ts";
import { later } from "../../../src/lib/duration.ts";
import { assignment } from "../../../src/store/schema/assignment.ts";
import { policy } from "../../../src/store/schema/package.ts";
import { approverReminder } from "../../../src/store/schema/request.ts";
import { refusals, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import {
  actionsOn,
  asks,
  assignmentsOf,
  decides,
  jobsFor,
  offered,
  policyWith,
  stageOf,
  stored,
} from "../../support/requesting.ts";

const app = useApp();

/** Somebody who holds a package through this policy, all of it delivered. */
async function holder(settings: PolicySettings, approver?: Someone) {
  const who = await app.person("Holder", { timeZone: "UTC" });
  const { packageId } = await offered(app, settings);
  const { requestId } = await asks(app, who, packageId);
  if (approver) await decides(app, approver, requestId, "approve");
  await app.db.update(assignment).set({ state: "delivered" }).where(eq(assignment.personId, who.id));
  const held = await accessOf(who);
  return { who, packageId, held };
}

async function accessOf(who: Someone) {
  const [held] = await assignmentsOf(app, who);
  if (!held) throw new Error(`${who.name} holds nothing.`);
  return held;
}

/** Extends the access as it stands, with nothing filled in but this. */
async function extend(
  who: Someone,
  assignmentId: string,
  more: { endDate?: string | null; justification?: string; presentEnd?: string } = {},
) {
  const [held] = await app.db.select().from(assignment).where(eq(assignment.id, assignmentId));
  const presentEnd = (held?.endsAt ?? app.now).toISOString();
  const input = { assignmentId, presentEnd, endDate: null, justification: "", ...more };
  return extendAccess(app.deps, who.slackUserId, input);
}

const free = policyWith({ extension: { isAllowed: true, isApprovalRequired: false } });

describe("an extension without approval", () => {
  test("moves the end at once, by the policy's span once more, and is audited", async () => {
    const { who, held } = await holder(free);
    const { requestId, state } = await extend(who, held.id);
    expect(state).toBe("delivered");
    expect((await accessOf(who)).endsAt).toEqual(later(held.endsAt ?? app.now, { days: 30 }));
    expect(await stored(app, requestId)).toMatchObject({
      type: "userExtend",
      assignmentId: held.id,
      completedAt: app.now,
    });
    expect(await actionsOn(app, held.id)).toEqual(["assignment.created", "assignment.extended"]);
    expect(await jobsFor(app, held.id)).toContain("assignmentMessages.show");
  });

  test("to an earlier day than the latest, where the holder asks for one", async () => {
    const { who, held } = await holder(free);
    await extend(who, held.id, { endDate: "2024-04-10" });
    expect((await accessOf(who)).endsAt).toEqual(new Date("2024-04-11T00:00:00Z"));
  });

  test("the holder is told again 14 days before the new end", async () => {
    const { who, held } = await holder(free);
    await extend(who, held.id);
    const { promptAt, endsAt } = await accessOf(who);
    expect(promptAt).toEqual(later(endsAt ?? app.now, { days: -14 }));
  });

  test("the same pane submitted twice extends once", async () => {
    const { who, held } = await holder(free);
    const presentEnd = held.endsAt?.toISOString() ?? "";
    await extend(who, held.id, { presentEnd });
    expect(await refusals(extend(who, held.id, { presentEnd }))).toEqual(["changedMeanwhile on no field"]);
    expect((await accessOf(who)).endsAt).toEqual(later(held.endsAt ?? app.now, { days: 30 }));
  });

  test.each([1, 2, 3])("also at the same moment (round %i)", async () => {
    const { who, held } = await holder(free);
    const presentEnd = held.endsAt?.toISOString() ?? "";
    const told = await Promise.all([1, 2].map(() => refusals(extend(who, held.id, { presentEnd }))));
    expect(told.flat()).toEqual(["changedMeanwhile on no field"]);
    expect((await accessOf(who)).endsAt).toEqual(later(held.endsAt ?? app.now, { days: 30 }));
  });
});

describe("how long", () => {
  test("D6: on a date of the policy, at most until that date", async () => {
    const june = policyWith({ expiration: { type: "onDate", date: "2024-06-30", timeZone: "UTC" } });
    const { who, held } = await holder(june);
    await app.db
      .update(assignment)
      .set({ endsAt: new Date("2024-06-01T00:00:00Z") })
      .where(eq(assignment.id, held.id));
    expect(await refusals(extend(who, held.id, { endDate: "2024-07-15" }))).toEqual(["dateOutOfRange on endDate"]);
    await extend(who, held.id, { endDate: "2024-06-30" });
    expect((await accessOf(who)).endsAt).toEqual(new Date("2024-07-01T00:00:00Z"));
    expect(await refusals(extend(who, held.id))).toEqual(["notExtendable on no field"]);
  });

  test("never to an end that is no later than the present one", async () => {
    const { who, held } = await holder(free);
    expect(await refusals(extend(who, held.id, { endDate: "2024-03-20" }))).toEqual(["dateOutOfRange on endDate"]);
  });
});

describe("who may extend", () => {
  test("D7: nobody who has left the policy's scope; the access stays to its end", async () => {
    const { who, packageId, held } = await holder(free);
    const others = policyWith({ requestors: { scope: "specificDirectoryUsers", people: [], groups: [] } });
    await app.db.update(policy).set({ settings: others }).where(eq(policy.packageId, packageId));
    expect(await refusals(extend(who, held.id))).toEqual(["notExtendable on no field"]);
    expect(await accessOf(who)).toMatchObject({ state: "delivered", endsAt: held.endsAt });
  });

  test("nobody where the policy does not allow it, or access never ends", async () => {
    const closed = await holder(policyWith({ extension: { isAllowed: false, isApprovalRequired: false } }));
    expect(await refusals(extend(closed.who, closed.held.id))).toEqual(["notExtendable on no field"]);
    const forever = await holder(policyWith({ expiration: { type: "noExpiration" } }));
    expect(await refusals(extend(forever.who, forever.held.id))).toEqual(["notExtendable on no field"]);
  });

  test("nobody but the holder, not even an administrator", async () => {
    const { held } = await holder(free);
    expect(await refusals(extend(await app.administrator(), held.id))).toEqual(["notPermitted on no field"]);
  });

  test("nobody whose access has ended", async () => {
    const { who, held } = await holder(free);
    await app.db.update(assignment).set({ state: "expired" }).where(eq(assignment.id, held.id));
    expect(await refusals(extend(who, held.id))).toEqual(["accessEnded on no field"]);
  });
});

describe("an extension with approval", () => {
  const asking = (approver: Someone) =>
    policyWith({ stages: [stageOf([approver])], extension: { isAllowed: true, isApprovalRequired: true } });

  test("keeps the present end until it is approved", async () => {
    const approver = await app.person("Approver");
    const { who, held } = await holder(asking(approver), approver);
    const { requestId, state } = await extend(who, held.id);
    expect(state).toBe("pendingApproval");
    expect((await accessOf(who)).endsAt).toEqual(held.endsAt);
    expect(await refusals(extend(who, held.id))).toEqual(["alreadyRequested on no field"]);
    expect(await decides(app, approver, requestId, "approve")).toEqual({ state: "delivered" });
    expect((await accessOf(who)).endsAt).toEqual(later(held.endsAt ?? app.now, { days: 30 }));
  });

  test("D8: when it is denied the old end stays", async () => {
    const approver = await app.person("Approver");
    const { who, held } = await holder(asking(approver), approver);
    const { requestId } = await extend(who, held.id);
    await decides(app, approver, requestId, "deny");
    expect(await accessOf(who)).toMatchObject({ state: "delivered", endsAt: held.endsAt });
  });

  test("is decided before the access ends, in each of its stages, and its approvers are reminded before", async () => {
    const [first, second] = [await app.person("First"), await app.person("Second")];
    const stages = [stageOf([first]), stageOf([second])];
    const { who, held } = await holder(free);
    const settings = policyWith({ stages, extension: { isAllowed: true, isApprovalRequired: true } });
    await app.db.update(policy).set({ settings }).where(eq(policy.packageId, held.packageId));
    app.passes({ days: 25 });
    const { requestId } = await extend(who, held.id);
    app.passes({ days: 1 });
    await decides(app, first, requestId, "approve");
    expect((await stored(app, requestId)).stages).toMatchObject([{ dueAt: held.endsAt }, { dueAt: held.endsAt }]);
    const reminders = await app.db.select().from(approverReminder).where(eq(approverReminder.requestId, requestId));
    const planned = reminders.flatMap(({ personId, dueAt }) => (dueAt && personId === second.id ? [dueAt] : []));
    expect(planned.length).toBeGreaterThan(0);
    for (const at of planned) expect(at < (held.endsAt ?? at)).toBe(true);
  });

  test("cannot be approved when the access has ended in the meantime", async () => {
    const approver = await app.person("Approver");
    const { who, held } = await holder(asking(approver), approver);
    const { requestId } = await extend(who, held.id);
    await app.db.update(assignment).set({ state: "expired" }).where(eq(assignment.id, held.id));
    expect(await refusals(decides(app, approver, requestId, "approve"))).toEqual(["accessEnded on no field"]);
  });
});
