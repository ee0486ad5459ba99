import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { decideRequest } from "../../../src/app/request/decide-request.ts";
import { rerouteStranded } from "../../../src/app/request/reroute-requests.ts";
import { expireStages } from "../../../src/app/sweep/expire-stages.ts";
import { forwardStages } from "../../../src/app/sweep/forward-stages.ts";
import { remindApprovers } from "../../../src/app/sweep/remind-approvers.ts";
import { startScheduled } from "../../../src/app/sweep/start-scheduled.ts";
import type { Sweep } from "../../../src/app/sweep/sweep.ts";
import { later } from "../../../src/lib/duration.ts";
import { plusDays } from "../../../src/lib/calendar.ts";
import { audit, outbox } from "../../../src/store/schema/journal.ts";
import { approverReminder } from "../../../src/store/schema/request.ts";
import { refusals, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import type { ApprovalStage } from "../../../src/domain/policy/policy-settings.ts";
import {
  actionsOn,
  askedIn,
  asks,
  assignmentsOf,
  decides,
  offered,
  policyWith,
  stageOf,
  stored,
} from "../../support/requesting.ts";

const app = useApp();

async function pending(...stages: ApprovalStage[]) {
  const who = await app.person("Requestor");
  const offer = await offered(app, policyWith({ stages }));
  const { requestId } = await asks(app, who, offer.packageId);
  return { ...offer, who, requestId };
}

/** Does all that is due, and gives how much that was. */
async function sweep(one: Sweep): Promise<number> {
  let sum = 0;
  for (let handled = -1; handled !== 0; sum += handled) handled = await one(app.deps);
  return sum;
}

const people = (count: number): Promise<Someone[]> =>
  Promise.all(Array.from({ length: count }, () => app.person("Approver")));

describe("R4: a stage that nobody decided in time", () => {
  test("expires at that moment and not before, and may be asked for again", async () => {
    const [ann] = await people(1);
    const { who, packageId, requestId } = await pending(stageOf(ann ? [ann] : [], { decisionDays: 5 }));
    app.passes({ days: 5, seconds: -1 });
    await sweep(expireStages);
    expect((await stored(app, requestId)).state).toBe("pendingApproval");
    app.passes({ seconds: 1 });
    await sweep(expireStages);
    const row = await stored(app, requestId);
    expect(row).toMatchObject({ state: "expired", stage: null, dueAt: null, completedAt: app.now });
    expect(row.stages).toMatchObject([{ result: "expired", decidedBy: null }]);
    expect((await actionsOn(app, requestId)).at(-1)).toBe("request.expired");
    expect((await asks(app, who, packageId, { repeats: requestId })).state).toBe("pendingApproval");
  });

  test("expires with the period that was asked for, as nobody is given access afterwards", async () => {
    const [ann] = await people(1);
    if (!ann) throw new Error("There is no approver.");
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([ann])] }));
    const endDate = plusDays(app.now.toISOString().slice(0, 10), 2);
    const { requestId } = await asks(app, await app.person("Requestor", { timeZone: "UTC" }), packageId, { endDate });
    expect((await stored(app, requestId)).dueAt).toEqual(new Date(`${plusDays(endDate, 1)}T00:00:00Z`));
    app.passes({ days: 3 });
    expect(await refusals(decides(app, ann, requestId, "approve"))).toEqual(["decisionTooLate on no field"]);
    await sweep(expireStages);
    expect((await stored(app, requestId)).state).toBe("expired");
  });

  test("expires with the policy, where that ends all access on a date", async () => {
    const date = plusDays(app.now.toISOString().slice(0, 10), 4);
    const expiration = { type: "onDate", date, timeZone: "UTC" } as const;
    const { packageId } = await offered(app, policyWith({ stages: [stageOf(await people(1))], expiration }));
    const { requestId } = await asks(app, await app.person("Requestor"), packageId);
    expect((await stored(app, requestId)).dueAt).toEqual(new Date(`${plusDays(date, 1)}T00:00:00Z`));
  });

  test("expires once, whoever sweeps", async () => {
    const approvers = await people(1);
    const requests = [];
    for (let made = 0; made < 8; made += 1) requests.push(await pending(stageOf(approvers, { decisionDays: 1 })));
    app.passes({ days: 1 });
    await Promise.all([1, 2, 3].map(() => sweep(expireStages)));
    for (const { requestId } of requests)
      expect((await actionsOn(app, requestId)).filter((action) => action === "request.expired")).toHaveLength(1);
  });

  test("at the moment of a decision one of both happens", async () => {
    const [ann] = await people(1);
    if (!ann) throw new Error("There is no approver.");
    const { who, requestId } = await pending(stageOf([ann], { decisionDays: 1 }));
    const before = app.now;
    app.passes({ days: 1 });
    const early = { ...app.deps, clock: { now: () => later(before, { hours: 1 }) } };
    const decision = { requestId, stage: 0, decision: "approve", reason: "" };
    const [refused] = await Promise.all([
      refusals(decideRequest(early, ann.slackUserId, decision)),
      sweep(expireStages),
    ]);
    const { state } = await stored(app, requestId);
    expect(refused).toEqual(state === "expired" ? ["requestClosed on no field"] : []);
    expect(await assignmentsOf(app, who)).toHaveLength(state === "expired" ? 0 : 1);
  });
});

