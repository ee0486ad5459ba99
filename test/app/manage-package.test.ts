import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { copyPackage } from "../../src/app/draft/copy-package.ts";
import { deletePackage } from "../../src/app/package/delete-package.ts";
import { editPackage } from "../../src/app/package/edit-package.ts";
import { endAllAccess } from "../../src/app/package/end-all-access.ts";
import { readDeletion } from "../../src/app/package/read-deletion.ts";
import { readManagedPackage } from "../../src/app/package/read-managed-package.ts";
import type { CatalogRole } from "../../src/domain/catalog/catalog.ts";
import { replaceResourceRoles } from "../../src/store/query/package.ts";
import { audit } from "../../src/store/schema/journal.ts";
import { accessPackage, incompatible } from "../../src/store/schema/package.ts";
import { request } from "../../src/store/schema/request.ts";
import { retired } from "../../src/store/schema/retired.ts";
import { refusals, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { actionsOn, asks, assignmentsOf, jobsFor, offered, policyWith, stageOf } from "../support/requesting.ts";

const app = useApp();

/** An edit of the package by somebody, with everything as it is but this. */
async function edits(who: Someone, packageId: string, more: Record<string, unknown> = {}) {
  const [row] = await app.db.select().from(accessPackage).where(eq(accessPackage.id, packageId));
  const { name, description, isHidden, version } = row ?? { name: "", description: "", isHidden: false, version: 0 };
  const same = { name, description, isHidden, version, incompatiblePackages: [], incompatibleGroups: [] };
  return editPackage(app.deps, who.slackUserId, { packageId, ...same, ...more });
}

describe("who may", () => {
  test.each<[CatalogRole, { view: boolean; change: boolean; end: boolean }]>([
    ["owner", { view: true, change: true, end: true }],
    ["packageManager", { view: true, change: true, end: true }],
    ["assignmentManager", { view: true, change: false, end: true }],
    ["reader", { view: true, change: false, end: false }],
  ])("a %s of the catalog, and whoever holds that role elsewhere", async (role, may) => {
    const { packageId, catalogId } = await offered(app, policyWith());
    const somebody = await app.person("Somebody");
    const stranger = await app.person("Stranger");
    await app.give(catalogId, role, somebody.id);
    await app.catalog("Other", { roles: [[role, stranger]] });
    const can = async (work: Promise<unknown>) => (await refusals(work)).length === 0;
    const attempts = (who: Someone) => ({
      view: () => readManagedPackage(app.deps, who.slackUserId, packageId),
      edit: () => edits(who, packageId, { description: "Other words" }),
      copy: () => copyPackage(app.deps, who.slackUserId, { packageId }),
      end: () => endAllAccess(app.deps, who.slackUserId, { packageId }),
      readDeletion: () => readDeletion(app.deps, who.slackUserId, packageId),
      delete: () => deletePackage(app.deps, who.slackUserId, { packageId }),
    });
    const elsewhere = attempts(stranger);
    for (const attempt of Object.values(elsewhere)) expect(await can(attempt())).toBe(false);
    const here = attempts(somebody);
    expect(await can(here.view())).toBe(may.view);
    expect(await can(here.edit())).toBe(may.change);
    expect(await can(here.copy())).toBe(may.change);
    expect(await can(here.end())).toBe(may.end);
    expect(await can(here.readDeletion())).toBe(may.change);
    expect(await can(here.delete())).toBe(may.change);
  });
});

describe("a copy", () => {
  test("has one role of each resource, and says which further ones it leaves out", async () => {
    const { packageId, owner } = await offered(app, policyWith());
    const crew = await app.resource("Crew", { name: "Night crew" });
    await app.deps.database.transact((tx) =>
      replaceResourceRoles(tx, packageId, [
        { resourceId: crew, role: "Owner" },
        { resourceId: crew, role: "Member" },
      ]),
    );
    const { draft } = await copyPackage(app.deps, owner.slackUserId, { packageId });
    expect(draft.content.resourceRoles).toEqual([{ resourceId: crew, role: "Owner" }]);
    expect(draft.content.copied?.leftOut).toEqual([{ resource: "Night crew", role: "Member" }]);
  });
});

describe("an edit", () => {
  test("is one audit row with before and after; nothing is written down where nothing changed", async () => {
    const { packageId, owner } = await offered(app, policyWith());
    await edits(owner, packageId);
    expect(await actionsOn(app, packageId)).toEqual([]);
    const name = app.name("Renamed");
    await edits(owner, packageId, { name: ` ${name}  ` });
    const [row] = await app.db.select().from(audit).where(eq(audit.targetId, packageId));
    expect(row).toMatchObject({ action: "package.edited", packageId, after: { name, isHidden: false } });
  });

  test("of a version that is no longer the newest is refused", async () => {
    const { packageId, owner } = await offered(app, policyWith());
    await edits(owner, packageId, { description: "First" });
    expect(await refusals(edits(owner, packageId, { description: "Second", version: 1 }))).toEqual([
      "changedMeanwhile on no field",
    ]);
  });

  test("names what is wrong on its field, and never itself as incompatible, nor what the person cannot see", async () => {
    const { packageId, owner } = await offered(app, policyWith());
    const unseen = await offered(app);
    expect(
      await refusals(
        edits(owner, packageId, {
          name: "",
          description: "x".repeat(1001),
          incompatiblePackages: [packageId],
          incompatibleGroups: [unseen.packageId],
        }),
      ),
    ).toEqual([
      "required on name",
      "tooLong on description",
      "notAChoice on incompatiblePackages",
      "notAChoice on incompatibleGroups",
    ]);
    expect(await refusals(edits(owner, packageId, { incompatiblePackages: [unseen.packageId] }))).toEqual([
      "notAChoice on incompatiblePackages",
    ]);
  });

  test("may leave an incompatible package that the person cannot see, and can take it away", async () => {
    const { packageId, owner } = await offered(app, policyWith());
    const { packageId: unseen } = await offered(app);
    await app.db.insert(incompatible).values({ packageId, kind: "package", subjectId: unseen });
    await edits(owner, packageId, { incompatiblePackages: [unseen], description: "Other" });
    await edits(owner, packageId);
    expect(await app.db.select().from(incompatible).where(eq(incompatible.packageId, packageId))).toEqual([]);
    expect(await actionsOn(app, packageId)).toEqual(["package.edited", "package.incompatibleChanged"]);
  });
});

describe("deleting", () => {
  test("keeps the name, cancels what is open, and promises to tell those who asked", async () => {
    const approver = await app.person("Approver");
    const { packageId, owner, catalogId } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    const other = await offered(app, policyWith());
    await app.db.insert(incompatible).values({ packageId: other.packageId, kind: "package", subjectId: packageId });
    const { requestId } = await asks(app, await app.person("Rosa"), packageId);
    const { name } = await deletePackage(app.deps, owner.slackUserId, { packageId });
    expect(await app.db.select().from(retired).where(eq(retired.id, packageId))).toMatchObject([
      { kind: "package", name, catalogId },
    ]);
    const [asked] = await app.db.select().from(request).where(eq(request.id, requestId));
    expect(asked).toMatchObject({ state: "canceled", stage: null, dueAt: null, closedBy: owner.id });
    expect((await actionsOn(app, requestId)).at(-1)).toBe("request.canceled");
    expect(await jobsFor(app, requestId)).toContain("requestMessages.show");
    expect(await app.db.select().from(incompatible).where(eq(incompatible.subjectId, packageId))).toEqual([]);
    expect(await refusals(asks(app, await app.person("Tim"), packageId))).toEqual(["notFound on packageId"]);
  });

  test("and asking at the same moment: either the request came first and holds it, or there is nothing to ask for", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { packageId, owner } = await offered(app, policyWith());
      const rosa = await app.person("Rosa");
      const [deleted, asked] = await Promise.all([
        refusals(deletePackage(app.deps, owner.slackUserId, { packageId })),
        refusals(asks(app, rosa, packageId)),
      ]);
      const held = await assignmentsOf(app, rosa);
      const isThere = (await app.db.select().from(accessPackage).where(eq(accessPackage.id, packageId))).length > 0;
      expect({ isThere, held: held.length }).toEqual(
        asked.length === 0 ? { isThere: true, held: 1 } : { isThere: false, held: 0 },
      );
      expect(deleted.length === 0).toBe(!isThere);
    }
  });

  test("after the access of all was ended, in one step for all of them", async () => {
    const { packageId, owner } = await offered(app, policyWith());
    for (const words of ["Rosa", "Tim", "Ada"]) await asks(app, await app.person(words), packageId);
    expect(await endAllAccess(app.deps, owner.slackUserId, { packageId })).toEqual({ ended: 3 });
    expect(await endAllAccess(app.deps, owner.slackUserId, { packageId })).toEqual({ ended: 0 });
    expect(await refusals(deletePackage(app.deps, owner.slackUserId, { packageId }))).toEqual([]);
  });
});
