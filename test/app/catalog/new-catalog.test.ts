import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createCatalog } from "../../../src/app/catalog/create-catalog.ts";
import { deleteCatalog } from "../../../src/app/catalog/delete-catalog.ts";
import { GENERAL_CATALOG_ID } from "../../../src/domain/catalog/catalog.ts";
import { catalogById, rolesIn } from "../../../src/store/query/catalog.ts";
import { audit } from "../../../src/store/schema/journal.ts";
import { retired } from "../../../src/store/schema/retired.ts";
import { refusals, unknownId, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";

const app = useApp();
const create = (who: Someone, name: string, description = "About it") =>
  createCatalog(app.deps, who.slackUserId, { name, description });
const remove = (who: Someone, catalogId: string) => deleteCatalog(app.deps, who.slackUserId, { catalogId });
const trail = async (catalogId: string) =>
  app.db.select().from(audit).where(eq(audit.catalogId, catalogId)).orderBy(asc(audit.id));

describe("a catalog is created", () => {
  test("by a catalog creator and by a user administrator, who become its first owner", async () => {
    for (const who of [await app.catalogCreator(), await app.administrator()]) {
      const name = app.name("New");
      const id = await create(who, `  ${name} `);
      expect(await catalogById(app.db, id)).toMatchObject({ name, description: "About it", isEnabled: true });
      expect(await rolesIn(app.db, id, who.id)).toEqual(["owner"]);
      expect(await trail(id)).toMatchObject([{ action: "catalog.created", actorId: who.id }]);
    }
  });

  test("not by the owner of a catalog, nor by a member", async () => {
    const owner = await app.person("Owner");
    await app.catalog("Marketing", { roles: [["owner", owner]] });
    for (const who of [owner, await app.person("Member")])
      expect(await refusals(create(who, app.name("New")))).toEqual(["notPermitted on no field"]);
  });

  test("not without a name and a description, nor with the name of another", async () => {
    const who = await app.catalogCreator();
    const { name } = await app.catalog("Taken");
    expect(await refusals(create(who, " ", " "))).toEqual(["required on name", "required on description"]);
    expect(await refusals(create(who, "x".repeat(101)))).toEqual(["tooLong on name"]);
    expect(await refusals(create(who, name.toUpperCase()))).toEqual(["catalogNameTaken on name"]);
  });

  test("once, of two at the same time that take the same name", async () => {
    const name = app.name("Race");
    const who = [await app.catalogCreator(), await app.catalogCreator()];
    const outcomes = await Promise.all(who.map((each) => refusals(create(each, name))));
    expect(outcomes.toSorted((one, other) => one.length - other.length)).toEqual([[], ["catalogNameTaken on name"]]);
  });
});

describe("a catalog is deleted", () => {
  const owned = async () => {
    const owner = await app.person("Owner");
    const resource = await app.resource("Resource");
    const group = await app.userGroup("Group");
    const { id, name } = await app.catalog("Marketing", { roles: [["owner", owner]], resources: [resource] });
    await app.giveGroup(id, "reader", group.id);
    return { owner, id, name };
  };

  test("by its owner and by a user administrator; its name is kept, and can be used again", async () => {
    const { owner, id, name } = await owned();
    await remove(owner, id);
    expect(await catalogById(app.db, id)).toBeUndefined();
    expect(await app.db.select().from(retired).where(eq(retired.id, id))).toMatchObject([
      { kind: "catalog", name, deletedAt: app.now },
    ]);
    expect(await trail(id)).toMatchObject([{ action: "catalog.deleted", actorId: owner.id, before: { name } }]);
    const administrator = await app.administrator();
    expect(await refusals(create(administrator, name))).toEqual([]);
    expect(await refusals(remove(administrator, (await owned()).id))).toEqual([]);
  });

  test.each(["packageManager", "assignmentManager", "reader"] as const)("not by a %s", async (role) => {
    const { id } = await owned();
    const who = await app.person("Staff");
    await app.give(id, role, who.id);
    expect(await refusals(remove(who, id))).toEqual(["notPermitted on no field"]);
  });

  test("not while it has packages, which are named (D14)", async () => {
    const { owner, id } = await owned();
    for (const name of ["B", "A"]) await app.package(name, { catalogId: id, createdBy: owner });
    await expect(remove(owner, id)).rejects.toMatchObject({
      faults: [{ code: "catalogNotEmpty", data: { packages: ["A", "B"], more: false } }],
    });
    expect(await catalogById(app.db, id)).toBeDefined();
  });

  test("never General, and not what is not there", async () => {
    const who = await app.administrator();
    expect(await refusals(remove(who, GENERAL_CATALOG_ID))).toEqual(["generalStays on no field"]);
    expect(await refusals(remove(who, unknownId()))).toEqual(["notFound on no field"]);
  });
});
