import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addResources } from "../../../src/app/catalog/add-resources.ts";
import { addableResources, listPackages, listResources } from "../../../src/app/catalog/catalog-content.ts";
import { readCatalog } from "../../../src/app/catalog/read-catalog.ts";
import { removeResource } from "../../../src/app/catalog/remove-resource.ts";
import { insertResourceRoles } from "../../../src/store/query/package.ts";
import { resourcesInCatalog } from "../../../src/store/query/resource.ts";
import { audit } from "../../../src/store/schema/journal.ts";
import { refusals, unknownId, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";

const app = useApp();

/** A catalog with its owner, a resource of theirs in it, and one outside. */
async function stocked() {
  const owner = await app.person("Owner");
  const [inside, outside] = [
    await app.resource("Inside", { owners: [owner] }),
    await app.resource("Outside", { owners: [owner] }),
  ];
  const { id: catalogId } = await app.catalog("Marketing", { roles: [["owner", owner]], resources: [inside] });
  return { owner, catalogId, inside, outside };
}

const add = (who: Someone, catalogId: string, picked: Partial<Record<"group" | "application" | "site", string[]>>) =>
  addResources(app.deps, who.slackUserId, { catalogId, group: [], application: [], site: [], ...picked });
const remove = (who: Someone, catalogId: string, resourceId: string) =>
  removeResource(app.deps, who.slackUserId, { catalogId, resourceId });
const has = async (catalogId: string, id: string) => (await resourcesInCatalog(app.db, catalogId, [id])).has(id);
const trail = async (catalogId: string) =>
  app.db.select().from(audit).where(eq(audit.catalogId, catalogId)).orderBy(asc(audit.id));

describe("resources are added (domain.md 2.3)", () => {
  test("by an owner of the catalog who owns them; each has its audit row, and twice is once", async () => {
    const { owner, catalogId, outside } = await stocked();
    await add(owner, catalogId, { group: [outside] });
    await add(owner, catalogId, { group: [outside] });
    expect(await has(catalogId, outside)).toBe(true);
    expect(await trail(catalogId)).toMatchObject([
      { action: "catalog.resourceAdded", actorId: owner.id, after: { resourceId: outside } },
    ]);
  });

  test("by a user administrator, whoever owns them", async () => {
    const { catalogId, outside } = await stocked();
    const application = await app.resource("Application", { type: "application", roles: ["Viewer"] });
    await add(await app.administrator(), catalogId, { group: [outside], application: [application] });
    expect(await has(catalogId, application)).toBe(true);
  });

  test("not by an owner of the catalog who does not own them, and then none of them", async () => {
    const { owner, catalogId, outside } = await stocked();
    const foreign = await app.resource("Foreign", { type: "site" });
    expect(await refusals(add(owner, catalogId, { group: [outside], site: [foreign] }))).toEqual([
      "resourceNotOwned on site",
    ]);
    expect(await has(catalogId, outside)).toBe(false);
  });

  test.each(["packageManager", "assignmentManager", "reader"] as const)(
    "never by a %s, not even their own",
    async (role) => {
      const { catalogId } = await stocked();
      const who = await app.person("Staff");
      await app.give(catalogId, role, who.id);
      const own = await app.resource("Own", { owners: [who] });
      expect(await refusals(add(who, catalogId, { group: [own] }))).toEqual(["notPermitted on no field"]);
      expect(await addableResources(app.deps, who.slackUserId, { catalogId, type: "group" }, "")).toEqual([]);
      expect((await readCatalog(app.deps, who.slackUserId, catalogId)).mayAddResources).toBe(false);
    },
  );

  test("not by the owner of another catalog", async () => {
    const { catalogId } = await stocked();
    const other = await stocked();
    expect(await refusals(add(other.owner, catalogId, { group: [other.outside] }))).toEqual([
      "notPermitted on no field",
    ]);
  });

  test("not when they are gone, of another type, or unknown", async () => {
    const { owner, catalogId, outside } = await stocked();
    const gone = await app.resource("Gone", { owners: [owner], goneAt: app.now });
    expect(await refusals(add(owner, catalogId, { group: [gone] }))).toEqual(["resourceGone on group"]);
    expect(await refusals(add(owner, catalogId, { site: [outside] }))).toEqual(["notAChoice on site"]);
    expect(await refusals(add(owner, catalogId, { site: [unknownId()] }))).toEqual(["notAChoice on site"]);
  });

  test("out of those that are offered: one's own outside the catalog, or all of them", async () => {
    const { owner, catalogId, outside } = await stocked();
    const foreign = await app.resource("Foreign");
    const offered = async (who: Someone) =>
      (await addableResources(app.deps, who.slackUserId, { catalogId, type: "group" }, "")).map(({ id }) => id);
    expect(await offered(owner)).toEqual([outside]);
    const all = await offered(await app.administrator());
    expect(all).toEqual(expect.arrayContaining([outside, foreign]));
  });
});

describe("a resource is removed", () => {
  test("by an owner of both, with an audit row", async () => {
    const { owner, catalogId, inside } = await stocked();
    await remove(owner, catalogId, inside);
    expect(await has(catalogId, inside)).toBe(false);
    await remove(owner, catalogId, inside);
    expect(await trail(catalogId)).toMatchObject([
      { action: "catalog.resourceRemoved", actorId: owner.id, before: { resourceId: inside } },
    ]);
  });

  test("not by an owner of the catalog alone, nor by one of the resource alone", async () => {
    const { owner, catalogId } = await stocked();
    const theirs = await app.person("Theirs");
    const foreign = await app.resource("Foreign", { owners: [theirs] });
    await add(await app.administrator(), catalogId, { group: [foreign] });
    for (const who of [owner, theirs])
      expect(await refusals(remove(who, catalogId, foreign))).toEqual(["notPermitted on no field"]);
    const { rows } = await listResources(app.deps, owner.slackUserId, { catalogId, size: 10 });
    expect(rows.find(({ id }) => id === foreign)?.mayRemove).toBe(false);
  });

  test("not while packages of the catalog use it, which are named (D15); another catalog's do not count", async () => {
    const { owner, catalogId, inside } = await stocked();
    const elsewhere = await app.catalog("Elsewhere", { resources: [inside] });
    const uses = async (name: string, at: string) => {
      const packageId = await app.package(name, { catalogId: at, createdBy: owner });
      await app.deps.database.transact((tx) =>
        insertResourceRoles(tx, packageId, [{ resourceId: inside, role: "Member" }]),
      );
    };
    await uses("Other", elsewhere.id);
    for (const name of ["Starter", "Leader", "Guest", "Expert"]) await uses(name, catalogId);
    await expect(remove(owner, catalogId, inside)).rejects.toMatchObject({
      faults: [{ code: "resourceInUse", data: { packages: ["Expert", "Guest", "Leader"], more: true } }],
    });
    expect(await has(catalogId, inside)).toBe(true);
  });
});

describe("what a catalog holds is listed", () => {
  test("page by page, in the order of the names, without doubles or gaps", async () => {
    const owner = await app.person("Owner");
    const resources = [];
    for (const words of ["b", "a", "d", "c", "e"]) resources.push(await app.resource(words));
    const { id: catalogId } = await app.catalog("Long", { roles: [["owner", owner]], resources });
    for (const words of ["y", "x", "z"]) await app.package(words, { catalogId, createdBy: owner });
    const names: string[] = [];
    let after;
    do {
      const page = await listResources(app.deps, owner.slackUserId, { catalogId, size: 2, after });
      names.push(...page.rows.map(({ name }) => name.slice(0, 1)));
      after = page.next ?? undefined;
    } while (after);
    expect(names).toEqual(["a", "b", "c", "d", "e"]);
    const first = await listPackages(app.deps, owner.slackUserId, { catalogId, size: 2 });
    const rest = await listPackages(app.deps, owner.slackUserId, {
      catalogId,
      size: 2,
      after: first.next ?? undefined,
    });
    expect([...first.rows, ...rest.rows].map(({ name }) => name)).toEqual(["x", "y", "z"]);
    expect(rest.next).toBeNull();
  });

  test("for its staff alone (D18)", async () => {
    const { catalogId } = await stocked();
    const { owner: other } = await stocked();
    for (const list of [listResources, listPackages])
      expect(await refusals(list(app.deps, other.slackUserId, { catalogId, size: 10 }))).toEqual([
        "notFound on no field",
      ]);
  });
});
