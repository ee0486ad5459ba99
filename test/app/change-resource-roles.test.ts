import { beforeEach, describe, expect, test } from "vitest";
import { changeResourceRoles } from "../../src/app/assignment/change-resource-roles.ts";
import { deliverAssignment } from "../../src/app/assignment/deliver-assignment.ts";
import { giveUpAccess } from "../../src/app/assignment/give-up-access.ts";
import { reachHolders } from "../../src/app/assignment/reach-holders.ts";
import { CATALOG_ROLES } from "../../src/domain/catalog/catalog.ts";
import { grantsOf, grantsOfAll } from "../../src/store/query/assignment-grant.ts";
import { packageById, resourceRolesOf } from "../../src/store/query/package.ts";
import { resourcesInCatalog } from "../../src/store/query/resource.ts";
import { refusals, unknownId, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { access, manyHolders, packageGiving, promisesAbout, standingOfAccess, trailOf } from "../support/access.ts";
import type { Access } from "../support/access.ts";
import { forGood, Outside } from "../support/outside.ts";

const app = useApp();
let outside = new Outside();

beforeEach(() => {
  outside = new Outside();
});

const deps = () => ({ ...app.deps, connector: outside });
const deliver = ({ assignmentId }: Access) => deliverAssignment(deps(), assignmentId);

async function change({ slackUserId }: Someone, packageId: string, resources: readonly string[], version?: number) {
  const seen = version ?? (await packageById(app.db, packageId))?.version ?? 0;
  const roles = resources.map((resourceId) => ({ resourceId, role: "Member" }));
  await changeResourceRoles(app.deps, slackUserId, { packageId, version: seen, roles });
}

const rolesOf = async (packageId: string) =>
  (await resourceRolesOf(app.db, packageId)).map(({ resourceId }) => resourceId);

/** A package of one group in a catalog that has another as well. */
async function offered() {
  const [given, other] = [await app.resource("Given"), await app.resource("Other")];
  const manager = await app.person("Manager");
  const { id: catalogId } = await app.catalog("Catalog", {
    resources: [given, other],
    roles: [["packageManager", manager]],
  });
  return { given, other, manager, catalogId, packageId: await packageGiving(app, [given], { catalogId }) };
}

describe("staff change what a package gives:", () => {
  test("the package has a new version, the trail shows before and after, and its holders will be reached", async () => {
    const { given, other, manager, packageId } = await offered();
    await change(manager, packageId, [other]);
    expect(await rolesOf(packageId)).toEqual([other]);
    expect(await packageById(app.db, packageId)).toMatchObject({ version: 2 });
    expect(await trailOf(app, packageId)).toMatchObject([
      {
        action: "package.resourceRolesChanged",
        actorId: manager.id,
        before: { resourceRoles: [{ resourceId: given, role: "Member" }] },
        after: { resourceRoles: [{ resourceId: other, role: "Member" }] },
      },
    ]);
    expect(await promisesAbout(app, packageId)).toEqual(["package.reachHolders"]);
  });

  test("the same roles again, even named twice, change nothing", async () => {
    const { given, manager, packageId } = await offered();
    await change(manager, packageId, [given, given]);
    expect(await trailOf(app, packageId)).toEqual([]);
    expect(await packageById(app.db, packageId)).toMatchObject({ version: 1 });
  });

  test("an owner may add what they own outside; it joins the catalog. A manager may not", async () => {
    const { given, manager, catalogId, packageId } = await offered();
    const owner = await app.person("Owner");
    await app.give(catalogId, "owner", owner.id);
    const outsideOfIt = await app.resource("Outside", { owners: [owner, manager] });
    expect(await refusals(change(manager, packageId, [given, outsideOfIt]))).toEqual([
      `resourceNotPickable on roles.${outsideOfIt}`,
    ]);
    await change(owner, packageId, [given, outsideOfIt]);
    expect(await resourcesInCatalog(app.db, catalogId, [outsideOfIt])).toEqual(new Set([outsideOfIt]));
    expect((await trailOf(app, catalogId)).map(({ action }) => action)).toEqual(["catalog.resourceAdded"]);
  });

  test("what it gives already may stay when it is gone from the directory; what is gone cannot be added", async () => {
    const { given, other, manager, packageId } = await offered();
    await app.changeResource(given, { goneAt: app.now });
    await change(manager, packageId, [given, other]);
    await change(manager, packageId, [other]);
    expect(await refusals(change(manager, packageId, [other, given]))).toEqual([`resourceGone on roles.${given}`]);
  });

  test("an old version, a role that there is not, and more than 40 resources are refused", async () => {
    const { given, other, manager, catalogId, packageId } = await offered();
    await change(manager, packageId, [given, other]);
    expect(await refusals(change(manager, packageId, [other], 1))).toEqual(["changedMeanwhile on no field"]);
    const roles = [{ resourceId: given, role: "Guest" }];
    const wrong = changeResourceRoles(app.deps, manager.slackUserId, { packageId, version: 2, roles });
    expect(await refusals(wrong)).toEqual([`roleNotOffered on roles.${given}`]);
    const many = await Promise.all(Array.from({ length: 41 }, () => app.resource("Many", { owners: [manager] })));
    await app.give(catalogId, "owner", manager.id);
    expect(await refusals(change(manager, packageId, many))).toEqual(["tooMany on no field"]);
    expect(await refusals(change(manager, packageId, [given, other, ...many.slice(0, 39)]))).toEqual([
      "tooMany on no field",
    ]);
    expect(await rolesOf(packageId)).toEqual([given, other]);
  });

  test("only owners, package managers and user administrators may", async () => {
    const { other, catalogId, packageId } = await offered();
    const refused: string[] = [];
    for (const role of CATALOG_ROLES) {
      const staff = await app.person("Staff");
      await app.give(catalogId, role, staff.id);
      if ((await refusals(change(staff, packageId, [other]))).length > 0) refused.push(role);
    }
    expect(new Set(refused)).toEqual(new Set(["assignmentManager", "reader"]));
    expect(await refusals(change(await app.administrator(), packageId, []))).toEqual([]);
    const stranger = await app.catalogCreator();
    expect(await refusals(change(stranger, packageId, [other]))).toEqual(["notPermitted on no field"]);
    expect(await refusals(change(stranger, unknownId(), [other]))).toEqual(["notFound on no field"]);
  });
});

describe("D11: all holders are brought in line", () => {
  /** Two holders of a package, delivered. */
  async function held() {
    const all = await offered();
    const [who, second] = [await app.person("One"), await app.person("Two")];
    const [mine, theirs] = [await access(app, who, all.packageId), await access(app, second, all.packageId)];
    for (const each of [mine, theirs]) await deliver(each);
    return { ...all, holders: [who, second], who, mine, theirs, own: [mine, theirs] };
  }

  async function reachAll(packageId: string, own: readonly Access[]): Promise<void> {
    await reachHolders(app.deps, packageId);
    for (const each of own) await deliver(each);
  }

  test("a role that is added is given to all of them; one that is removed is taken away from all", async () => {
    const { given, other, manager, packageId, holders, own } = await held();
    await change(manager, packageId, [given, other]);
    await reachAll(packageId, own);
    for (const who of holders) expect(outside.holds(who, other)).toBe(true);
    await change(manager, packageId, [other]);
    await reachAll(packageId, own);
    for (const who of holders) expect([given, other].map((group) => outside.holds(who, group))).toEqual([false, true]);
    for (const each of own)
      expect(await standingOfAccess(app, each, [given, other])).toEqual({
        state: "delivered",
        request: "delivered",
        grants: ["revoked", "granted"],
      });
  });

  test("whoever held it before keeps what is removed; a role that comes back is looked at anew", async () => {
    const { given, other, manager, packageId, who, mine, own } = await held();
    outside.gives(who, other);
    await change(manager, packageId, [given, other]);
    await reachAll(packageId, own);
    await change(manager, packageId, []);
    await reachAll(packageId, own);
    expect([given, other].map((group) => outside.holds(who, group))).toEqual([false, true]);
    outside.takes(who, other);
    await change(manager, packageId, [other]);
    await reachAll(packageId, own);
    await giveUpAccess(app.deps, who.slackUserId, { assignmentId: mine.assignmentId });
    await reachAll(packageId, own);
    expect(outside.holds(who, other)).toBe(false);
  });

  test("when what failed is removed, access delivered in part is delivered, and its request with it", async () => {
    const { given, other, manager, packageId } = await offered();
    await change(manager, packageId, [given, other]);
    outside.fails(other, forGood());
    const own = await access(app, await app.person("Holder"), packageId);
    await deliver(own);
    expect(await standingOfAccess(app, own)).toMatchObject({
      state: "partiallyDelivered",
      request: "partiallyDelivered",
    });
    outside.works(other);
    await change(manager, packageId, [given]);
    await reachAll(packageId, [own]);
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "delivered", request: "delivered" });
  });

  test("twice is once; ended access and other packages stay as they are", async () => {
    const { given, other, manager, packageId, who, mine, theirs } = await held();
    const foreign = await access(app, who, await packageGiving(app, [given]), { state: "delivered" });
    await giveUpAccess(app.deps, who.slackUserId, { assignmentId: mine.assignmentId });
    await change(manager, packageId, [given, other]);
    for (const _ of [1, 2]) await reachHolders(app.deps, packageId);
    expect(await grantsOf(app.db, mine.assignmentId)).toHaveLength(1);
    expect(await grantsOf(app.db, foreign.assignmentId)).toHaveLength(1);
    const told = await trailOf(app, theirs.assignmentId);
    expect(told.map(({ action }) => action)).toEqual(["assignment.delivered", "assignment.reprocessed"]);
    expect(told.at(-1)).toMatchObject({
      actorId: "package.reachHolders",
      after: { because: "packageChanged", given: [{ resourceId: other, role: "Member" }], taken: [] },
    });
  });

  test("more of them than one batch holds", async () => {
    const { given, other, manager, packageId } = await offered();
    const own = await manyHolders(app, packageId, 230);
    await change(manager, packageId, [given, other]);
    await reachHolders(app.deps, packageId);
    const grants = await grantsOfAll(app.db, own);
    expect(grants.filter(({ resourceId, state }) => resourceId === other && state === "pending")).toHaveLength(230);
    expect(grants).toHaveLength(460);
  });
});
