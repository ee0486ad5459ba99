import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { sentenceFor } from "../../../src/slack/errors.ts";
import { Refusal } from "../../../src/domain/fault.ts";
import { catalog } from "../../../src/store/schema/catalog.ts";
import { accessPackage, policy } from "../../../src/store/schema/package.ts";
import { request } from "../../../src/store/schema/request.ts";
import { policyFor, refusals, unknownId, useApp } from "../../support/app.ts";
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

/** What the person is told. */
async function toldBy(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.faults.map(sentenceFor).join("\n");
  }
}

describe("who may ask", () => {
  test("B1, B2: whoever is in a group that the policy names, guests too", async () => {
    const member = await app.person("Member");
    const guest = await app.person("Guest", { isGuest: true });
    const group = await app.resource("All employees", { members: [member, guest] });
    const { packageId } = await offered(
      app,
      policyWith({ requestors: { scope: "specificDirectoryUsers", people: [], groups: [group] } }),
    );
    expect((await asks(app, member, packageId)).state).toBe("delivering");
    expect((await asks(app, guest, packageId)).state).toBe("delivering");
    const other = await app.person("Other");
    expect(await refusals(asks(app, other, packageId))).toEqual(["notRequestable on packageId"]);
  });

  test("B3: people of a named organization, and of no other", async () => {
    const fabrikam = await app.organization("Fabrikam", "configured");
    const contoso = await app.organization("Contoso", "configured");
    const { packageId } = await offered(
      app,
      policyWith({ requestors: { scope: "specificConnectedOrganizationUsers", organizations: [fabrikam] } }),
    );
    const ours = await app.person("Partner", { organizationId: fabrikam });
    const theirs = await app.person("Partner", { organizationId: contoso });
    expect((await asks(app, ours, packageId)).state).toBe("delivering");
    expect(await refusals(asks(app, theirs, packageId))).toEqual(["notRequestable on packageId"]);
  });

  test("whoever cannot is told which policy fails on which rule, and what would help", async () => {
    const guest = await app.person("Guest", { isGuest: true });
    const { packageId } = await offered(
      app,
      policyFor({ scope: "allMemberUsers" }),
      policyFor({ scope: "notSpecified" }),
      policyFor({ scope: "allDirectoryUsers" }, false),
    );
    expect(await toldBy(asks(app, guest, packageId))).toBe(
      "You cannot request this access package. No policy that includes you is enabled. “Policy 0” is for members, not for " +
        "guests or connected organizations; “Policy 1” is for direct assignment by administrators only; “Policy 2” " +
        "includes you, but is not enabled. Ask its catalog's owners to enable one.",
    );
  });

  test.each([
    ["somebody else", policyFor({ scope: "allMemberUsers" }), "include you"],
    ["nobody, as staff assign it,", policyFor({ scope: "notSpecified" }), "assign it to you"],
  ])("who cannot ask for what is meant for %s is told what the owners could do", async (_, policy, advice) => {
    const { packageId } = await offered(app, policy);
    const told = await toldBy(asks(app, await app.person("Guest", { isGuest: true }), packageId));
    expect(told).toMatch(/None of its policies includes you\./);
    expect(told).toContain(`Ask its catalog's owners to ${advice}.`);
  });

  test("B15: nobody through a policy that is not enabled, and everybody in scope once it is", async () => {
    const who = await app.person("Requestor");
    const { packageId } = await offered(app, policyWith({ isEnabled: false }));
    expect(await refusals(asks(app, who, packageId))).toEqual(["notRequestable on packageId"]);
    await app.db.update(policy).set({ settings: policyWith(), isEnabled: true }).where(eq(policy.packageId, packageId));
    expect((await asks(app, who, packageId)).state).toBe("delivering");
  });

  test("R16: a hidden package can be requested by whoever knows of it", async () => {
    const { packageId } = await offered(app, policyWith());
    await app.db.update(accessPackage).set({ isHidden: true }).where(eq(accessPackage.id, packageId));
    expect((await asks(app, await app.person("Requestor"), packageId)).state).toBe("delivering");
  });

  test("R17: nothing can be requested of a catalog that is disabled", async () => {
    const { packageId, catalogId } = await offered(app, policyWith());
    await app.db.update(catalog).set({ isEnabled: false }).where(eq(catalog.id, catalogId));
    expect(await toldBy(asks(app, await app.person("Requestor"), packageId))).toMatch(/catalog is not enabled/);
  });

  test("outsiders of no catalog that is closed to them", async () => {
    const { packageId, catalogId } = await offered(app, policyWith());
    await app.db.update(catalog).set({ isEnabledForExternalUsers: false }).where(eq(catalog.id, catalogId));
    const guest = await app.person("Guest", { isGuest: true });
    expect(await toldBy(asks(app, guest, packageId))).toMatch(/not enabled for external users/);
    expect((await asks(app, await app.person("Member"), packageId)).state).toBe("delivering");
  });

  test("nobody whose account is deactivated, and nothing that does not exist", async () => {
    const { packageId } = await offered(app, policyWith());
    const gone = await app.person("Gone", { slackState: "deactivated" });
    expect(await refusals(asks(app, gone, packageId))).toEqual(["accountDeactivated on no field"]);
    expect(await refusals(asks(app, await app.person("Requestor"), unknownId()))).toEqual(["notFound on packageId"]);
  });
});

