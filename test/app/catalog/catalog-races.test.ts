import { describe, expect, test } from "vitest";
import { changeResourceRoles } from "../../../src/app/assignment/change-resource-roles.ts";
import { createCatalog } from "../../../src/app/catalog/create-catalog.ts";
import { deleteCatalog } from "../../../src/app/catalog/delete-catalog.ts";
import { createPackage } from "../../../src/app/package/create-package.ts";
import { removeResource } from "../../../src/app/catalog/remove-resource.ts";
import { catalogById } from "../../../src/store/query/catalog.ts";
import { packageById, resourceRolesOf } from "../../../src/store/query/package.ts";
import { resourcesInCatalog } from "../../../src/store/query/resource.ts";
import { refusals, useApp } from "../../support/app.ts";
import { wizardOf } from "../../support/wizard-steps.ts";

const app = useApp();

describe("at the same time", () => {
  test("a resource is removed and a package takes it: whoever is first, the package's resources are in the catalog", async () => {
    const owner = await app.person("Owner");
    for (let round = 1; round <= 5; round += 1) {
      const resourceId = await app.resource("Resource", { owners: [owner] });
      const { id: catalogId } = await app.catalog("Marketing", { roles: [["owner", owner]], resources: [resourceId] });
      const packageId = await app.package(app.name("Package"), { catalogId, createdBy: owner });
      const version = (await packageById(app.db, packageId))?.version;
      const roles = [{ resourceId, role: "Member" }];
      await Promise.all([
        refusals(removeResource(app.deps, owner.slackUserId, { catalogId, resourceId })),
        refusals(changeResourceRoles(app.deps, owner.slackUserId, { packageId, version, roles })),
      ]);
      const used = (await resourceRolesOf(app.db, packageId)).map((each) => each.resourceId);
      const present = await resourcesInCatalog(app.db, catalogId, used);
      expect(used.filter((id) => !present.has(id))).toEqual([]);
    }
  });

  test("a catalog is deleted and a package made in it: one of the two happens", async () => {
    const who = await app.administrator();
    for (let round = 1; round <= 3; round += 1) {
      const catalogId = await createCatalog(app.deps, who.slackUserId, {
        name: app.name("Catalog"),
        description: "About it",
      });
      const maker = await app.administrator();
      const at = await wizardOf(app, maker).review({ catalog: catalogId });
      const [deletion, creation] = await Promise.all([
        refusals(deleteCatalog(app.deps, who.slackUserId, { catalogId })),
        refusals(createPackage(app.deps, maker.slackUserId, at)),
      ]);
      expect(deletion.length + creation.length).toBe(1);
      expect((await catalogById(app.db, catalogId)) === undefined).toBe(deletion.length === 0);
    }
  });
});
