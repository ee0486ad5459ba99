import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { delegateApprovals, endDelegation } from "../../src/app/delegation/delegate-approvals.ts";
import { readDelegations } from "../../src/app/delegation/read-delegations.ts";
import { listApprovals } from "../../src/app/request/list-approvals.ts";
import { readDecision } from "../../src/app/request/read-decision.ts";
import { readRequest } from "../../src/app/request/read-request.ts";
import { rerouteRequest } from "../../src/app/request/reroute-request.ts";
import { readRequestMessages } from "../../src/app/request/read-request-messages.ts";
import { plusDays } from "../../src/lib/calendar.ts";
import { audit } from "../../src/store/schema/journal.ts";
import { approverReminder } from "../../src/store/schema/request.ts";
import { trailOf } from "../support/access.ts";
import { refusals, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { asks, decides, offered, policyWith, stageOf, stored } from "../support/requesting.ts";

const app = useApp();

async function people() {
  return {
    who: await app.person("Requestor"),
    approver: await app.person("Approver"),
    delegate: await app.person("Delegate"),
  };
}

const today = () => app.now.toISOString().slice(0, 10);

function delegates(by: Someone, to: Someone, days: { from?: string | null; until?: string | null } = {}) {
  return delegateApprovals(app.deps, by.slackUserId, { slackUserId: to.slackUserId, from: null, until: null, ...days });
}

async function ends(by: Someone) {
  const { own } = await readDelegations(app.deps, by.slackUserId);
  await endDelegation(app.deps, by.slackUserId, { delegationId: own?.id });
}

const packageFor = async (...approvers: Someone[]) =>
  (await offered(app, policyWith({ stages: [stageOf(approvers)] }))).packageId;

/** Whether the person can decide the request, as the list, the details, the pane and the card say; all of them must agree. */
async function canDecide({ slackUserId, id }: Someone, requestId: string): Promise<boolean> {
  const listed = (await listApprovals(app.deps, slackUserId)).rows.some((row) => row.id === requestId);
  const asked = (await readRequestMessages(app.deps, requestId))?.request.asked.some((each) => each.id === id);
  const refused = await refusals(readDecision(app.deps, slackUserId, { requestId, stage: 0 }, "approve"));
  const details = await readRequest(app.deps, slackUserId, requestId).catch(() => ({ mayDecide: false }));
  expect([asked, refused.length === 0, details.mayDecide]).toEqual([listed, listed, listed]);
  return listed;
}

describe("R22: a delegate decides in somebody's place", () => {
  test("what arrives from Monday on; Sunday's request is not theirs, and the approver can decide both", async () => {
    const { who, approver, delegate } = await people();
    const second = await app.person("Requestor");
    const packageId = await packageFor(approver);
    await delegates(approver, delegate, { from: plusDays(today(), 1) });
    const sunday = await asks(app, who, packageId);
    app.passes({ days: 2 });
    const tuesday = await asks(app, second, packageId);
    expect([await canDecide(delegate, sunday.requestId), await canDecide(delegate, tuesday.requestId)]).toEqual([
      false,
      true,
    ]);
    expect([await canDecide(approver, sunday.requestId), await canDecide(approver, tuesday.requestId)]).toEqual([
      true,
      true,
    ]);
    const inPlace = async ({ slackUserId }: Someone) =>
      (await listApprovals(app.deps, slackUserId)).rows.map(({ insteadOf }) => insteadOf);
    expect([await inPlace(delegate), await inPlace(approver)]).toEqual([[approver.name], [null, null]]);
    expect(await refusals(decides(app, delegate, sunday.requestId, "approve"))).toEqual(["notPermitted on no field"]);
    expect(await decides(app, delegate, tuesday.requestId, "approve")).toEqual({ state: "delivering" });
  });

  test("N14: the stage, the card and the audit trail say who decided, and for whom", async () => {
    const { who, approver, delegate } = await people();
    const packageId = await packageFor(approver);
    await delegates(approver, delegate);
    const { requestId } = await asks(app, who, packageId);
    await decides(app, delegate, requestId, "approve");
    expect((await stored(app, requestId)).stages).toMatchObject([
      { result: "approved", decidedBy: delegate.id, decidedFor: approver.id },
    ]);
    const shown = await readRequestMessages(app.deps, requestId);
    expect(shown?.request.stages).toMatchObject([{ decidedBy: delegate.name, decidedFor: approver.name }]);
    const approved = (await trailOf(app, requestId)).find(({ action }) => action === "request.approved");
    expect(approved).toMatchObject({ actorId: delegate.id, after: { stage: 1, insteadOf: approver.id } });
  });

  test("whoever is an approver too decides in their own right", async () => {
    const { who, approver, delegate } = await people();
    const packageId = await packageFor(approver, delegate);
    await delegates(approver, delegate);
    const { requestId } = await asks(app, who, packageId);
    await decides(app, delegate, requestId, "deny");
    expect((await stored(app, requestId)).stages).toMatchObject([{ decidedBy: delegate.id, decidedFor: null }]);
  });

  test("until the end of the last day; what came by then they may still decide", async () => {
    const { who, approver, delegate } = await people();
    const second = await app.person("Requestor");
    const packageId = await packageFor(approver);
    await delegates(approver, delegate, { until: today() });
    const inTime = await asks(app, who, packageId);
    app.passes({ days: 1 });
    const late = await asks(app, second, packageId);
    expect([await canDecide(delegate, inTime.requestId), await canDecide(delegate, late.requestId)]).toEqual([
      true,
      false,
    ]);
    expect((await readDelegations(app.deps, approver.slackUserId)).own).toBeNull();
  });

  test("not once it is ended by hand, not even what came before", async () => {
    const { who, approver, delegate } = await people();
    const packageId = await packageFor(approver);
    await delegates(approver, delegate);
    const { requestId } = await asks(app, who, packageId);
    await ends(approver);
    expect([await canDecide(delegate, requestId), await canDecide(approver, requestId)]).toEqual([false, true]);
  });

  test("one level: a delegate's delegate is not asked", async () => {
    const { who, approver, delegate } = await people();
    const third = await app.person("Third");
    await delegates(approver, delegate);
    await delegates(delegate, third);
    const { requestId } = await asks(app, who, await packageFor(approver));
    expect([await canDecide(delegate, requestId), await canDecide(third, requestId)]).toEqual([true, false]);
  });

  test("never their own request, and never in the place of whoever asks", async () => {
    const { approver, delegate } = await people();
    const other = await app.person("Other");
    const packageId = await packageFor(approver, other);
    await delegates(approver, delegate);
    const own = await asks(app, delegate, packageId);
    expect(await canDecide(delegate, own.requestId)).toBe(false);
    expect(await refusals(decides(app, delegate, own.requestId, "approve"))).toEqual(["ownRequest on no field"]);
    const ofApprover = await asks(app, approver, packageId);
    expect(await canDecide(delegate, ofApprover.requestId)).toBe(false);
    expect(await refusals(decides(app, delegate, ofApprover.requestId, "approve"))).toEqual([
      "notPermitted on no field",
    ]);
  });

  test("of an approver who is asked as a member of a group, or as the catalog's owner", async () => {
    const { who, approver, delegate } = await people();
    const groups = [await app.resource("Group", { members: [approver] })];
    const ofGroup = stageOf([], { approvers: { kind: "specific", people: [], groups } });
    const byGroup = await offered(app, policyWith({ stages: [ofGroup] }));
    await delegates(approver, delegate);
    const { requestId } = await asks(app, who, byGroup.packageId);
    expect(await canDecide(delegate, requestId)).toBe(true);
    await app.leaves(approver, groups[0] ?? "");
    expect(await canDecide(delegate, requestId)).toBe(false);

    const byOwner = await offered(app, policyWith({ stages: [stageOf([], { approvers: { kind: "catalogOwners" } })] }));
    await delegates(byOwner.owner, delegate);
    expect(await canDecide(delegate, (await asks(app, who, byOwner.packageId)).requestId)).toBe(true);
  });

  test("not of somebody whose account is deactivated", async () => {
    const { who, approver, delegate } = await people();
    const packageId = await packageFor(approver, await app.person("Other"));
    await delegates(approver, delegate);
    const { requestId } = await asks(app, who, packageId);
    await app.changePerson(approver, { slackState: "deactivated" });
    expect(await canDecide(delegate, requestId)).toBe(false);
  });
});

/** When whom the request reminds is reminded, in order. */
async function remindersOf(requestId: string) {
  const rows = await app.db.select().from(approverReminder).where(eq(approverReminder.requestId, requestId));
  const timesOf = ({ id }: Someone) =>
    rows.flatMap(({ personId, dueAt }) => (personId === id && dueAt ? [dueAt.toISOString()] : [])).toSorted();
  return { people: new Set(rows.map(({ personId }) => personId)), timesOf };
}

describe("N2: a delegate is reminded as well", () => {
  test("in their own working hours", async () => {
    app.now = new Date("2024-05-01T12:00:00Z"); // A Wednesday.
    const [who, approver] = [
      await app.person("Requestor"),
      await app.person("Approver", { timeZone: "Europe/Berlin" }),
    ];
    const delegate = await app.person("Delegate", { timeZone: "Asia/Tokyo" });
    await delegates(approver, delegate);
    const { requestId } = await asks(app, who, await packageFor(approver));
    const { timesOf } = await remindersOf(requestId);
    expect(timesOf(approver)).toEqual(["2024-05-08T12:00:00.000Z", "2024-05-14T12:00:00.000Z"]);
    expect(timesOf(delegate)).toEqual(["2024-05-09T00:00:00.000Z", "2024-05-15T00:00:00.000Z"]);
  });

  test("once, though they are an approver too, or the delegate of several", async () => {
    const { who, approver, delegate } = await people();
    const second = await app.person("Second");
    for (const each of [approver, second]) await delegates(each, delegate);
    for (const approvers of [
      [approver, delegate],
      [approver, second],
    ]) {
      const { requestId } = await asks(app, who, await packageFor(...approvers));
      expect((await remindersOf(requestId)).timesOf(delegate)).toHaveLength(2);
    }
  });

  test("where the request is handed on to whoever has them", async () => {
    const { who, approver, delegate } = await people();
    const { packageId, owner } = await offered(app, policyWith({ stages: [stageOf([await app.person("Before")])] }));
    await delegates(approver, delegate);
    const { requestId } = await asks(app, who, packageId);
    const to = { slackUserIds: [approver.slackUserId], reason: "They are away" };
    await rerouteRequest(app.deps, owner.slackUserId, { requestId, stage: 0, reroutedAt: null, ...to });
    expect((await remindersOf(requestId)).timesOf(delegate)).toHaveLength(2);
  });

  test("not of what they cannot decide", async () => {
    const { who, approver, delegate } = await people();
    const [later, gone] = [await app.person("Later"), await app.person("Gone")];
    const third = await app.person("Third");
    await delegates(delegate, third);
    await delegates(approver, delegate, { from: plusDays(today(), 1) });
    const before = await asks(app, who, await packageFor(approver));
    expect((await remindersOf(before.requestId)).people).toEqual(new Set([approver.id]));
    app.passes({ days: 1 });
    const own = await asks(app, delegate, await packageFor(approver));
    expect((await remindersOf(own.requestId)).people).toEqual(new Set([approver.id]));
    const theirs = await asks(app, who, await packageFor(approver));
    expect((await remindersOf(theirs.requestId)).people).toEqual(new Set([approver.id, delegate.id]));
    await delegates(approver, later);
    await delegates(later, gone);
    await app.changePerson(gone, { slackState: "deactivated" });
    const ofGone = await asks(app, who, await packageFor(later));
    expect((await remindersOf(ofGone.requestId)).people).toEqual(new Set([later.id]));
  });
});

describe("one's delegation", () => {
  test("is one at a time: another takes its place, and both are written down", async () => {
    const { approver, delegate } = await people();
    const second = await app.person("Second");
    await delegates(approver, delegate, { until: plusDays(today(), 7) });
    await delegates(approver, second);
    expect((await readDelegations(app.deps, approver.slackUserId)).own).toMatchObject({ delegateName: second.name });
    expect((await readDelegations(app.deps, delegate.slackUserId)).toMe).toEqual([]);
    expect((await readDelegations(app.deps, second.slackUserId)).toMe).toMatchObject([{ personName: approver.name }]);
    const written = await app.db.select().from(audit).where(eq(audit.actorId, approver.id)).orderBy(audit.id);
    expect(written.map(({ action }) => action)).toEqual(["delegation.made", "delegation.ended", "delegation.made"]);
  });

  test("is ended by oneself alone, and ending it again changes nothing", async () => {
    const { approver, delegate } = await people();
    await delegates(approver, delegate);
    const delegationId = (await readDelegations(app.deps, approver.slackUserId)).own?.id;
    const end = (who: Someone) => refusals(endDelegation(app.deps, who.slackUserId, { delegationId }));
    expect(await end(delegate)).toEqual(["notFound on no field"]);
    expect([await end(approver), await end(approver)]).toEqual([[], []]);
    expect((await trailOf(app, delegationId ?? "")).map(({ action }) => action)).toEqual([
      "delegation.made",
      "delegation.ended",
    ]);
  });

  test("made twice in the same moment leaves one", async () => {
    const { approver, delegate } = await people();
    const second = await app.person("Second");
    await Promise.all([delegates(approver, delegate), delegates(approver, second)]);
    const held = await Promise.all(
      [delegate, second].map(async ({ slackUserId }) => (await readDelegations(app.deps, slackUserId)).toMe),
    );
    expect(held.flat()).toHaveLength(1);
  });

  test("is refused to oneself, to somebody unknown or deactivated, and for days gone by", async () => {
    const { approver } = await people();
    const gone = await app.person("Gone", { slackState: "deactivated" });
    const stranger = { id: "", name: "", slackUserId: "U99999999" };
    expect(await refusals(delegates(approver, approver))).toEqual(["delegateIsOneself on delegate"]);
    expect(await refusals(delegates(approver, gone))).toEqual(["personDeactivated on delegate"]);
    expect(await refusals(delegates(approver, stranger))).toEqual(["personNotKnownYet on delegate"]);
    const other = await app.person("Other");
    expect(await refusals(delegates(approver, other, { until: plusDays(today(), -1) }))).toEqual([
      "dateTooEarly on until",
    ]);
  });
});