describe("R15: which policy", () => {
  test("of two in the same tier the person picks one", async () => {
    const who = await app.person("Requestor");
    const { packageId } = await offered(app, policyWith(), policyWith({ expiration: { type: "noExpiration" } }));
    expect(await refusals(asks(app, who, packageId))).toEqual(["policyChoiceNeeded on policyId"]);
    const [, second] = await app.db
      .select()
      .from(policy)
      .where(eq(policy.packageId, packageId))
      .orderBy(policy.position);
    const { requestId } = await asks(app, who, packageId, { policyId: second?.id ?? "" });
    expect((await stored(app, requestId)).policyId).toBe(second?.id);
  });

  test("a specific one is taken silently before one for all", async () => {
    const who = await app.person("Requestor");
    const named = policyWith({ requestors: { scope: "specificDirectoryUsers", people: [who.id], groups: [] } });
    const { packageId } = await offered(app, policyWith(), named);
    const { requestId } = await asks(app, who, packageId);
    expect((await stored(app, requestId)).settings).toEqual(named);
  });

  test("one of another tier or package was never offered", async () => {
    const who = await app.person("Requestor");
    const named = policyWith({ requestors: { scope: "specificDirectoryUsers", people: [who.id], groups: [] } });
    const { packageId } = await offered(app, policyWith(), named);
    const [wide] = await app.db.select().from(policy).where(eq(policy.packageId, packageId)).orderBy(policy.position);
    expect(await refusals(asks(app, who, packageId, { policyId: wide?.id ?? "" }))).toEqual(["notAChoice on policyId"]);
    expect(await refusals(asks(app, who, packageId, { policyId: unknownId() }))).toEqual(["notAChoice on policyId"]);
  });
});

describe("what becomes of it", () => {
  test("B8: without approval it is approved at once, and delivery begins", async () => {
    const who = await app.person("Requestor");
    const { packageId } = await offered(app, policyWith());
    const { requestId, state } = await asks(app, who, packageId);
    expect(state).toBe("delivering");
    const [held] = await assignmentsOf(app, who);
    expect(held).toMatchObject({ packageId, state: "delivering", startsAt: app.now });
    expect(await actionsOn(app, requestId)).toEqual(["request.submitted", "request.approved"]);
    expect(await actionsOn(app, held?.id ?? "")).toEqual(["assignment.created"]);
    expect(await jobsFor(app, held?.id ?? "")).toEqual(["assignment.deliver"]);
    expect(await jobsFor(app, requestId)).toEqual(["requestMessages.show"]);
  });

  test("with approval its first stage begins, and nothing is given yet", async () => {
    const [who, approver] = [await app.person("Requestor"), await app.person("Approver")];
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver], { decisionDays: 5 })] }));
    const { requestId, state } = await asks(app, who, packageId);
    expect(state).toBe("pendingApproval");
    const row = await stored(app, requestId);
    expect(row).toMatchObject({ stage: 0, dueAt: row.stages[0]?.dueAt, forwardAt: null });
    expect(row.stages).toMatchObject([{ stage: 0, result: "notReviewed", capacity: "primary" }]);
    expect(await assignmentsOf(app, who)).toEqual([]);
    expect(await actionsOn(app, requestId)).toEqual(["request.submitted", "request.approvalAsked"]);
  });

  test("D12: later changes of the policy do not touch it", async () => {
    const [who, approver] = [await app.person("Requestor"), await app.person("Approver")];
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    const { requestId } = await asks(app, who, packageId);
    const shorter = policyWith({ expiration: { type: "afterDays", days: 10 } });
    await app.db.update(policy).set({ settings: shorter }).where(eq(policy.packageId, packageId));
    await decides(app, approver, requestId, "approve");
    const [held] = await assignmentsOf(app, who);
    expect((held?.endsAt?.getTime() ?? 0) - app.now.getTime()).toBe(30 * 86_400_000);
  });
});

