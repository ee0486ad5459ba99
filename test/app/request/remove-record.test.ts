import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { readAccess } from "../../../src/app/assignment/read-access.ts";
import { verifyAudit } from "../../../src/app/audit/verify-audit.ts";
import { readHistory } from "../../../src/app/history/read-history.ts";
import { listMine } from "../../../src/app/person/list-mine.ts";
import { cancelRequest } from "../../../src/app/request/cancel-request.ts";
import { listPackageRequests, PACKAGE_REQUESTS_PAGE } from "../../../src/app/request/list-package-requests.ts";
import { readRequest } from "../../../src/app/request/read-request.ts";
import { removeRecord } from "../../../src/app/request/remove-record.ts";
import { homesTouchedBy } from "../../../src/domain/home-tab.ts";
import { removalFaults } from "../../../src/domain/request/removal.ts";
import { REQUEST_STATES, REQUEST_TYPES } from "../../../src/domain/request/request.ts";
import { messages } from "../../../src/slack/notify/messages.ts";
import { assignment } from "../../../src/store/schema/assignment.ts";
import { request } from "../../../src/store/schema/request.ts";
import { access, packageGiving, requestFor } from "../../support/access.ts";
import { refusals, unknownId, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import { actionsOn, asks, assignmentsOf, decides, offered, policyWith, stageOf } from "../../support/requesting.ts";
import { ScriptedSlack } from "../../support/scripted-slack.ts";

const app = useApp();

const removes = (who: Someone, requestId: string) => removeRecord(app.deps, who.slackUserId, { requestId });

async function isThere(requestId: string): Promise<boolean> {
  return (await app.db.select().from(request).where(eq(request.id, requestId))).length === 1;
}

/** Somebody whose first request was denied, and who asked again and holds the package now. */
async function holder() {
  const [rosa, alan] = [await app.person("Rosa"), await app.person("Alan")];
  const offer = await offered(app, policyWith({ stages: [stageOf([alan])] }));
  const denied = (await asks(app, rosa, offer.packageId)).requestId;
  await decides(app, alan, denied, "deny", { reason: "Not yet" });
  app.passes({ minutes: 1 });
  const approved = (await asks(app, rosa, offer.packageId, { repeats: denied })).requestId;
  await decides(app, alan, approved, "approve");
  await app.db
    .update(assignment)
    .set({ state: "delivered", completedAt: app.now })
    .where(eq(assignment.personId, rosa.id));
  await app.db.update(request).set({ state: "delivered" }).where(eq(request.id, approved));
  const [held] = await assignmentsOf(app, rosa);
  return { ...offer, rosa, alan, denied, approved, assignmentId: held?.id ?? "" };
}

describe("D16: the record of a request that is over is removed", () => {
  test("and access stays, as does who held what when", async () => {
    const { owner, rosa, packageId, denied, approved, assignmentId } = await holder();
    const extension = await requestFor(app, rosa, packageId, { assignmentId, state: "delivered", type: "userExtend" });
    const today = app.now.toISOString().slice(0, 10);
    const who = async () => {
      const question = { subject: { kind: "package" as const, id: packageId }, from: 0 };
      const at = (on: string | null) => readAccess(app.deps, owner.slackUserId, { ...question, on });
      return [await at(null), await at(today), await assignmentsOf(app, rosa)];
    };
    const before = await who();

    await removes(owner, denied);
    await removes(owner, extension);

    expect(await who()).toEqual(before);
    expect([await isThere(denied), await isThere(extension), await isThere(approved)]).toEqual([false, false, true]);
    expect((await listMine(app.deps, rosa.slackUserId)).requests.map(({ id }) => id)).toEqual([approved]);
  });

  test("and the audit trail keeps what happened, with whose it was, and is whole", async () => {
    const { owner, rosa, packageId, denied } = await holder();
    const told = async () => {
      const subjects = [
        { kind: "package" as const, id: packageId },
        { kind: "person" as const, id: rosa.slackUserId },
      ];
      const pages = subjects.map((subject) =>
        readHistory(app.deps, owner.slackUserId, { subject, show: "requests", beforeId: null }, 50),
      );
      return (await Promise.all(pages)).map(({ rows }) => rows.map(({ action, beneficiary }) => [action, beneficiary]));
    };
    const before = await told();
    await removes(owner, denied);
    expect(await told()).toEqual(before.map((rows) => [["request.recordRemoved", rosa.name], ...rows]));
    expect(await actionsOn(app, denied)).toEqual([
      "request.submitted",
      "request.approvalAsked",
      "request.denied",
      "request.recordRemoved",
    ]);
    expect((await verifyAudit(app.db)).broken).toBeNull();
  });

  test("and its messages stay as they are; nobody can open it, or remove it again", async () => {
    const { owner, rosa, denied } = await holder();
    const slack = new ScriptedSlack();
    await messages(app.deps, slack).showRequest(denied);
    const shown = slack.shownTo(rosa.slackUserId);
    await removes(owner, denied);
    await messages(app.deps, slack).showRequest(denied);
    expect(slack.shownTo(rosa.slackUserId)).toEqual(shown);
    expect(await refusals(readRequest(app.deps, owner.slackUserId, denied))).toEqual(["notFound on no field"]);
    expect(await refusals(removes(owner, denied))).toEqual(["notFound on no field"]);
  });

  test("not while the access hangs on it that it led to; after that has ended it goes", async () => {
    const { owner, approved, assignmentId } = await holder();
    expect(await refusals(removes(owner, approved))).toEqual(["recordInUse on no field"]);
    await app.db
      .update(assignment)
      .set({ state: "expired", endedAt: app.now, endReason: "userRemoved" })
      .where(eq(assignment.id, assignmentId));
    await removes(owner, approved);
    expect(await isThere(approved)).toBe(false);
  });

  test("by owners and access package managers of its catalog, and by nobody else", async () => {
    const { owner, rosa, alan, denied, catalogId } = await holder();
    const [manager, assigner] = [await app.person("Manager"), await app.person("Assigner")];
    await app.give(catalogId, "packageManager", manager.id);
    await app.give(catalogId, "assignmentManager", assigner.id);
    for (const who of [rosa, alan, assigner])
      expect(await refusals(removes(who, denied))).toEqual(["notPermitted on no field"]);
    expect(await refusals(removes(owner, unknownId()))).toEqual(["notFound on no field"]);
    await removes(manager, denied);
    expect(await isThere(denied)).toBe(false);
  });

  test("and the Home tabs of whoever asked, and of whom it was for, are shown anew", () => {
    const about = { catalogId: "c", packageId: "p", target: { kind: "request" as const, id: "r" } };
    const before = { requestorId: "rosa", submittedBy: "grace" };
    expect(homesTouchedBy({ type: "request.recordRemoved", ...about, before })).toEqual([
      { kind: "person", id: "rosa" },
      { kind: "person", id: "grace" },
    ]);
  });

  test("once, though two people press at the same moment", async () => {
    const { owner, catalogId, denied } = await holder();
    const manager = await app.person("Manager");
    await app.give(catalogId, "packageManager", manager.id);
    const told = await Promise.all([owner, manager].map((who) => refusals(removes(who, denied))));
    expect(told.flat()).toEqual(["notFound on no field"]);
    expect((await actionsOn(app, denied)).filter((action) => action === "request.recordRemoved")).toHaveLength(1);
  });
});

test("what is open or being delivered is not completed, and only what led to access has access hanging on it", () => {
  const codes = REQUEST_TYPES.flatMap((type) =>
    REQUEST_STATES.map((state) => {
      const [live] = removalFaults({ type, state, access: "delivered" });
      const [ended] = removalFaults({ type, state, access: "expired" });
      return { type, state, live: live?.code, ended: ended?.code };
    }),
  );
  for (const { type, state, live, ended } of codes) {
    const isUnderWay = ["submitted", "pendingApproval", "scheduled", "delivering"].includes(state);
    expect(ended).toBe(isUnderWay ? "recordNotCompleted" : undefined);
    expect(live).toBe(isUnderWay ? "recordNotCompleted" : type === "userExtend" ? undefined : "recordInUse");
  }
});

describe("the list of a package's requests", () => {
  test("has all of them, the newest first, page by page, with what whoever looks may do", async () => {
    const { owner, packageId, rosa, denied, approved, assignmentId } = await holder();
    const listed = (who: Someone) => listPackageRequests(app.deps, who.slackUserId, packageId);
    expect((await listed(owner)).rows).toMatchObject([
      {
        id: approved,
        requestorName: rosa.name,
        submitterName: null,
        access: { id: assignmentId },
        mayRemoveRecord: false,
      },
      { id: denied, state: "denied", access: null, mayRemoveRecord: true },
    ]);
    expect(await refusals(listed(rosa))).toEqual(["notPermitted on no field"]);

    const many = await Promise.all(Array.from({ length: PACKAGE_REQUESTS_PAGE }, () => app.person("One of many")));
    for (const one of many) {
      app.passes({ minutes: 1 });
      await asks(app, one, packageId);
    }
    const first = await listed(owner);
    expect(first.rows.map(({ requestorName }) => requestorName)).toEqual(many.map(({ name }) => name).toReversed());
    expect(first.rows[0]).toMatchObject({ mayCancel: true, mayReroute: true, mayRemoveRecord: false });
    const second = await listPackageRequests(app.deps, owner.slackUserId, packageId, first.next);
    expect(second.rows.map(({ id }) => id)).toEqual([approved, denied]);
    expect(second.next).toBeNull();
  });

  test("lets staff try again what could not be delivered, or cancel it, which frees its record", async () => {
    const [owner, rosa] = [await app.person("Owner"), await app.person("Rosa")];
    const resource = await app.resource("Group");
    const { id: catalogId } = await app.catalog("Catalog", { roles: [["owner", owner]], resources: [resource] });
    const packageId = await packageGiving(app, [resource], { catalogId });
    const { requestId } = await access(app, rosa, packageId, { state: "deliveryFailed", grants: "failed" });
    const listed = async () => (await listPackageRequests(app.deps, owner.slackUserId, packageId)).rows;
    expect(await listed()).toMatchObject([
      {
        state: "deliveryFailed",
        mayCancel: false,
        mayReprocess: true,
        mayCancelDelivery: true,
        mayRemoveRecord: false,
      },
    ]);
    await cancelRequest(app.deps, owner.slackUserId, { requestId });
    expect(await listed()).toMatchObject([{ state: "canceled", mayCancelDelivery: false, mayRemoveRecord: true }]);
  });
});
