import { and, eq, isNotNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { readReroute } from "../../../src/app/request/read-reroute.ts";
import { rerouteRequest } from "../../../src/app/request/reroute-request.ts";
import { listApprovals } from "../../../src/app/request/list-approvals.ts";
import { forwardStages } from "../../../src/app/sweep/forward-stages.ts";
import { CATALOG_ROLES } from "../../../src/domain/catalog/catalog.ts";
import { approverReminder } from "../../../src/store/schema/request.ts";
import { trailOf } from "../../support/access.ts";
import { refusals, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import { askedIn, asks, decides, offered, policyWith, stageOf, stored } from "../../support/requesting.ts";

const app = useApp();

async function waiting(more: Parameters<typeof stageOf>[1] = {}) {
  const [who, approver, other] = [
    await app.person("Requestor"),
    await app.person("Approver"),
    await app.person("Other"),
  ];
  const offer = await offered(app, policyWith({ stages: [stageOf([approver], more)] }));
  const { requestId } = await asks(app, who, offer.packageId);
  return { ...offer, who, approver, other, requestId };
}

function reroutes(by: Someone, requestId: string, to: readonly Someone[], more: Record<string, unknown> = {}) {
  const slackUserIds = to.map(({ slackUserId }) => slackUserId);
  const input = { requestId, stage: 0, reroutedAt: null, slackUserIds, reason: "Alan is away" };
  return rerouteRequest(app.deps, by.slackUserId, { ...input, ...more });
}

const awaitedBy = async ({ slackUserId }: Someone) =>
  (await listApprovals(app.deps, slackUserId)).rows.map(({ id }) => id);

describe("staff hand the present stage of a waiting request to others", () => {
  test("who decide it from then on; those asked before no longer can", async () => {
    const { owner, approver, other, requestId } = await waiting();
    await reroutes(owner, requestId, [other]);
    expect(await askedIn(app, requestId)).toEqual([{ kind: "person", subjectId: other.id, capacity: "rerouted" }]);
    expect([await awaitedBy(approver), await awaitedBy(other)]).toEqual([[], [requestId]]);
    expect(await refusals(decides(app, approver, requestId, "approve"))).toEqual(["notPermitted on no field"]);
    expect(await decides(app, other, requestId, "approve")).toEqual({ state: "delivering" });
  });

  test("D22: the audit trail says who, from whom, to whom and why", async () => {
    const { owner, approver, other, requestId } = await waiting();
    await reroutes(owner, requestId, [other]);
    expect((await trailOf(app, requestId)).at(-1)).toMatchObject({
      action: "request.rerouted",
      actorId: owner.id,
      reason: "Alan is away",
      before: { subjects: [{ kind: "person", id: approver.id }] },
      after: { stage: 1, capacity: "rerouted", subjects: [{ kind: "person", id: other.id }] },
    });
  });

  test("its time stays, its alternates are not asked any more, and the new approvers are reminded", async () => {
    const alternate = await app.person("Alternate");
    const alternates = { people: [alternate.id], afterDays: 2 };
    const { owner, other, requestId } = await waiting({ alternates });
    const { dueAt } = await stored(app, requestId);
    app.passes({ days: 1 });
    await reroutes(owner, requestId, [other]);
    expect(await stored(app, requestId)).toMatchObject({ dueAt, forwardAt: null });
    app.passes({ days: 2 });
    await forwardStages(app.deps);
    expect(await askedIn(app, requestId)).toHaveLength(1);
    const reminded = await app.db
      .select()
      .from(approverReminder)
      .where(and(eq(approverReminder.requestId, requestId), isNotNull(approverReminder.dueAt)));
    expect(new Set(reminded.map(({ personId }) => personId))).toEqual(new Set([other.id]));
  });

  test("never to the requestor, and not to themselves: staff do not decide by way of it (C20)", async () => {
    const { owner, who, other, requestId } = await waiting();
    expect(await refusals(reroutes(owner, requestId, [other, who]))).toEqual(["cannotDecideThis on approvers"]);
    expect(await refusals(reroutes(owner, requestId, [owner]))).toEqual(["cannotDecideThis on approvers"]);
    expect(await refusals(reroutes(owner, requestId, [], { reason: "" }))).toEqual([
      "required on approvers",
      "required on reason",
    ]);
    const stranger = { id: "", name: "", slackUserId: "U99999999" };
    expect(await refusals(reroutes(owner, requestId, [stranger]))).toEqual(["personNotKnownYet on approvers"]);
  });

  test("of two who do so at once the second is told, and nothing of the first is overwritten", async () => {
    const { owner, other, requestId } = await waiting();
    const second = await app.person("Second");
    await reroutes(owner, requestId, [other]);
    expect(await refusals(reroutes(owner, requestId, [second]))).toEqual(["changedMeanwhile on no field"]);
    expect(await askedIn(app, requestId)).toMatchObject([{ subjectId: other.id }]);
    const { reroutedAt, asked } = await readReroute(app.deps, owner.slackUserId, requestId);
    expect(asked).toEqual([other.name]);
    await reroutes(owner, requestId, [second], { reroutedAt });
    expect(await askedIn(app, requestId)).toMatchObject([{ subjectId: second.id }]);
  });

  test("not once it is decided", async () => {
    const { owner, approver, other, requestId } = await waiting();
    await decides(app, approver, requestId, "deny");
    expect(await refusals(reroutes(owner, requestId, [other]))).toEqual(["requestClosed on no field"]);
    expect(await refusals(readReroute(app.deps, owner.slackUserId, requestId))).toEqual(["requestClosed on no field"]);
  });

  test("another stage after it asks as the policy says", async () => {
    const [who, first, last, other] = [
      await app.person("Requestor"),
      await app.person("First"),
      await app.person("Last"),
      await app.person("Other"),
    ];
    const offer = await offered(app, policyWith({ stages: [stageOf([first]), stageOf([last])] }));
    const { requestId } = await asks(app, who, offer.packageId);
    await reroutes(offer.owner, requestId, [other]);
    await decides(app, other, requestId, "approve");
    expect(await askedIn(app, requestId, 1)).toMatchObject([{ subjectId: last.id, capacity: "primary" }]);
  });

  test.each(CATALOG_ROLES)("a %s of the catalog may if the table says so", async (role) => {
    const { catalogId, other, requestId } = await waiting();
    const staff = await app.person("Staff");
    await app.give(catalogId, role, staff.id);
    const refused = role === "reader" ? ["notPermitted on no field"] : [];
    expect(await refusals(readReroute(app.deps, staff.slackUserId, requestId))).toEqual(refused);
    expect(await refusals(reroutes(staff, requestId, [other]))).toEqual(refused);
  });

  test("the requestor and the approvers may not", async () => {
    const { who, approver, other, requestId } = await waiting();
    for (const somebody of [who, approver])
      expect(await refusals(reroutes(somebody, requestId, [other]))).toEqual(["notPermitted on no field"]);
  });
});
