import { describe, expect, test } from "vitest";
import { incompatible } from "../../../src/store/schema/package.ts";
import { refusals, useApp } from "../../support/app.ts";
import { asks, assignmentsOf, offered, policyWith } from "../../support/requesting.ts";

const app = useApp();

/** Makes `other` incompatible with the package, in that direction alone. */
async function rulesOut(packageId: string, other: string): Promise<void> {
  await app.db.insert(incompatible).values({ packageId, kind: "package", subjectId: other });
}

describe("R18: packages that rule each other out", () => {
  test("are not got at the same moment: one of them is refused", async () => {
    for (let round = 0; round < 8; round += 1) {
      const [pay, approve] = [await offered(app, policyWith()), await offered(app, policyWith())];
      await rulesOut(pay.packageId, approve.packageId);
      await rulesOut(approve.packageId, pay.packageId);
      const rosa = await app.person("Rosa");
      const faults = await Promise.all([pay, approve].map(({ packageId }) => refusals(asks(app, rosa, packageId))));
      expect(faults.flat()).toEqual(["incompatibleHeld on packageId"]);
      expect(await assignmentsOf(app, rosa)).toHaveLength(1);
    }
  });

  test("count only what is held now, and only in the direction that was set", async () => {
    const [pay, approve] = [await offered(app, policyWith()), await offered(app, policyWith())];
    await rulesOut(approve.packageId, pay.packageId);
    const [rosa, tim] = [await app.person("Rosa"), await app.person("Tim")];
    await asks(app, rosa, pay.packageId);
    expect(await refusals(asks(app, rosa, approve.packageId))).toEqual(["incompatibleHeld on packageId"]);
    await asks(app, tim, approve.packageId);
    expect(await refusals(asks(app, tim, pay.packageId))).toEqual([]);
  });

  test("and groups count as long as somebody is a member", async () => {
    const member = await app.person("Member");
    const groupId = await app.resource("Team", { members: [member] });
    const { packageId } = await offered(app, policyWith());
    await app.db.insert(incompatible).values({ packageId, kind: "group", subjectId: groupId });
    expect(await refusals(asks(app, member, packageId))).toEqual(["incompatibleHeld on packageId"]);
    await app.leaves(member, groupId);
    expect(await refusals(asks(app, member, packageId))).toEqual([]);
  });
});
