import { asc, count, eq } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { describe, expect, test } from "vitest";
import { createPackage } from "../../src/app/package/create-package.ts";
import { GENERAL_CATALOG_ID } from "../../src/domain/catalog/catalog.ts";
import { packageById, policiesOf, resourceRolesOf } from "../../src/store/query/package.ts";
import { catalog, catalogMember, catalogResource } from "../../src/store/schema/catalog.ts";
import { audit, outbox } from "../../src/store/schema/journal.ts";
import { accessPackage, packageResourceRole, policy, policySubject } from "../../src/store/schema/package.ts";
import { refusals, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { wizardOf } from "../support/wizard-steps.ts";
import type { Choices } from "../support/wizard-steps.ts";

const app = useApp();

const review = (who: Someone, choices: Choices) => wizardOf(app, who).review(choices);
const create = async (who: Someone, at: unknown) => createPackage(app.deps, who.slackUserId, at);
const made = async (who: Someone, choices: Choices) => create(who, await review(who, choices));

const TABLES: readonly PgTable[] = [
  accessPackage,
  packageResourceRole,
  catalog,
  catalogMember,
  catalogResource,
  policy,
  policySubject,
  audit,
  outbox,
];

/** How many rows there are of everything that `Create` stores. */
async function stored(): Promise<number[]> {
  const counts = await Promise.all(TABLES.map((table) => app.db.select({ rows: count() }).from(table)));
  return counts.map(([row]) => row?.rows ?? 0);
}

/** An owner with a catalog of their own that holds one group. */
async function owner() {
  const who = await app.person("Owner");
  const inside = await app.resource("Inside");
  const { id: catalogId, name: catalogName } = await app.catalog("Marketing", {
    roles: [["owner", who]],
    resources: [inside],
  });
  return { who, inside, catalogId, catalogName };
}

describe("Create stores everything together:", () => {
  test("package, roles in their order, the outside resource that joins the catalog, the policy, and whom it names (A8, A15, A22)", async () => {
    const { who, inside, catalogId } = await owner();
    const outside = await app.resource("Outside", { owners: [who] });
    const people = [await app.person("Requestor"), await app.person("Approver")] as const;
    const group = await app.resource("Everybody");
    const name = app.name("Starter");
    const { packageId, isNew } = await made(who, {
      name,
      catalog: catalogId,
      roles: { [outside]: "Owner", [inside]: "Member" },
      policy: { people: [people[0].slackUserId], groups: [group], "stages.0.approvers": [people[1].slackUserId] },
    });

    expect(isNew).toBe(true);
    expect(await packageById(app.db, packageId)).toMatchObject({
      name,
      description: "All that one needs",
      catalogId,
      createdBy: who.id,
      createdAt: app.now,
      isHidden: false,
    });
    expect(await resourceRolesOf(app.db, packageId)).toMatchObject([
      { resourceId: outside, role: "Owner" },
      { resourceId: inside, role: "Member" },
    ]);
    const held = await app.db.select().from(catalogResource).where(eq(catalogResource.catalogId, catalogId));
    expect(new Set(held.map(({ resourceId }) => resourceId))).toEqual(new Set([inside, outside]));
    const [first, ...others] = await policiesOf(app.db, packageId);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      name: "Initial policy",
      settings: {
        requestors: { people: [people[0].id], groups: [group] },
        approval: { stages: [{ approvers: { people: [people[1].id] } }] },
      },
    });
    const subjects = await app.db
      .select()
      .from(policySubject)
      .where(eq(policySubject.policyId, first?.id ?? ""));
    expect(new Set(subjects.map(({ kind, subjectId }) => `${kind} ${subjectId}`))).toEqual(
      new Set([`group ${group}`, `person ${people[0].id}`]),
    );
  });

  test("an audit row says who did what for each of it (who, what, when)", async () => {
    const who = await app.catalogCreator();
    const own = await app.resource("Own", { owners: [who] });
    const newCatalog = { name: app.name("Events"), description: "For events" };
    const person = await app.person("Requestor");
    const policyAnswers = { people: [person.slackUserId], "stages.0.approver": "catalogOwners" };
    const { packageId } = await made(who, { newCatalog, roles: { [own]: "Member" }, policy: policyAnswers });
    const catalogId = (await packageById(app.db, packageId))?.catalogId ?? "";

    const rows = await app.db.select().from(audit).where(eq(audit.catalogId, catalogId)).orderBy(asc(audit.id));
    expect(rows.map(({ action, targetKind }) => [action, targetKind])).toEqual([
      ["catalog.created", "catalog"],
      ["catalog.resourceAdded", "catalog"],
      ["package.created", "package"],
      ["policy.created", "policy"],
    ]);
    for (const row of rows)
      expect(row).toMatchObject({ actorKind: "person", actorId: who.id, at: app.now, before: null });
    expect(rows.map(({ targetId }) => targetId)).toContain(packageId);
    expect(rows[0]?.after).toEqual({ ...newCatalog, owners: [who.id] });
    expect(rows[2]?.after).toMatchObject({ name: "Starter", resourceRoles: [{ resourceId: own, role: "Member" }] });
  });

  test("a new catalog, of which its creator is the first owner, holds package and resources (A6, A8)", async () => {
    const who = await app.catalogCreator();
    const own = await app.resource("Own", { owners: [who] });
    const newCatalog = { name: app.name("Events"), description: "For events" };
    const { packageId } = await made(who, { newCatalog, roles: { [own]: "Member" } });
    const catalogId = (await packageById(app.db, packageId))?.catalogId ?? "";
    expect(await app.db.select().from(catalog).where(eq(catalog.id, catalogId))).toMatchObject([
      { ...newCatalog, type: "userManaged", isEnabled: true },
    ]);
    expect(await app.db.select().from(catalogMember).where(eq(catalogMember.catalogId, catalogId))).toMatchObject([
      { personId: who.id, role: "owner" },
    ]);
    expect(await app.db.select().from(catalogResource).where(eq(catalogResource.catalogId, catalogId))).toMatchObject([
      { resourceId: own },
    ]);
  });

  test("with the catalog left empty it goes to General, and Later makes no policy (A2, A20)", async () => {
    const who = await app.administrator();
    const { packageId } = await made(who, { name: app.name("Starter") });
    expect(await packageById(app.db, packageId)).toMatchObject({ catalogId: GENERAL_CATALOG_ID });
    expect(await policiesOf(app.db, packageId)).toEqual([]);
  });

  test("a second Create of the same draft makes nothing and gives the same package", async () => {
    const who = await app.administrator();
    const at = await review(who, { name: app.name("Starter") });
    const first = await create(who, at);
    const before = await stored();
    expect(await create(who, at)).toEqual({ packageId: first.packageId, isNew: false });
    expect(await stored()).toEqual(before);
  });

  test("two at once, of the same draft, make one package", async () => {
    const who = await app.administrator();
    const at = await review(who, { name: app.name("Starter") });
    const both = await Promise.all([create(who, at), create(who, at)]);
    expect(new Set(both.map(({ packageId }) => packageId)).size).toBe(1);
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1);
  });
});

