import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { delegateApprovals } from "../../../src/app/delegation/delegate-approvals.ts";
import { extendAccess } from "../../../src/app/request/extend-access.ts";
import { APPROVED_PAGE, listApproved } from "../../../src/app/request/list-approved.ts";
import { readRevocation } from "../../../src/app/request/read-revocation.ts";
import { revokeApproval } from "../../../src/app/request/revoke-approval.ts";
import { assignment } from "../../../src/store/schema/assignment.ts";
import { trailOf } from "../../support/access.ts";
import { refusals, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import { asks, assignmentsOf, decides, offered, policyWith, stageOf, stored } from "../../support/requesting.ts";

const app = useApp();

const revokes = (who: Someone, requestId: string, reason = "Left the team") =>
  revokeApproval(app.deps, who.slackUserId, { requestId, reason });
const approvedBy = async ({ slackUserId }: Someone) =>
  (await listApproved(app.deps, slackUserId)).rows.map(({ requestId }) => requestId);

/** A request that both approvers approved, one in each stage. */
async function approved() {
  const [who, first, last] = [await app.person("Requestor"), await app.person("First"), await app.person("Last")];
  const offer = await offered(app, policyWith({ stages: [stageOf([first]), stageOf([last])] }));
  const { requestId } = await asks(app, who, offer.packageId);
  await decides(app, first, requestId, "approve");
  await decides(app, last, requestId, "approve", { stage: 1 });
  return { ...offer, who, first, last, requestId };
}

describe("D24: an approver revokes an earlier approval", () => {
  test.each(["first", "last"] as const)(
    "of the %s stage: access ends, with the reason in the audit trail",
    async (which) => {
      const story = await approved();
      expect(await approvedBy(story[which])).toEqual([story.requestId]);
      await revokes(story[which], story.requestId);
      const [held] = await assignmentsOf(app, story.who);
      expect(held).toMatchObject({ state: "expired", endReason: "approvalRevoked", endedAt: app.now });
      expect((await trailOf(app, held?.id ?? "")).at(-1)).toMatchObject({
        action: "assignment.ended",
        actorId: story[which].id,
        reason: "Left the team",
      });
      expect(await approvedBy(story[which])).toEqual([]);
    },
  );

  test("a reason is needed, and not too long a one", async () => {
    const { first, requestId } = await approved();
    expect(await refusals(revokes(first, requestId, " "))).toEqual(["required on reason"]);
    expect(await refusals(revokes(first, requestId, "x".repeat(1001)))).toEqual(["tooLong on reason"]);
  });

  test("nobody else can: not its holder, not the catalog's staff, not who could have approved it", async () => {
    const { who, owner, requestId } = await approved();
    const administrator = await app.administrator();
    for (const somebody of [who, owner, administrator]) {
      expect(await refusals(readRevocation(app.deps, somebody.slackUserId, requestId))).toEqual([
        "notPermitted on no field",
      ]);
      expect(await refusals(revokes(somebody, requestId))).toEqual(["notPermitted on no field"]);
    }
  });

  test("not twice, and not before anybody holds anything", async () => {
    const { first, last, requestId, packageId } = await approved();
    await revokes(first, requestId);
    expect(await refusals(revokes(last, requestId))).toEqual(["accessEnded on no field"]);
    expect(await refusals(readRevocation(app.deps, last.slackUserId, requestId))).toEqual(["accessEnded on no field"]);
    const pending = await asks(app, await app.person("Requestor"), packageId);
    await decides(app, first, pending.requestId, "approve");
    expect(await refusals(revokes(first, pending.requestId))).toEqual(["notFound on no field"]);
  });

  test("a delegate revokes what they approved", async () => {
    const [who, approver, delegate] = [
      await app.person("Requestor"),
      await app.person("Approver"),
      await app.person("Delegate"),
    ];
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    const { slackUserId } = delegate;
    await delegateApprovals(app.deps, approver.slackUserId, { slackUserId, from: null, until: null });
    const { requestId } = await asks(app, who, packageId);
    await decides(app, delegate, requestId, "approve");
    expect((await listApproved(app.deps, delegate.slackUserId)).rows).toMatchObject([{ insteadOf: approver.name }]);
    expect(await approvedBy(approver)).toEqual([]);
    await revokes(delegate, requestId);
    expect(await assignmentsOf(app, who)).toMatchObject([{ endReason: "approvalRevoked" }]);
  });

  test("of an extension nothing is revoked by itself", async () => {
    const [who, approver] = [await app.person("Requestor"), await app.person("Approver")];
    const extension = { isAllowed: true, isApprovalRequired: true };
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver])], extension }));
    const { requestId } = await asks(app, who, packageId);
    await decides(app, approver, requestId, "approve");
    const [held] = await assignmentsOf(app, who);
    await app.db
      .update(assignment)
      .set({ state: "delivered" })
      .where(eq(assignment.id, held?.id ?? ""));
    const extended = await extendAccess(app.deps, who.slackUserId, {
      assignmentId: held?.id,
      presentEnd: held?.endsAt?.toISOString(),
      endDate: null,
      justification: "",
    });
    await decides(app, approver, extended.requestId, "approve");
    expect((await stored(app, extended.requestId)).state).toBe("delivered");
    expect(await approvedBy(approver)).toEqual([requestId]);
    expect(await refusals(revokes(approver, extended.requestId))).toEqual(["notFound on no field"]);
  });
});

test("what one has approved comes newest first, page by page", async () => {
  const approver = await app.person("Approver");
  const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
  const made: string[] = [];
  for (let count = 0; count <= APPROVED_PAGE; count += 1) {
    app.passes({ minutes: 1 });
    const { requestId } = await asks(app, await app.person("Requestor"), packageId);
    await decides(app, approver, requestId, "approve");
    made.unshift(requestId);
  }
  const first = await listApproved(app.deps, approver.slackUserId);
  const second = await listApproved(app.deps, approver.slackUserId, first.next);
  expect([...first.rows, ...second.rows].map(({ requestId }) => requestId)).toEqual(made);
  expect(second.next).toBeNull();
});
