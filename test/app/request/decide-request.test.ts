import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { readDecision } from "../../../src/app/request/read-decision.ts";
import { audit } from "../../../src/store/schema/journal.ts";
import { approverReminder } from "../../../src/store/schema/request.ts";
import { refusals, unknownId, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import type { ApprovalStage } from "../../../src/domain/policy/policy-settings.ts";
import {
  actionsOn,
  askedIn,
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

/** A request that waits for its first stage. */
async function pending(stages: readonly ApprovalStage[], who?: Someone) {
  const requestor = who ?? (await app.person("Requestor"));
  const { packageId, owner } = await offered(app, policyWith({ stages }));
  const { requestId } = await asks(app, requestor, packageId);
  return { requestor, packageId, owner, requestId };
}

async function two(): Promise<[Someone, Someone]> {
  return [await app.person("Approver"), await app.person("Approver")];
}

describe("one decision in a stage is enough", () => {
  test("R1: one of two approves, and the other is told who was first", async () => {
    const [ann, bob] = await two();
    const { requestor, requestId } = await pending([stageOf([ann, bob])]);
    expect(await decides(app, ann, requestId, "approve", { reason: "Welcome" })).toEqual({ state: "delivering" });
    const row = await stored(app, requestId);
    expect(row).toMatchObject({ state: "delivering", stage: null, dueAt: null, decidedAt: app.now });
    expect(row.stages).toMatchObject([
      { result: "approved", decidedBy: ann.id, decidedAt: app.now, reason: "Welcome" },
    ]);
    expect(await assignmentsOf(app, requestor)).toMatchObject([{ state: "delivering", id: row.assignmentId }]);
    expect(await refusals(decides(app, bob, requestId, "deny"))).toEqual(["alreadyDecided on no field"]);
    await expect(decides(app, bob, requestId, "deny")).rejects.toMatchObject({ faults: [{ data: { by: ann.name } }] });
    const byOneself = { faults: [{ data: { by: null } }] };
    await expect(decides(app, ann, requestId, "approve")).rejects.toMatchObject(byOneself);
    const opened = readDecision(app.deps, ann.slackUserId, { requestId, stage: 0 }, "deny");
    await expect(opened).rejects.toMatchObject(byOneself);
  });

  test.each([1, 2, 3, 4, 5])("R2: two decide at the same moment, and one of them wins (round %i)", async () => {
    const [ann, bob] = await two();
    const { requestor, requestId } = await pending([stageOf([ann, bob])]);
    const outcomes = await Promise.all([
      refusals(decides(app, ann, requestId, "approve")),
      refusals(decides(app, bob, requestId, "deny")),
    ]);
    expect(outcomes.flat()).toEqual(["alreadyDecided on no field"]);
    const row = await stored(app, requestId);
    expect(["delivering", "denied"]).toContain(row.state);
    expect(await assignmentsOf(app, requestor)).toHaveLength(row.state === "denied" ? 0 : 1);
  });

  test("a deny ends the request, with its reason in the audit trail, and nothing is given", async () => {
    const [ann, bob] = await two();
    const { requestor, requestId } = await pending([stageOf([ann, bob])]);
    expect(await decides(app, bob, requestId, "deny", { reason: "Not this quarter" })).toEqual({ state: "denied" });
    expect(await stored(app, requestId)).toMatchObject({ state: "denied", stage: null, completedAt: app.now });
    expect(await assignmentsOf(app, requestor)).toEqual([]);
    const rows = await app.db.select().from(audit).where(eq(audit.targetId, requestId));
    expect(rows.at(-1)).toMatchObject({ action: "request.denied", actorId: bob.id, reason: "Not this quarter" });
    expect(await jobsFor(app, requestId)).toEqual(["requestMessages.show", "requestMessages.show"]);
  });
});

describe("stages", () => {
  test("R8: the second begins when the first has approved, with a timer of its own", async () => {
    const [ann, bob] = await two();
    const { requestId } = await pending([stageOf([ann]), stageOf([bob], { decisionDays: 3 })]);
    app.passes({ days: 2 });
    expect(await refusals(decides(app, bob, requestId, "approve", { stage: 1 }))).toEqual(["notFound on no field"]);
    expect(await decides(app, ann, requestId, "approve")).toEqual({ state: "pendingApproval" });
    const row = await stored(app, requestId);
    expect(row.stage).toBe(1);
    expect((row.dueAt?.getTime() ?? 0) - app.now.getTime()).toBe(3 * 86_400_000);
    expect(await refusals(decides(app, ann, requestId, "approve"))).toEqual(["alreadyDecided on no field"]);
    expect(await refusals(decides(app, ann, requestId, "approve", { stage: 1 }))).toEqual(["notPermitted on no field"]);
    expect(await decides(app, bob, requestId, "approve", { stage: 1 })).toEqual({ state: "delivering" });
    expect(await actionsOn(app, requestId)).toEqual([
      "request.submitted",
      "request.approvalAsked",
      "request.stageApproved",
      "request.approvalAsked",
      "request.approved",
    ]);
  });

  test("R9: when the second of three denies, the third is never asked", async () => {
    const [ann, bob] = await two();
    const third = await app.person("Approver");
    const { requestId } = await pending([stageOf([ann]), stageOf([bob]), stageOf([third])]);
    await decides(app, ann, requestId, "approve");
    await decides(app, bob, requestId, "deny", { stage: 1 });
    expect((await stored(app, requestId)).state).toBe("denied");
    expect(await askedIn(app, requestId, 2)).toEqual([]);
    expect(await refusals(decides(app, third, requestId, "approve", { stage: 2 }))).toEqual(["notFound on no field"]);
  });
});

describe("who decides", () => {
  test("R3: nobody their own request, even as a listed approver, and even as an administrator", async () => {
    const requestor = await app.administrator();
    const other = await app.person("Approver");
    const { requestId } = await pending([stageOf([requestor, other])], requestor);
    expect(await refusals(decides(app, requestor, requestId, "approve"))).toEqual(["ownRequest on no field"]);
    expect(await decides(app, other, requestId, "approve")).toEqual({ state: "delivering" });
  });

  test("C20: no administrator, and no owner or manager of the catalog, who is no approver", async () => {
    const { requestId, owner } = await pending([stageOf([await app.person("Approver")])]);
    for (const who of [await app.administrator(), owner, await app.person("Other")])
      expect(await refusals(decides(app, who, requestId, "approve"))).toEqual(["notPermitted on no field"]);
    expect((await stored(app, requestId)).state).toBe("pendingApproval");
  });

  test("the members of a group as they are when they decide", async () => {
    const [early, late] = await two();
    const group = await app.resource("Approvers", { members: [early] });
    const stage = stageOf([], { approvers: { kind: "specific", people: [], groups: [group] } });
    const { requestId } = await pending([stage]);
    expect(await refusals(decides(app, late, requestId, "approve"))).toEqual(["notPermitted on no field"]);
    await app.joins(late, group);
    expect(await decides(app, late, requestId, "approve")).toEqual({ state: "delivering" });
  });

  test("R10: the manager; the fallback where there is none", async () => {
    const [manager, fallback] = await two();
    const stage = stageOf([], { approvers: { kind: "manager", fallback: [fallback.id] } });
    const managed = await pending([stage], await app.person("Requestor", { managerId: manager.id }));
    expect(await askedIn(app, managed.requestId)).toEqual([
      { kind: "person", subjectId: manager.id, capacity: "primary" },
    ]);
    expect(await refusals(decides(app, fallback, managed.requestId, "approve"))).toEqual(["notPermitted on no field"]);
    const alone = await pending([stage]);
    expect(await askedIn(app, alone.requestId)).toEqual([
      { kind: "person", subjectId: fallback.id, capacity: "fallback" },
    ]);
    expect(await decides(app, fallback, alone.requestId, "approve")).toEqual({ state: "delivering" });
  });

  test("the catalog's owners, where the requestor is the only approver; the audit trail says so", async () => {
    const requestor = await app.person("Requestor");
    const { requestId, owner } = await pending([stageOf([requestor])], requestor);
    expect((await stored(app, requestId)).stages).toMatchObject([{ capacity: "catalogOwner" }]);
    const rows = await app.db.select().from(audit).where(eq(audit.targetId, requestId));
    expect(rows.at(-1)).toMatchObject({ action: "request.approvalAsked", after: { capacity: "catalogOwner" } });
    expect(await decides(app, owner, requestId, "approve")).toEqual({ state: "delivering" });
  });

  test("a request that nobody could decide is not stored, and the requestor is told why", async () => {
    const requestor = await app.person("Requestor");
    const { id: catalogId } = await app.catalog("Nobody's");
    const policies = [policyWith({ stages: [stageOf([requestor])] })];
    const packageId = await app.package(app.name("Package"), { catalogId, createdBy: requestor, policies });
    expect(await refusals(asks(app, requestor, packageId))).toEqual(["nobodyCanDecide on no field"]);
  });

  test("no approver whose account is deactivated", async () => {
    const [ann, bob] = await two();
    const { requestId } = await pending([stageOf([ann, bob])]);
    await app.changePerson(ann, { slackState: "deactivated" });
    expect(await refusals(decides(app, ann, requestId, "approve"))).toEqual(["accountDeactivated on no field"]);
  });
});

describe("what is asked again when somebody decides", () => {
  test("B10: the reason, where the policy requires one", async () => {
    const [ann] = await two();
    const { requestId } = await pending([stageOf([ann], { isApproverJustificationRequired: true })]);
    expect(await refusals(decides(app, ann, requestId, "approve", { reason: " " }))).toEqual(["required on reason"]);
    expect(await decides(app, ann, requestId, "approve", { reason: "Fine" })).toEqual({ state: "delivering" });
  });

  test("R4: whether its time is over, even before any sweep has noticed", async () => {
    const [ann] = await two();
    const { requestId } = await pending([stageOf([ann], { decisionDays: 1 })]);
    app.passes({ days: 1 });
    expect(await refusals(decides(app, ann, requestId, "approve"))).toEqual(["decisionTooLate on no field"]);
  });

  test("whether the requestor is still there", async () => {
    const [ann] = await two();
    const { requestor, requestId } = await pending([stageOf([ann])]);
    await app.changePerson(requestor, { slackState: "deactivated" });
    expect(await refusals(decides(app, ann, requestId, "approve"))).toEqual(["requestorGone on no field"]);
    expect(await decides(app, ann, requestId, "deny")).toEqual({ state: "denied" });
  });

  test("whether the policy's end date has passed in the meantime", async () => {
    const [ann] = await two();
    const expiration = { type: "onDate" as const, date: "2024-03-05", timeZone: "UTC" };
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([ann])], expiration }));
    const before = app.now;
    app.now = new Date("2024-03-01T12:00:00Z");
    const { requestId } = await asks(app, await app.person("Requestor"), packageId);
    app.now = new Date("2024-03-06T12:00:00Z");
    expect(await refusals(decides(app, ann, requestId, "approve"))).toEqual(["decisionTooLate on no field"]);
    app.now = before;
  });

  test("whether there is such a request at all", async () => {
    expect(await refusals(decides(app, await app.person("Approver"), unknownId(), "approve"))).toEqual([
      "notFound on no field",
    ]);
  });
});

test("N2: primary approvers are reminded twice, until the stage is decided", async () => {
  const [ann, bob] = await two();
  const { requestId } = await pending([stageOf([ann, bob])]);
  const reminders = () => app.db.select().from(approverReminder).where(eq(approverReminder.requestId, requestId));
  expect((await reminders()).map(({ personId }) => personId).toSorted()).toEqual(
    [ann.id, ann.id, bob.id, bob.id].toSorted(),
  );
  await decides(app, ann, requestId, "approve");
  expect((await reminders()).filter(({ dueAt }) => dueAt !== null)).toEqual([]);
});
