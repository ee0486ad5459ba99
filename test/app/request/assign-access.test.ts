import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { assignAccess } from "../../../src/app/assignment/assign-access.ts";
import { CATALOG_ROLES } from "../../../src/domain/catalog/catalog.ts";
import { Refusal } from "../../../src/domain/fault.ts";
import { replaceIncompatible } from "../../../src/store/query/incompatible.ts";
import { policy } from "../../../src/store/schema/package.ts";
import { request } from "../../../src/store/schema/request.ts";
import { policyFor, refusals, unknownId, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import { asks, assignmentsOf, decides, offered, policyWith, stageOf, stored } from "../../support/requesting.ts";
import type { Offered } from "../../support/requesting.ts";

const app = useApp();
const forStaff = policyFor({ scope: "notSpecified" });

async function assignsAll(
  by: Someone,
  { packageId }: Offered,
  to: readonly Someone[],
  more: Record<string, unknown> = {},
) {
  const [first] = await app.db.select().from(policy).where(eq(policy.packageId, packageId)).orderBy(policy.position);
  const slackUserIds = to.map(({ slackUserId }) => slackUserId);
  const input = { packageId, slackUserIds, policyId: first?.id, startDate: null, endDate: null };
  return assignAccess(app.deps, by.slackUserId, { ...input, justification: "", ...more });
}

async function assigns(by: Someone, offer: Offered, to: Someone, more: Record<string, unknown> = {}) {
  const [assigned] = await assignsAll(by, offer, [to], more);
  if (!assigned) throw new Error("Nobody was assigned.");
  return assigned;
}

/** What the refusal of the work tells, fault by fault. */
async function faultsOf(work: Promise<unknown>): Promise<unknown[]> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw new Error("Nothing was refused.");
  return error.faults.map(({ code, data }) => ({ code, ...data }));
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

  test("to many people at once, in one go", async () => {
    const offer = await offered(app, forStaff);
    const people = await Promise.all(Array.from({ length: 100 }, () => app.person("Holder")));
    const assigned = await assignsAll(offer.owner, offer, people);
    expect(new Set(assigned.map(({ name }) => name))).toEqual(new Set(people.map(({ name }) => name)));
    expect(new Set(assigned.map(({ state }) => state))).toEqual(new Set(["delivering"]));
    for (const who of people.slice(0, 3))
      expect(await assignmentsOf(app, who)).toMatchObject([{ state: "delivering" }]);
  });

  test("all or nobody: everything that is wrong is told at once, with the names", async () => {
    const offer = await offered(app, policyFor({ scope: "allMemberUsers" }));
    const [fine, holder, second] = [await app.person("Fine"), await app.person("Holder"), await app.person("Holder")];
    const guest = await app.person("Guest", { isGuest: true });
    const gone = await app.person("Gone", { slackState: "deactivated" });
    await assignsAll(offer.owner, offer, [holder, second]);
    const work = assignsAll(offer.owner, offer, [fine, guest, second, gone, holder], {
      startDate: "2020-01-01",
      justification: "x".repeat(1001),
    });
    const held = [holder, second].toSorted((one, other) => (one.id < other.id ? -1 : 1)).map(({ name }) => name);
    expect(await faultsOf(work)).toEqual([
      { code: "personDeactivated", name: gone.name },
      { code: "policyExcludes", people: [guest.name], policy: "Policy 0" },
      { code: "heldAlready", people: held },
      { code: "dateOutOfRange", from: "2024-02-28", to: "2025-02-27" },
      { code: "tooLong", what: "justification", limit: 1000 },
    ]);
    expect(await assignmentsOf(app, fine)).toEqual([]);
  });

  test("those about whom nobody could decide are named, and nobody is assigned", async () => {
    const [approver, other] = [await app.person("Approver"), await app.person("Other")];
    const offer = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    await app.takeRoles(offer.owner.id);
    const administrator = await app.administrator();
    expect(await faultsOf(assignsAll(administrator, offer, [approver, other]))).toEqual([
      { code: "nobodyCanDecideFor", people: [approver.name], stage: 1 },
    ]);
    expect(await app.db.select().from(request).where(eq(request.packageId, offer.packageId))).toEqual([]);
    expect((await assignsAll(administrator, offer, [other]))[0]?.state).toBe("pendingApproval");
  });

  test("to at least one and at most 100 people, each of them once", async () => {
    const offer = await offered(app, forStaff);
    expect(await refusals(assignsAll(offer.owner, offer, []))).toEqual(["required on people"]);
    const slackUserIds = Array.from({ length: 101 }, (_, at) => `U${at}`);
    expect(await refusals(assignsAll(offer.owner, offer, [], { slackUserIds }))).toEqual(["tooMany on people"]);
    const who = await app.person("Holder");
    expect(await assignsAll(offer.owner, offer, [who, who])).toHaveLength(1);
  });

  test("two who assign the same person in the same moment: one does, the other is told", async () => {
    const offer = await offered(app, forStaff);
    const [one, other, both] = [await app.person("One"), await app.person("Other"), await app.person("Both")];
    const outcomes = await Promise.all([
      refusals(assignsAll(offer.owner, offer, [one, both])),
      refusals(assignsAll(offer.owner, offer, [both, other])),
    ]);
    expect(outcomes.toSorted((first, second) => first.length - second.length)).toEqual([[], ["heldAlready on people"]]);
    expect(await assignmentsOf(app, both)).toHaveLength(1);
  });

  test.each(["Europe/Berlin", "America/New_York"])(
    "from day to day as it is in %s, where whoever assigns is",
    async (timeZone) => {
      const offer = await offered(app, policyFor({ scope: "notSpecified" }));
      await app.changePerson(offer.owner, { timeZone });
      const who = await app.person("Holder");
      const { requestId, state } = await assigns(offer.owner, offer, who, {
        startDate: "2024-03-04",
        endDate: "2024-03-05",
      });
      expect(state).toBe("scheduled");
      const hour = timeZone === "Europe/Berlin" ? "2024-03-03T23" : "2024-03-04T05";
      expect((await stored(app, requestId)).startsAt?.toISOString()).toBe(`${hour}:00:00.000Z`);
    },
  );

  test("R14: where the policy asks questions, whoever assigns answers them, for one person at a time", async () => {
    const questions = [{ kind: "shortText" as const, text: "Which team?", isRequired: true }];
    const offer = await offered(app, { ...forStaff, questions });
    const [who, other] = [await app.person("Holder"), await app.person("Holder")];
    const answers = [{ question: "Which team?", answer: "Newsletter" }];
    expect(await refusals(assigns(offer.owner, offer, who))).toEqual(["required on answers.0"]);
    expect(await refusals(assignsAll(offer.owner, offer, [who, other], { answers }))).toEqual([
      "questionsForOne on people",
    ]);
    const { requestId } = await assigns(offer.owner, offer, who, { answers });
    expect((await stored(app, requestId)).answers).toEqual(answers);
  });

  test("R19: not what is incompatible with what one of them holds; who that is, is named", async () => {
    const [pay, approve] = [await offered(app, forStaff), await offered(app, forStaff)];
    const [holder, other] = [await app.person("Holder"), await app.person("Other")];
    await assigns(pay.owner, pay, holder);
    await app.deps.database.transact((tx) =>
      replaceIncompatible(tx, approve.packageId, { packages: [pay.packageId], groups: [] }),
    );
    expect(await faultsOf(assignsAll(approve.owner, approve, [holder, other]))).toMatchObject([
      { code: "incompatibleForPeople", people: [holder.name] },
    ]);
  });
});