describe("what is typed", () => {
  test("B9: a justification is needed where the policy says so, and blanks are none", async () => {
    const who = await app.person("Requestor");
    const approval = { stages: [stageOf([await app.person("Approver")])], isRequestorJustificationRequired: true };
    const { packageId } = await offered(app, policyWith({ approval }));
    expect(await refusals(asks(app, who, packageId, { justification: "  " }))).toEqual(["required on justification"]);
    const { requestId } = await asks(app, who, packageId, { justification: " For the launch " });
    expect((await stored(app, requestId)).justification).toBe("For the launch");
  });

  test("everything wrong is named at once, and nothing is stored", async () => {
    const who = await app.person("Requestor");
    const { packageId } = await offered(app, policyWith());
    const wrong = { justification: "x".repeat(1001), startDate: "2020-01-01", endDate: "2099-01-01" };
    expect(await refusals(asks(app, who, packageId, wrong))).toEqual([
      "tooLong on justification",
      "dateOutOfRange on startDate",
      "dateOutOfRange on endDate",
    ]);
    expect(await app.db.select().from(request).where(eq(request.requestorId, who.id))).toEqual([]);
  });
});

describe("one request or access at a time for each person and package", () => {
  test("a second request is refused while the first is open, and while the access lasts", async () => {
    const [who, approver] = [await app.person("Requestor"), await app.person("Approver")];
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    const { requestId } = await asks(app, who, packageId);
    expect(await refusals(asks(app, who, packageId))).toEqual(["alreadyRequested on packageId"]);
    await decides(app, approver, requestId, "approve");
    expect(await refusals(asks(app, who, packageId))).toEqual(["alreadyHeld on packageId"]);
  });

  test.each([1, 2, 3])("two submissions at the same moment store one (round %i)", async () => {
    const who = await app.person("Requestor");
    const stages = [stageOf([await app.person("Approver")])];
    const approved = await offered(app, policyWith({ stages }));
    const free = await offered(app, policyWith());
    const outcomes = async (packageId: string) =>
      (await Promise.all([1, 2].map(() => refusals(asks(app, who, packageId))))).flat();
    expect(await outcomes(approved.packageId)).toEqual(["alreadyRequested on packageId"]);
    expect(await outcomes(free.packageId)).toEqual(["alreadyHeld on packageId"]);
  });

  test("R5: what was denied is asked for again as a new request, which knows the earlier one", async () => {
    const [who, approver] = [await app.person("Requestor"), await app.person("Approver")];
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    const first = await asks(app, who, packageId);
    expect(await refusals(asks(app, who, packageId, { repeats: first.requestId }))).toEqual([
      "alreadyRequested on packageId",
    ]);
    await decides(app, approver, first.requestId, "deny");
    const second = await asks(app, who, packageId, { repeats: first.requestId });
    expect(second.requestId).not.toBe(first.requestId);
    expect(await stored(app, second.requestId)).toMatchObject({ repeats: first.requestId, stage: 0 });
  });

  test("nobody repeats the request of somebody else", async () => {
    const [who, other, approver] = [
      await app.person("Requestor"),
      await app.person("Other"),
      await app.person("Approver"),
    ];
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    const { requestId } = await asks(app, who, packageId);
    await decides(app, approver, requestId, "deny");
    expect(await refusals(asks(app, other, packageId, { repeats: requestId }))).toEqual(["notFound on no field"]);
  });
});
