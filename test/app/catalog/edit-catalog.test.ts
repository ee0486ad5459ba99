import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { editCatalog } from "../../../src/app/catalog/edit-catalog.ts";
import { listCatalogs } from "../../../src/app/catalog/list-catalogs.ts";
import { findCatalogByName, readCatalog } from "../../../src/app/catalog/read-catalog.ts";
import { GENERAL_CATALOG_ID } from "../../../src/domain/catalog/catalog.ts";
import { groupsWithRole } from "../../../src/store/query/slack-group.ts";
import { catalogById, membersOf } from "../../../src/store/query/catalog.ts";
import { audit } from "../../../src/store/schema/journal.ts";
import { refusals, unknownId, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import { NOBODY_IN_ROLES } from "../../support/catalog-form.ts";

const app = useApp();

/** A catalog with an owner, and the form of `Manage catalog` as the owner sees it. */
async function owned() {
  const owner = await app.person("Owner");
  const { id, name } = await app.catalog("Marketing", { roles: [["owner", owner]] });
  const form = {
    catalogId: id,
    version: 1,
    name,
    description: "About it",
    approvalsChannel: null as string | null,
    isEnabled: true,
    isEnabledForExternalUsers: true,
    ...NOBODY_IN_ROLES,
    owners: [owner.slackUserId],
  };
  return { owner, id, form };
}

const edit = (who: Someone, form: unknown) => editCatalog(app.deps, who.slackUserId, form);
const holders = async (catalogId: string, role: string) =>
  (await membersOf(app.db, catalogId)).filter((member) => member.role === role).map(({ personId }) => personId);
const trail = async (catalogId: string) =>
  app.db.select().from(audit).where(eq(audit.catalogId, catalogId)).orderBy(asc(audit.id));

describe("an owner changes", () => {
  test("the settings; the audit row holds what they were and are", async () => {
    const { owner, id, form } = await owned();
    const changed = {
      name: app.name("Sales"),
      description: "About sales",
      approvalsChannel: "C0123",
      isEnabled: false,
      isEnabledForExternalUsers: false,
    };
    await edit(owner, { ...form, ...changed });
    expect(await catalogById(app.db, id)).toMatchObject({ ...changed, version: 2 });
    const { name, description, approvalsChannel, isEnabled, isEnabledForExternalUsers } = form;
    expect(await trail(id)).toMatchObject([
      {
        action: "catalog.edited",
        actorId: owner.id,
        at: app.now,
        before: { name, description, approvalsChannel, isEnabled, isEnabledForExternalUsers },
        after: changed,
      },
    ]);
  });

  test("who holds which role; each change has its audit row", async () => {
    const { owner, id, form } = await owned();
    const [second, manager] = [await app.person("Second"), await app.person("Manager")];
    await edit(owner, {
      ...form,
      owners: [owner.slackUserId, second.slackUserId],
      packageManagers: [manager.slackUserId],
    });
    expect(new Set(await holders(id, "owner"))).toEqual(new Set([owner.id, second.id]));
    expect(await holders(id, "packageManager")).toEqual([manager.id]);
    await edit(second, { ...form, version: 2, owners: [second.slackUserId] });
    expect(await holders(id, "owner")).toEqual([second.id]);
    expect(await holders(id, "packageManager")).toEqual([]);
    expect((await trail(id)).map(({ action, actorId }) => [action, actorId])).toEqual([
      ["catalog.ownersChanged", owner.id],
      ["catalog.packageManagersChanged", owner.id],
      ["catalog.ownersChanged", second.id],
      ["catalog.packageManagersChanged", second.id],
    ]);
  });

  test("each of the other roles, for people and for user groups; and takes them away again", async () => {
    const { owner, id, form } = await owned();
    const [manager, reader] = [await app.person("Manager"), await app.person("Reader")];
    const group = await app.userGroup("Group");
    const given = {
      assignmentManagers: [manager.slackUserId],
      readers: [reader.slackUserId],
      readerGroups: [group.id],
      packageManagerGroups: [group.id],
    };
    await edit(owner, { ...form, ...given });
    expect(await holders(id, "assignmentManager")).toEqual([manager.id]);
    expect(await holders(id, "reader")).toEqual([reader.id]);
    const groups = async () => (await groupsWithRole(app.db, id)).map(({ role }) => role).toSorted();
    expect(await groups()).toEqual(["packageManager", "reader"]);
    await edit(owner, { ...form, version: 2 });
    expect(await holders(id, "assignmentManager")).toEqual([]);
    expect(await groups()).toEqual([]);
    expect((await trail(id)).map(({ action }) => action)).toEqual([
      "catalog.packageManagersChanged",
      "catalog.assignmentManagersChanged",
      "catalog.readersChanged",
      "catalog.packageManagersChanged",
      "catalog.assignmentManagersChanged",
      "catalog.readersChanged",
    ]);
    expect((await trail(id))[2]).toMatchObject({
      before: { people: [], groups: [] },
      after: { people: [reader.id], groups: [group.id] },
    });
  });

  test("the letters' case of the name, which stays the same name", async () => {
    const { owner, id, form } = await owned();
    await edit(owner, { ...form, name: `  ${form.name.toUpperCase()} ` });
    expect((await catalogById(app.db, id))?.name).toBe(form.name.toUpperCase());
  });

  test("nothing: then nothing is told", async () => {
    const { owner, id, form } = await owned();
    await edit(owner, form);
    expect(await trail(id)).toEqual([]);
  });
});

describe("who may:", () => {
  test("an owner and a user administrator", async () => {
    const { owner, form } = await owned();
    expect(await refusals(edit(owner, form))).toEqual([]);
    expect(await refusals(edit(await app.administrator(), { ...form, version: 2 }))).toEqual([]);
  });

  test.each(["packageManager", "assignmentManager", "reader"] as const)(
    "not a %s, who may look at it",
    async (role) => {
      const { id, form } = await owned();
      const who = await app.person("Staff");
      await app.give(id, role, who.id);
      expect(await refusals(edit(who, form))).toEqual(["notPermitted on no field"]);
      expect((await readCatalog(app.deps, who.slackUserId, id)).may.has("catalog.edit")).toBe(false);
    },
  );

  test("not the owner of another catalog, nor a catalog creator, who do not even see it", async () => {
    const { id, form } = await owned();
    for (const who of [(await owned()).owner, await app.catalogCreator()]) {
      expect(await refusals(edit(who, form))).toEqual(["notPermitted on no field"]);
      expect(await refusals(readCatalog(app.deps, who.slackUserId, id))).toEqual(["notFound on no field"]);
    }
  });

  test("nobody, where there is no such catalog", async () => {
    const { form } = await owned();
    expect(await refusals(edit(await app.administrator(), { ...form, catalogId: unknownId() }))).toEqual([
      "notFound on no field",
    ]);
  });

  test("no longer who lost the role since the form was opened", async () => {
    const { owner, form } = await owned();
    await app.takeRoles(owner.id);
    expect(await refusals(edit(owner, form))).toEqual(["notPermitted on no field"]);
  });
});

describe("the last owner (domain.md 7)", () => {
  test("cannot be removed by an owner, and everything stays", async () => {
    const { owner, id, form } = await owned();
    expect(await refusals(edit(owner, { ...form, description: "Changed", owners: [] }))).toEqual([
      "lastCatalogOwner on owners",
    ]);
    expect(await catalogById(app.db, id)).toMatchObject({ description: "About it", version: 1 });
    expect(await holders(id, "owner")).toEqual([owner.id]);
  });

  test("can be removed by a user administrator", async () => {
    const { id, form } = await owned();
    await edit(await app.administrator(), { ...form, owners: [] });
    expect(await holders(id, "owner")).toEqual([]);
  });

  test("may be a user group, as long as somebody active belongs to it", async () => {
    const { owner, id, form } = await owned();
    const group = await app.userGroup("Owners", [await app.person("Member")]);
    const [empty, left] = [
      await app.userGroup("Nobody"),
      await app.userGroup("Left", [await app.person("Leaver", { slackState: "deactivated" })]),
    ];
    for (const none of [empty, left]) {
      expect(await refusals(edit(owner, { ...form, owners: [], ownerGroups: [none.id] }))).toEqual([
        "lastCatalogOwner on owners",
      ]);
    }
    await edit(owner, { ...form, owners: [], ownerGroups: [group.id] });
    expect(await holders(id, "owner")).toEqual([]);
  });

  test("may be somebody who is not in Slack, whom the form cannot show, and who stays", async () => {
    const { owner, id, form } = await owned();
    const unseen = await app.person("Unseen", { slackUserId: null, slackState: "absent" });
    await app.give(id, "owner", unseen.id);
    await edit(owner, { ...form, owners: [] });
    expect(await holders(id, "owner")).toEqual([unseen.id]);
  });
});

describe("General", () => {
  const form = async () => {
    const { name = "", description = "", version = 0 } = (await catalogById(app.db, GENERAL_CATALOG_ID)) ?? {};
    return {
      catalogId: GENERAL_CATALOG_ID,
      version,
      name,
      description,
      approvalsChannel: null,
      isEnabled: true,
      isEnabledForExternalUsers: true,
      ...NOBODY_IN_ROLES,
    };
  };

  test.each(["Common", "GENERAL", ""])("keeps its name: not “%s”", async (name) => {
    const who = await app.administrator();
    expect(await refusals(edit(who, { ...(await form()), name }))).toContain("generalKeepsItsName on name");
    expect((await catalogById(app.db, GENERAL_CATALOG_ID))?.name).toBe("General");
  });

  test("takes another description and owners", async () => {
    const [who, owner] = [await app.administrator(), await app.person("Owner")];
    await edit(who, { ...(await form()), description: "For everybody", owners: [owner.slackUserId] });
    expect(await catalogById(app.db, GENERAL_CATALOG_ID)).toMatchObject({
      name: "General",
      description: "For everybody",
    });
    expect(await holders(GENERAL_CATALOG_ID, "owner")).toEqual([owner.id]);
  });
});

describe("what is wrong stands on its field:", () => {
  test("everything at once", async () => {
    const { owner, form } = await owned();
    const leaver = await app.person("Leaver", { slackState: "deactivated" });
    const wrong = {
      name: " ",
      description: "x".repeat(1001),
      owners: ["UNOBODY"],
      packageManagers: [leaver.slackUserId],
    };
    expect(await refusals(edit(owner, { ...form, ...wrong }))).toEqual([
      "required on name",
      "tooLong on description",
      "personNotKnownYet on owners",
      "personDeactivated on packageManagers",
      "lastCatalogOwner on owners",
    ]);
  });

  test("another catalog's name, whatever its case and blanks", async () => {
    const { owner, form } = await owned();
    const { name } = await app.catalog("Taken");
    expect(await refusals(edit(owner, { ...form, name: ` ${name.toUpperCase().replaceAll(" ", "  ")}` }))).toEqual([
      "catalogNameTaken on name",
    ]);
  });

  test("an old version: somebody changed the catalog meanwhile", async () => {
    const { owner, id, form } = await owned();
    await edit(owner, { ...form, description: "First" });
    expect(await refusals(edit(await app.administrator(), { ...form, description: "Second" }))).toEqual([
      "changedMeanwhile on no field",
    ]);
    expect((await catalogById(app.db, id))?.description).toBe("First");
  });

  test("a user group that Slack does not have, or has disabled; one that held the role before may stay", async () => {
    const { owner, id, form } = await owned();
    const disabled = await app.userGroup("Disabled", [], { disabledAt: app.now });
    for (const readerGroups of [[unknownId()], ["S0NONSENSE"], [disabled.id]])
      expect(await refusals(edit(owner, { ...form, readerGroups }))).toEqual(["notAChoice on readerGroups"]);
    await app.giveGroup(id, "reader", disabled.id);
    expect(await refusals(edit(owner, { ...form, readerGroups: [disabled.id] }))).toEqual([]);
  });

  test("not somebody who held the role before being deactivated", async () => {
    const { owner, id, form } = await owned();
    const leaver = await app.person("Leaver", { slackState: "deactivated" });
    await app.give(id, "packageManager", leaver.id);
    expect(await refusals(edit(owner, { ...form, packageManagers: [leaver.slackUserId] }))).toEqual([]);
  });
});

describe("the list of catalogs", () => {
  test("holds those in which one has a role, with the roles and the packages (A3, D18)", async () => {
    const who = await app.person("Staff");
    const { id } = await app.catalog("Marketing", {
      roles: [
        ["reader", who],
        ["assignmentManager", who],
      ],
    });
    await app.catalog("Foreign");
    await app.package("Starter", { catalogId: id, createdBy: who });
    const { rows, next } = await listCatalogs(app.deps, who.slackUserId, 10);
    expect(rows.map((row) => ({ ...row, roles: new Set(row.roles) }))).toMatchObject([
      { id, roles: new Set(["reader", "assignmentManager"]), packages: 1 },
    ]);
    expect(next).toBeNull();
  });

  test("of a user administrator holds all, page by page, without doubles or gaps", async () => {
    const who = await app.administrator();
    const first = await listCatalogs(app.deps, who.slackUserId, 5);
    const seen = [...first.rows];
    for (let { next } = first; next;) {
      const page = await listCatalogs(app.deps, who.slackUserId, 5, next);
      seen.push(...page.rows);
      next = page.next;
    }
    const all = await listCatalogs(app.deps, who.slackUserId, 1_000);
    expect(seen.map(({ id }) => id)).toEqual(all.rows.map(({ id }) => id));
    expect(seen.map(({ id }) => id)).toContain(GENERAL_CATALOG_ID);
  });
});

test("a catalog is found by its name, whatever its case, by those who hold a role in it; others get choices of their own", async () => {
  const { owner, id, form } = await owned();
  expect(await findCatalogByName(app.deps, owner.slackUserId, ` ${form.name.toUpperCase()} `)).toEqual({ id });
  expect(await findCatalogByName(app.deps, owner.slackUserId, "market")).toMatchObject({ choices: [{ id }] });
  const other = await app.person("Other");
  expect(await findCatalogByName(app.deps, other.slackUserId, form.name)).toEqual({ choices: [] });
});
