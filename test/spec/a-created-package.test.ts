import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { CATALOG_ROLES } from "../../src/domain/catalog/catalog.ts";
import { permit } from "../../src/domain/permission/permit.ts";
import { insertPolicy, policiesOf } from "../../src/store/query/package.ts";
import { readCatalog } from "../../src/app/catalog/read-catalog.ts";
import { accessPackage, policy } from "../../src/store/schema/package.ts";
import { catalog, catalogResource } from "../../src/store/schema/catalog.ts";
import { useBot } from "../support/bot.ts";
import { createsPackage, fillsBasics, opensWizard, picks, reachesPolicy, reachesReview } from "./wizard.ts";
import { idOf } from "./world.ts";

const bot = useBot();

async function packageNamed(name: string) {
  const rows = await bot().database.read.select().from(accessPackage).where(eq(accessPackage.name, name));
  return rows[0];
}

describe("the policy, the review, and what is stored", () => {
  it("A20: with the first policy for later the package has none, and nobody else sees it", async () => {
    const ada = await bot().visit("Ada");
    await createsPackage(ada, { name: "A20" });
    const row = await packageNamed("A20");
    expect(
      await bot()
        .database.read.select()
        .from(policy)
        .where(eq(policy.packageId, row?.id ?? "")),
    ).toEqual([]);
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access show A20");
    expect(await rosa.hasMessage(/no access package named “A20”/)).toBeTruthy();
  });

  it("A21: a policy that has become invalid is listed on Review, and Create is blocked", async () => {
    const ada = await bot().visit("Ada");
    await reachesPolicy(ada, { name: "A21" });
    await ada.chooses("Scope", "All members (excluding guests)");
    await ada.picksPeople("Approvers", ["Tim"]);
    await ada.clicks("Next");
    expect(await ada.title()).toBe("Review + create");
    await bot().changePerson("Tim", { deactivated: true });
    await ada.clicks("Create");
    expect(await ada.sees()).toMatch(/account of Tim Lee is deactivated/);
    expect(await packageNamed("A21")).toBeUndefined();
    await ada.closesAllModals();
    await ada.types("/access new");
    await ada.clicks("Resume");
    expect(await ada.sees()).toMatch(/account of Tim Lee is deactivated/);
    await bot().changePerson("Tim", { deactivated: false });
  });

  it("A22: the package made is in the list", async () => {
    const ada = await bot().visit("Ada");
    await createsPackage(ada, { name: "A22 finds its way" });
    await ada.types("/access find A22");
    expect(await ada.hasMessage(/A22 finds its way\nGeneral/)).toBeTruthy();
  });

  it("A23: a package cannot be moved to another catalog, not even in the database", async () => {
    const ada = await bot().visit("Ada");
    await createsPackage(ada, { name: "A23" });
    const row = await packageNamed("A23");
    expect(
      permit("package.move", {
        isUserAdministrator: true,
        isCatalogCreator: true,
        catalogRoles: CATALOG_ROLES,
        derived: [],
      }).allowed,
    ).toBe(false);
    const moved = bot()
      .database.read.update(accessPackage)
      .set({ catalogId: idOf(bot().world.catalogs, "Marketing") })
      .where(eq(accessPackage.id, row?.id ?? ""));
    await expect(moved).rejects.toMatchObject({ cause: { message: expect.stringContaining("cannot be moved") } });
  });

  it("A24: a package can hold a second policy with other approvers beside the first", async () => {
    const ada = await bot().visit("Ada");
    await reachesPolicy(ada, { name: "A24" });
    await ada.chooses("Scope", "All members (excluding guests)");
    await ada.picksPeople("Approvers", ["Alan"]);
    await ada.clicks("Next");
    await ada.clicks("Create");
    await ada.closesAllModals();
    const packageId = (await packageNamed("A24"))?.id ?? "";
    const [first] = await policiesOf(bot().database.read, packageId);
    const grace = idOf(bot().world.people, "Grace");
    const stages = (first?.settings.approval.stages ?? []).map((stage) => ({
      ...stage,
      approvers: { kind: "specific" as const, people: [grace], groups: [] },
    }));
    if (!first) throw new Error("The first policy is missing.");
    const settings = { ...first.settings, approval: { ...first.settings.approval, stages } };
    await bot().database.transact((tx) =>
      insertPolicy(tx, {
        id: randomUUID(),
        packageId,
        name: "Second policy",
        position: 1,
        settings,
        createdAt: new Date(),
      }),
    );
    await ada.types("/access show A24");
    const card = (await ada.messages()).at(-1) ?? "";
    expect(card).toMatch(/Initial policy\n.*\n.*Alan Turing/);
    expect(card).toMatch(/Second policy\n.*\n.*Grace Hopper/);
  });

  it("A25: an abandoned wizard leaves no catalog and no resource behind", async () => {
    const carl = await bot().visit("Carl");
    await opensWizard(carl);
    await fillsBasics(carl, { name: "A25" });
    await carl.clicks("Create new");
    await carl.fills("Name", "Meteors");
    await carl.fills("Description", "Gone in a second");
    await carl.clicks("Create");
    await carl.clicks("Next");
    await picks(carl, "Applications", ["Carl's star atlas"]);
    await carl.closesAllModals();
    const db = bot().database.read;
    expect(await db.select().from(catalog).where(eq(catalog.name, "Meteors"))).toEqual([]);
    expect(
      await db
        .select()
        .from(catalogResource)
        .where(eq(catalogResource.resourceId, idOf(bot().world.resources, "Carl's star atlas"))),
    ).toEqual([]);
  });

  it("A26: a right lost between Basics and Create is a refusal, and nothing is stored", async () => {
    const max = await bot().visit("Max");
    await reachesReview(max, { name: "A26", catalog: "Marketing" });
    const ada = await bot().visit("Ada");
    await ada.types("/access catalog Marketing");
    await ada.picksPeople("Access package managers", ["Alan"]);
    await ada.clicks("Save");
    await max.clicks("Create");
    expect(await max.sees()).toMatch(/may not create access packages in this catalog/);
    expect(await packageNamed("A26")).toBeUndefined();

    const managed = await readCatalog(bot().deps, bot().slackId("Ada"), idOf(bot().world.catalogs, "Marketing"));
    expect(managed.holders.packageManager.people.map(({ name }) => name)).toEqual(["Alan Turing"]);
    await ada.types("/access catalog Marketing");
    await ada.picksPeople("Access package managers", ["Max"]);
    await ada.clicks("Save");
  });
});
