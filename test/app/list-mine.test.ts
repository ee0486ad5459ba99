import { describe, expect, test } from "vitest";
import { giveUpAccess } from "../../src/app/assignment/give-up-access.ts";
import { listMine } from "../../src/app/person/list-mine.ts";
import type { Mine, MineCursor } from "../../src/app/person/list-mine.ts";
import { cancelRequest } from "../../src/app/request/cancel-request.ts";
import { extendAccess } from "../../src/app/request/extend-access.ts";
import { assignment } from "../../src/store/schema/assignment.ts";
import { accessPackage, policy } from "../../src/store/schema/package.ts";
import { eq } from "drizzle-orm";
import { useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { ANYBODY, asks, decides, offered, policyWith, stageOf } from "../support/requesting.ts";

const app = useApp();

const mineOf = ({ slackUserId }: Someone): Promise<Mine> => listMine(app.deps, slackUserId);

/** A person who holds a package through this policy, as if it had been delivered. */
async function holder(more: Parameters<typeof policyWith>[0] = {}) {
  const who = await app.person("Holder");
  const { packageId } = await offered(app, policyWith(more));
  await asks(app, who, packageId);
  await app.db.update(assignment).set({ state: "delivered" }).where(eq(assignment.personId, who.id));
  return { who, packageId };
}

const mayExtend = async (who: Someone) => (await mineOf(who)).access.map((each) => each.mayExtend);

describe("access may be extended", () => {
  test("where the policy allows it", async () => {
    expect(await mayExtend((await holder()).who)).toEqual([true]);
    const extension = { isAllowed: false, isApprovalRequired: false };
    expect(await mayExtend((await holder({ extension })).who)).toEqual([false]);
  });

  test("not once one is no longer among those who may ask (D7), nor when it never ends", async () => {
    const { who, packageId } = await holder();
    const settings = policyWith({ requestors: { ...ANYBODY, scope: "allExternalUsers" } });
    await app.db.update(policy).set({ settings }).where(eq(policy.packageId, packageId));
    expect(await mayExtend(who)).toEqual([false]);
    expect(await mayExtend((await holder({ expiration: { type: "noExpiration" } })).who)).toEqual([false]);
  });

  test("not while an extension waits for its decision", async () => {
    const approver = await app.person("Approver");
    const stages = [stageOf([approver])];
    const who = await app.person("Holder");
    const { packageId } = await offered(
      app,
      policyWith({ stages, extension: { isAllowed: true, isApprovalRequired: true } }),
    );
    await decides(app, approver, (await asks(app, who, packageId)).requestId, "approve");
    await app.db.update(assignment).set({ state: "delivered" }).where(eq(assignment.personId, who.id));
    const [access] = (await mineOf(who)).access;
    expect(access).toMatchObject({ mayExtend: true, isBeingExtended: false });
    await extendAccess(app.deps, who.slackUserId, {
      assignmentId: access?.id,
      presentEnd: access?.endsAt?.toISOString(),
      endDate: null,
      justification: "",
    });
    expect((await mineOf(who)).access).toMatchObject([{ mayExtend: false, isBeingExtended: true }]);
  });
});

describe("a request", () => {
  test("may be canceled while it is open, and submitted again when it is over and nothing else is open or live", async () => {
    const [who, approver] = [await app.person("Requestor"), await app.person("Approver")];
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    const rights = async () => (await mineOf(who)).requests.map((each) => [each.mayCancel, each.mayResubmit]);
    const first = await asks(app, who, packageId);
    expect(await rights()).toEqual([[true, false]]);
    await cancelRequest(app.deps, who.slackUserId, first);
    expect(await rights()).toEqual([[false, true]]);
    app.passes({ minutes: 1 });
    const second = await asks(app, who, packageId, { repeats: first.requestId });
    expect(await rights()).toEqual([
      [true, false],
      [false, false],
    ]);
    await decides(app, approver, second.requestId, "approve");
    expect(await rights()).toEqual([
      [false, false],
      [false, false],
    ]);
  });

  test("that was denied is not offered again to whom no policy includes now", async () => {
    const [who, approver] = [await app.person("Requestor"), await app.person("Approver")];
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    await decides(app, approver, (await asks(app, who, packageId)).requestId, "deny");
    expect((await mineOf(who)).requests).toMatchObject([{ state: "denied", mayResubmit: true }]);
    await app.db.delete(policy).where(eq(policy.packageId, packageId));
    await app.db.update(accessPackage).set({ enabledScopes: [] }).where(eq(accessPackage.id, packageId));
    expect((await mineOf(who)).requests).toMatchObject([{ state: "denied", mayResubmit: false }]);
  });
});

test("what is given up is no longer held", async () => {
  const { who } = await holder();
  const [access] = (await mineOf(who)).access;
  await giveUpAccess(app.deps, who.slackUserId, { assignmentId: access?.id });
  expect((await mineOf(who)).access).toEqual([]);
});

test.each([0, 1, 9, 10, 11, 20])(
  "%i packages and as many requests are paged through, the newest first",
  async (count) => {
    const who = await app.person("Requestor");
    const expected: string[] = [];
    for (let made = 0; made < count; made += 1) {
      const { packageId } = await offered(app, policyWith());
      await asks(app, who, packageId);
      expected.unshift(packageId);
      app.passes({ seconds: 1 });
    }
    const found = { access: [] as string[], requests: [] as string[] };
    let cursor: MineCursor | undefined;
    do {
      const page = await listMine(app.deps, who.slackUserId, { cursor });
      expect(page.access.length + page.requests.length).toBeLessThanOrEqual(10);
      found.access.push(...page.access.map(({ packageId }) => packageId));
      found.requests.push(...page.requests.map(({ packageId }) => packageId));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(found).toEqual({ access: expected, requests: expected });
  },
);