describe("Create stores nothing", () => {
  /** Creates, and checks that it was refused for this reason with nothing stored. */
  async function expectNothing(who: Someone, at: unknown, faults: string[]): Promise<void> {
    const before = await stored();
    expect(await refusals(create(who, at))).toEqual(faults);
    expect(await stored()).toEqual(before);
  }

  test("while the wizard is not finished (A25)", async () => {
    const who = await app.catalogCreator();
    const before = await stored();
    const wizard = wizardOf(app, who);
    const at = await wizard.newCatalog(await wizard.open(), { name: app.name("Abandoned"), description: "Never made" });
    await wizard.pick(await wizard.basics(at, { catalog: "new" }), [await app.resource("Own", { owners: [who] })]);
    expect(await stored()).toEqual(before);
  });

  test("when the right to the catalog was lost since Basics (A26)", async () => {
    const { who, catalogId } = await owner();
    const at = await review(who, { catalog: catalogId });
    await app.takeRoles(who.id);
    await expectNothing(who, at, ["catalogNotUsable on catalog"]);
  });

  test("when the right to make catalogs was lost (A26)", async () => {
    const who = await app.catalogCreator();
    const at = await review(who, { newCatalog: { name: app.name("Events"), description: "For events" } });
    app.rights.catalogCreators.delete(who.slackUserId);
    await expectNothing(who, at, ["catalogNotUsable on catalog"]);
  });

  test("when the person's account was deactivated", async () => {
    const { who, catalogId } = await owner();
    const at = await review(who, { catalog: catalogId });
    await app.changePerson(who, { slackState: "deactivated" });
    await expectNothing(who, at, ["accountDeactivated on no field"]);
  });

  test("when an outside resource is no longer owned, or gone, or lost the role", async () => {
    const { who, catalogId } = await owner();
    const [given, gone, changed] = [
      await app.resource("Given away", { owners: [who] }),
      await app.resource("Gone", { owners: [who] }),
      await app.resource("Changed", { owners: [who] }),
    ];
    const at = await review(who, {
      catalog: catalogId,
      roles: { [given]: "Member", [gone]: "Member", [changed]: "Member" },
    });
    await app.changeResource(given, { owners: [] });
    await app.changeResource(gone, { goneAt: app.now });
    await app.changeResource(changed, { roles: ["Reader"] });
    await expectNothing(who, at, [
      `resourceNotPickable on roles.${given}`,
      `resourceGone on roles.${gone}`,
      `roleNotOffered on roles.${changed}`,
    ]);
  });

  test("when an approver was deactivated and a group has gone since", async () => {
    const { who, catalogId } = await owner();
    const approver = await app.person("Approver");
    const group = await app.resource("Everybody");
    const at = await review(who, {
      catalog: catalogId,
      policy: { groups: [group], "stages.0.approvers": [approver.slackUserId] },
    });
    await app.changePerson(approver, { slackState: "deactivated" });
    await app.changeResource(group, { goneAt: app.now });
    await expectNothing(who, at, ["personDeactivated on stages.0.approvers", "policySubjectGone on groups"]);
  });

  test.each([
    ["in other letters", (name: string) => name.toUpperCase()],
    ["with other blanks", (name: string) => `  ${name.replaceAll(" ", " \u00A0 ")}\t`],
  ])("when the catalog has a package of that name by now, %s", async (_, altered) => {
    const { who, catalogId } = await owner();
    const name = app.name("Starter");
    const at = await review(who, { catalog: catalogId, name: altered(name) });
    await app.package(name, { catalogId, createdBy: who });
    await expectNothing(who, at, ["nameTakenInCatalog on name"]);
  });

  test("when there is a catalog of the new one's name by now (A9)", async () => {
    const who = await app.catalogCreator();
    const name = app.name("Events");
    const at = await review(who, { newCatalog: { name: name.toUpperCase(), description: "For events" } });
    await app.catalog("", { name, nameKey: name.toLowerCase() });
    await expectNothing(who, at, ["catalogNameTaken on catalog"]);
  });

  test("from somebody else's draft, an old version of it, one that is over, and one that never was", async () => {
    const { who, catalogId } = await owner();
    const at = await review(who, { catalog: catalogId });
    await expectNothing(await app.administrator(), at, ["draftNotYours on no field"]);
    await expectNothing(who, { ...at, version: at.version - 1 }, ["draftOutdated on no field"]);
    await expectNothing(who, { ...at, draftId: who.id }, ["draftExpired on no field"]);
    app.passes({ days: 7 });
    await expectNothing(who, at, ["draftExpired on no field"]);
  });
});

test("a package of the same name in another catalog is no obstacle", async () => {
  const [one, other] = [await owner(), await owner()];
  const name = app.name("Starter");
  await made(one.who, { catalog: one.catalogId, name });
  expect((await made(other.who, { catalog: other.catalogId, name })).isNew).toBe(true);
});

test("once it is created, the next wizard is a new one", async () => {
  const { who, catalogId } = await owner();
  const at = await review(who, { catalog: catalogId });
  await create(who, at);
  const next = await wizardOf(app, who).open();
  expect(next.draftId).not.toBe(at.draftId);
});