describe("R13: forwarding", () => {
  test("asks the alternates on their day; who was asked before may still decide", async () => {
    const [ann, alf, eve] = await people(3);
    if (!ann || !alf || !eve) throw new Error("There are not enough approvers.");
    const alternates = { people: [alf.id, eve.id], afterDays: 8 };
    const { requestId } = await pending(stageOf([ann], { alternates }));
    app.passes({ days: 8, seconds: -1 });
    expect(await sweep(forwardStages)).toBe(0);
    expect(await refusals(decides(app, alf, requestId, "approve"))).toEqual(["notPermitted on no field"]);
    app.passes({ seconds: 1 });
    expect(await sweep(forwardStages)).toBe(1);
    expect(await askedIn(app, requestId)).toEqual([
      { kind: "person", subjectId: ann.id, capacity: "primary" },
      { kind: "person", subjectId: alf.id, capacity: "alternate" },
      { kind: "person", subjectId: eve.id, capacity: "alternate" },
    ]);
    expect((await stored(app, requestId)).stages).toMatchObject([{ forwardedAt: app.now }]);
    expect(await decides(app, ann, requestId, "approve")).toEqual({ state: "delivering" });
  });

  test("an alternate decides as well as anybody", async () => {
    const [ann, alf] = await people(2);
    if (!ann || !alf) throw new Error("There are not enough approvers.");
    const { requestId } = await pending(stageOf([ann], { alternates: { people: [alf.id], afterDays: 4 } }));
    app.passes({ days: 4 });
    await sweep(forwardStages);
    expect(await decides(app, alf, requestId, "deny")).toEqual({ state: "denied" });
  });
});

test("N2: reminders are posted when they are due, each once, in order", async () => {
  const approvers = await people(2);
  const { requestId } = await pending(stageOf(approvers));
  const left = async () =>
    (await app.db.select().from(approverReminder).where(eq(approverReminder.requestId, requestId))).filter(
      ({ dueAt }) => dueAt !== null,
    ).length;
  app.passes({ days: 7 });
  await Promise.all([sweep(remindApprovers), sweep(remindApprovers)]);
  expect(await left()).toBe(2);
  app.passes({ days: 6, hours: 20 });
  await sweep(remindApprovers);
  expect(await left()).toBe(0);
  const rows = await app.db.select().from(audit).where(eq(audit.targetId, requestId));
  expect(rows.filter(({ action }) => action === "request.reminderDue")).toHaveLength(4);
  const reminders = await app.db.select().from(approverReminder).where(eq(approverReminder.requestId, requestId));
  const jobs = await app.db.select().from(outbox).where(eq(outbox.job, "reminder.post"));
  const posted = jobs.map(({ payload }) => (payload as { reminderId: string }).reminderId);
  for (const { id } of reminders) expect(posted.filter((each) => each === id)).toHaveLength(1);
});

