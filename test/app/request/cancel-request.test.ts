import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { cancelRequest } from "../../../src/app/request/cancel-request.ts";
import { REQUEST_STATES, isOpenRequest } from "../../../src/domain/request/request.ts";
import { plusDays } from "../../../src/lib/calendar.ts";
import { CATALOG_ROLES } from "../../../src/domain/catalog/catalog.ts";
import { request } from "../../../src/store/schema/request.ts";
import { refusals, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import {
  actionsOn,
  asks,
  assignmentsOf,
  decides,
  offered,
  policyWith,
  stageOf,
  stored,
} from "../../support/requesting.ts";

const app = useApp();

const cancels = (who: Someone, requestId: string) => cancelRequest(app.deps, who.slackUserId, { requestId });

async function pending() {
  const [who, approver] = [await app.person("Requestor"), await app.person("Approver")];
  const offer = await offered(app, policyWith({ stages: [stageOf([approver])] }));
  const { requestId } = await asks(app, who, offer.packageId);
  return { ...offer, who, approver, requestId };
}

describe("the requestor", () => {
  test("R6: takes back what waits for a decision, and nobody decides it any more", async () => {
    const { who, approver, requestId } = await pending();
    await cancels(who, requestId);
    const row = await stored(app, requestId);
    expect(row).toMatchObject({ state: "canceled", stage: null, dueAt: null, closedBy: who.id });
    expect(row.stages).toMatchObject([{ result: "canceled" }]);
    expect(await refusals(decides(app, approver, requestId, "approve"))).toEqual(["requestClosed on no field"]);
    expect((await actionsOn(app, requestId)).at(-1)).toBe("request.canceled");
  });

  test("R20: takes back what waits for its start", async () => {
    const who = await app.person("Requestor");
    const { packageId } = await offered(app, policyWith());
    const startDate = plusDays(app.now.toISOString().slice(0, 10), 3);
    const { requestId, state } = await asks(app, who, packageId, { startDate });
    expect(state).toBe("scheduled");
    await cancels(who, requestId);
    expect((await stored(app, requestId)).state).toBe("canceled");
    expect(await assignmentsOf(app, who)).toEqual([]);
  });

  test.each(REQUEST_STATES.filter((state) => !isOpenRequest(state)))("R7: not what is %s", async (state) => {
    const { who, requestId } = await pending();
    await app.db.update(request).set({ state, stage: null, dueAt: null }).where(eq(request.id, requestId));
    expect(await refusals(cancels(who, requestId))).toEqual(["notCancelable on no field"]);
  });

  test.each([1, 2, 3])("at the moment in which it is approved: one of both happens (round %i)", async () => {
    const { who, approver, requestId } = await pending();
    const outcomes = await Promise.all([
      refusals(cancels(who, requestId)),
      refusals(decides(app, approver, requestId, "approve")),
    ]);
    const { state } = await stored(app, requestId);
    expect(outcomes).toEqual(
      state === "canceled" ? [[], ["requestClosed on no field"]] : [["notCancelable on no field"], []],
    );
    expect(await assignmentsOf(app, who)).toHaveLength(state === "canceled" ? 0 : 1);
  });
});

describe("others", () => {
  test.each(CATALOG_ROLES)("a %s of the catalog may if the table says so", async (role) => {
    const { catalogId, requestId } = await pending();
    const staff = await app.person("Staff");
    await app.give(catalogId, role, staff.id);
    expect(await refusals(cancels(staff, requestId))).toEqual(role === "reader" ? ["notPermitted on no field"] : []);
  });

  test("administrators may; approvers and strangers may not", async () => {
    const { approver, requestId } = await pending();
    expect(await refusals(cancels(approver, requestId))).toEqual(["notPermitted on no field"]);
    expect(await refusals(cancels(await app.person("Stranger"), requestId))).toEqual(["notPermitted on no field"]);
    expect(await refusals(cancels(await app.administrator(), requestId))).toEqual([]);
  });

  test("D4: staff also cancel what could not be delivered, which ends the access; its requestor does not", async () => {
    const { who, approver, owner, requestId } = await pending();
    await decides(app, approver, requestId, "approve");
    await app.db.update(request).set({ state: "deliveryFailed" }).where(eq(request.id, requestId));
    expect(await refusals(cancels(who, requestId))).toEqual(["notCancelable on no field"]);
    await cancels(owner, requestId);
    expect((await stored(app, requestId)).state).toBe("canceled");
    expect(await assignmentsOf(app, who)).toMatchObject([{ state: "expired", endReason: "deliveryCanceled" }]);
  });
});
