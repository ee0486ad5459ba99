import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { assignAccess } from "../../../src/app/assignment/assign-access.ts";
import { CATALOG_ROLES } from "../../../src/domain/catalog/catalog.ts";
import { policy } from "../../../src/store/schema/package.ts";
import { policyFor, refusals, unknownId, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import { asks, assignmentsOf, decides, offered, policyWith, stageOf, stored } from "../../support/requesting.ts";
import type { Offered } from "../../support/requesting.ts";

const app = useApp();
const forStaff = policyFor({ scope: "notSpecified" });

async function assigns(by: Someone, { packageId }: Offered, to: Someone, more: Record<string, unknown> = {}) {
  const [first] = await app.db.select().from(policy).where(eq(policy.packageId, packageId)).orderBy(policy.position);
  const input = { packageId, slackUserId: to.slackUserId, policyId: first?.id, startDate: null, endDate: null };
  return assignAccess(app.deps, by.slackUserId, { ...input, justification: "", ...more });
}

describe("direct assignment", () => {
  test("B5: through a policy for nobody it is delivered without approval", async () => {
    const offer = await offered(app, forStaff);
    const who = await app.person("Holder");
    const { requestId, state } = await assigns(offer.owner, offer, who, { justification: "Joins the team" });
    expect(state).toBe("delivering");
    expect(await stored(app, requestId)).toMatchObject({
      type: "adminAdd",
      requestorId: who.id,
      submittedBy: offer.owner.id,
      justification: "Joins the team",
    });
    expect(await assignmentsOf(app, who)).toMatchObject([{ state: "delivering" }]);
  });

  test("B6: not through a policy that is not enabled", async () => {
    const offer = await offered(app, policyFor({ scope: "notSpecified" }, false));
    const who = await app.person("Holder");
    expect(await refusals(assigns(offer.owner, offer, who))).toEqual(["policyNotAssignable on policyId"]);
    expect(await assignmentsOf(app, who)).toEqual([]);
  });

  test("R21: where the policy requires approval it is asked for, whoever assigns, and the one who assigns does not give it", async () => {
    const [approver, administrator] = [await app.person("Approver"), await app.administrator()];
    const offer = await offered(app, policyWith({ stages: [stageOf([approver, administrator])] }));
    const who = await app.person("Holder");
    const { requestId, state } = await assigns(administrator, offer, who);
    expect(state).toBe("pendingApproval");
    expect(await refusals(decides(app, administrator, requestId, "approve"))).toEqual(["ownRequest on no field"]);
    expect(await decides(app, approver, requestId, "approve")).toEqual({ state: "delivering" });
  });

  test.each(CATALOG_ROLES)("a %s of the catalog may if the table says so", async (role) => {
    const offer = await offered(app, forStaff);
    const staff = await app.person("Staff");
    await app.give(offer.catalogId, role, staff.id);
    const refused = await refusals(assigns(staff, offer, await app.person("Holder")));
    expect(refused).toEqual(role === "reader" ? ["notPermitted on no field"] : []);
  });

  test("nobody without a role may, though they may ask for themselves", async () => {
    const offer = await offered(app, policyWith());
    const who = await app.person("Stranger");
    expect(await refusals(assigns(who, offer, who))).toEqual(["notPermitted on no field"]);
  });

  test("only to those whom the policy includes", async () => {
    const offer = await offered(app, policyFor({ scope: "allMemberUsers" }));
    const guest = await app.person("Guest", { isGuest: true });
    expect(await refusals(assigns(offer.owner, offer, guest))).toEqual(["policyExcludes on people"]);
  });

  test("not twice to the same person, and not beside their own request", async () => {
    const offer = await offered(app, policyWith({ stages: [stageOf([await app.person("Approver")])] }), forStaff);
    const [who, other] = [await app.person("Holder"), await app.person("Holder")];
    const [, second] = await app.db
      .select()
      .from(policy)
      .where(eq(policy.packageId, offer.packageId))
      .orderBy(policy.position);
    await asks(app, who, offer.packageId);
    expect(await refusals(assigns(offer.owner, offer, who, { policyId: second?.id }))).toEqual([
      "requestedAlready on people",
    ]);
    await assigns(offer.owner, offer, other, { policyId: second?.id });
    expect(await refusals(assigns(offer.owner, offer, other, { policyId: second?.id }))).toEqual([
      "heldAlready on people",
    ]);
  });

  test("not to somebody who is deactivated or unknown, and not through a policy of another package", async () => {
    const offer = await offered(app, forStaff);
    const gone = await app.person("Gone", { slackState: "deactivated" });
    expect(await refusals(assigns(offer.owner, offer, gone))).toEqual(["personDeactivated on people"]);
    const stranger = { id: unknownId(), name: "Stranger", slackUserId: "U99999999" };
    expect(await refusals(assigns(offer.owner, offer, stranger))).toEqual(["personNotKnownYet on people"]);
    const who = await app.person("Holder");
    expect(await refusals(assigns(offer.owner, offer, who, { policyId: unknownId() }))).toEqual([
      "notAChoice on policyId",
    ]);
  });
});