describe("R20: a start in three days", () => {
  test("is scheduled, delivered on that day, and counts from then", async () => {
    const who = await app.person("Requestor", { timeZone: "UTC" });
    const { packageId } = await offered(app, policyWith());
    const startDate = plusDays(app.now.toISOString().slice(0, 10), 3);
    const { requestId, state } = await asks(app, who, packageId, { startDate });
    expect(state).toBe("scheduled");
    expect(await sweep(startScheduled)).toBe(0);
    app.now = new Date(`${startDate}T00:00:05Z`);
    expect(await sweep(startScheduled)).toBe(1);
    expect((await stored(app, requestId)).state).toBe("delivering");
    const startsAt = new Date(`${startDate}T00:00:00Z`);
    expect(await assignmentsOf(app, who)).toMatchObject([{ startsAt, endsAt: later(startsAt, { days: 30 }) }]);
  });
});

describe("a stage that nobody can decide any more", () => {
  test("goes from the manager to the fallback, and from there to the catalog's owners", async () => {
    const [manager, fallback] = await people(2);
    if (!manager || !fallback) throw new Error("There are not enough approvers.");
    const who = await app.person("Requestor", { managerId: manager.id });
    const stage = stageOf([], { approvers: { kind: "manager", fallback: [fallback.id] } });
    const { packageId, owner } = await offered(app, policyWith({ stages: [stage] }));
    const { requestId } = await asks(app, who, packageId);
    await rerouteStranded(app.deps);
    expect(await askedIn(app, requestId)).toHaveLength(1);

    await app.changePerson(manager, { slackState: "deactivated" });
    await rerouteStranded(app.deps);
    expect((await stored(app, requestId)).stages).toMatchObject([{ capacity: "fallback" }]);
    expect((await actionsOn(app, requestId)).at(-1)).toBe("request.rerouted");

    await app.changePerson(fallback, { slackState: "deactivated" });
    await rerouteStranded(app.deps);
    await rerouteStranded(app.deps);
    expect((await actionsOn(app, requestId)).filter((action) => action === "request.rerouted")).toHaveLength(2);
    expect(await decides(app, owner, requestId, "approve")).toEqual({ state: "delivering" });
  });

  test("goes to the alternates, who are then not asked once more", async () => {
    const [ann, alf] = await people(2);
    if (!ann || !alf) throw new Error("There are not enough approvers.");
    const { requestId } = await pending(stageOf([ann], { alternates: { people: [alf.id], afterDays: 8 } }));
    await app.changePerson(ann, { slackState: "deactivated" });
    await rerouteStranded(app.deps);
    expect(await stored(app, requestId)).toMatchObject({ forwardAt: null, stages: [{ capacity: "alternate" }] });
    expect(await decides(app, alf, requestId, "approve")).toEqual({ state: "delivering" });
  });

  test("N2: whoever is asked instead is reminded, and whoever cannot decide is not", async () => {
    const [ann, alf] = await people(2);
    if (!ann || !alf) throw new Error("There are not enough approvers.");
    const { requestId } = await pending(stageOf([ann], { alternates: { people: [alf.id], afterDays: 8 } }));
    await app.changePerson(ann, { slackState: "deactivated" });
    await rerouteStranded(app.deps);
    const reminders = await app.db.select().from(approverReminder).where(eq(approverReminder.requestId, requestId));
    const planned = reminders.filter(({ dueAt }) => dueAt !== null).map(({ personId }) => personId);
    expect(planned).toEqual([alf.id, alf.id]);
  });

  test("a group that was emptied", async () => {
    const [ann] = await people(1);
    if (!ann) throw new Error("There is no approver.");
    const group = await app.resource("Approvers", { members: [ann] });
    const { requestId, owner } = await pending(
      stageOf([], { approvers: { kind: "specific", people: [], groups: [group] } }),
    );
    await app.leaves(ann, group);
    await rerouteStranded(app.deps);
    expect(await decides(app, owner, requestId, "approve")).toEqual({ state: "delivering" });
  });
});
