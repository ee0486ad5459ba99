import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accessPackage } from "../../src/store/schema/package.ts";
import { catalog, catalogMember, catalogResource } from "../../src/store/schema/catalog.ts";
import { useBot } from "../support/bot.ts";
import { createsPackage, fillsBasics, opensWizard, picks, reachesResourceRoles } from "./wizard.ts";
import { idOf } from "./world.ts";

const bot = useBot();

async function packageNamed(name: string) {
  const rows = await bot().database.read.select().from(accessPackage).where(eq(accessPackage.name, name));
  return rows[0];
}

describe("the wizard's tabs and catalogs", () => {
  it("A1: an administrator sees Basics, Resource roles, Policy, Review + create in order", async () => {
    const ada = await bot().visit("Ada");
    await opensWizard(ada);
    const titles = [await ada.title()];
    await fillsBasics(ada, { name: "A1" });
    for (const _ of ["Resource roles", "Policy"]) {
      await ada.clicks("Next");
      titles.push(await ada.title());
    }
    await ada.chooses("Create first policy", "Later");
    await ada.clicks("Next");
    titles.push(await ada.title());
    expect(titles).toEqual(["Basics", "Resource roles", "Policy", "Review + create"]);
  });

  it("A2: a catalog left untouched by an administrator is General", async () => {
    const ada = await bot().visit("Ada");
    await createsPackage(ada, { name: "A2" });
    const row = await packageNamed("A2");
    const [general] = await bot().database.read.select().from(catalog).where(eq(catalog.type, "serviceDefault"));
    expect(row?.catalogId).toBe(general?.id);
  });

  it("A3: the owner of Marketing alone is offered Marketing alone", async () => {
    const olivia = await bot().visit("Olivia");
    await opensWizard(olivia);
    expect(await olivia.options("Catalog")).toEqual(["Marketing"]);
  });

  it("A3, C3: who may not use General and leaves the catalog empty is told so on that field", async () => {
    const olivia = await bot().visit("Olivia");
    await opensWizard(olivia);
    await fillsBasics(olivia);
    await olivia.clicks("Next");
    expect(await olivia.errors()).toEqual({ Catalog: "Choose the catalog that the access package belongs to." });
  });

  it("A4: an access package manager may create in the catalog", async () => {
    const max = await bot().visit("Max");
    await createsPackage(max, { name: "A4", catalog: "Marketing" });
    expect((await packageNamed("A4"))?.catalogId).toBe(idOf(bot().world.catalogs, "Marketing"));
  });

  it("A5: a member without a role is refused, and told whom to ask", async () => {
    const rosa = await bot().visit("Rosa");
    await rosa.types("/access new");
    expect(await rosa.title()).toBeUndefined();
    expect(await rosa.hasMessage(/may not create access packages/)).toMatch(
      /Ask a user administrator \(Ada Lovelace\) or a catalog owner/,
    );
  });

  it("A6, A8: a catalog creator's new catalog is stored with the package, and they are its first owner", async () => {
    const carl = await bot().visit("Carl");
    await opensWizard(carl);
    await fillsBasics(carl, { name: "A6" });
    await carl.clicks("Create new");
    await carl.fills("Name", "Astronomy");
    await carl.fills("Description", "Stars");
    await carl.clicks("Create");
    expect(await carl.value("Catalog")).toBe("Astronomy");
    await carl.clicks("Next");
    await picks(carl, "Groups", ["Carl's observatory"]);
    await carl.chooses("Carl's observatory · Group", "Member");
    await carl.clicks("Next");
    await carl.chooses("Create first policy", "Later");
    await carl.clicks("Next");
    await carl.clicks("Create");

    const db = bot().database.read;
    const [made] = await db.select().from(catalog).where(eq(catalog.name, "Astronomy"));
    const id = made?.id ?? "";
    expect((await packageNamed("A6"))?.catalogId).toBe(id);
    expect(
      await db
        .select({ role: catalogMember.role, personId: catalogMember.personId })
        .from(catalogMember)
        .where(eq(catalogMember.catalogId, id)),
    ).toEqual([{ role: "owner", personId: idOf(bot().world.people, "Carl") }]);
    expect(
      await db
        .select({ id: catalogResource.resourceId })
        .from(catalogResource)
        .where(eq(catalogResource.catalogId, id)),
    ).toEqual([{ id: idOf(bot().world.resources, "Carl's observatory") }]);
  });

  it("A7: Create new is not offered to an access package manager", async () => {
    const max = await bot().visit("Max");
    await opensWizard(max);
    expect(await max.sees()).not.toContain("[Create new]");
  });

  it("A9: a new catalog may not have the name of another, whatever its case and blanks", async () => {
    const carl = await bot().visit("Carl");
    await opensWizard(carl);
    await carl.clicks("Create new");
    await carl.fills("Name", "  mARKETING ");
    await carl.fills("Description", "Again");
    await carl.clicks("Create");
    expect((await carl.errors())["Name"]).toMatch(/already a catalog named/);
  });

  it("A10: an empty display name is an error on Basics", async () => {
    const ada = await bot().visit("Ada");
    await opensWizard(ada);
    await ada.fills("Display name", "   ");
    await ada.fills("Description", "Something");
    await ada.clicks("Next");
    expect(await ada.title()).toBe("Basics");
    expect(Object.keys(await ada.errors())).toEqual(["Display name"]);
  });
});

describe("which resources can be picked", () => {
  it("A11: for a new catalog a catalog creator is offered the resources they own alone", async () => {
    const carl = await bot().visit("Carl");
    await opensWizard(carl);
    await fillsBasics(carl);
    await carl.clicks("Create new");
    await carl.fills("Name", "Comets");
    await carl.fills("Description", "Tails");
    await carl.clicks("Create");
    await carl.clicks("Next");
    await carl.clicks("Groups");
    expect(await carl.options("Groups")).toEqual(["Carl's observatory"]);
    expect(await carl.fields()).not.toContain("Only see");
  });

  it("A12: a manager is offered exactly the catalog's resources, owned or not", async () => {
    const max = await bot().visit("Max");
    await reachesResourceRoles(max, { catalog: "Marketing" });
    await max.clicks("Groups");
    expect(await max.options("Groups")).toEqual(["Marketing team", "Newsletter crew"]);
  });

  it("A13, A16: an owner is offered the catalog's resources and their own from outside, and no others", async () => {
    const olivia = await bot().visit("Olivia");
    await reachesResourceRoles(olivia, { catalog: "Marketing" });
    await olivia.clicks("Groups");
    expect(await olivia.options("Groups")).toEqual(["Marketing team", "Newsletter crew", "Olivia's book club"]);
    expect(await olivia.options("Groups", "observatory")).toEqual([]);
  });

  it("A14: Only see leaves the catalog's resources alone", async () => {
    const olivia = await bot().visit("Olivia");
    await reachesResourceRoles(olivia, { catalog: "Marketing" });
    await olivia.clicks("Groups");
    await olivia.ticks("Only see", "Only see resources in Marketing");
    expect(await olivia.options("Groups")).toEqual(["Marketing team", "Newsletter crew"]);
    await olivia.unticks("Only see");
    expect(await olivia.options("Groups")).toContain("Olivia's book club");
  });

  it("A15: what an owner picks from outside joins the catalog at creation, and a manager can pick it next time", async () => {
    const olivia = await bot().visit("Olivia");
    await reachesResourceRoles(olivia, { name: "A15", catalog: "Marketing" });
    await picks(olivia, "Groups", ["Olivia's book club"]);
    await olivia.chooses("Olivia's book club · Group", "Member");
    await olivia.clicks("Next");
    await olivia.chooses("Create first policy", "Later");
    await olivia.clicks("Next");

    const max = await bot().visit("Max");
    await reachesResourceRoles(max, { catalog: "Marketing" });
    await max.clicks("Groups");
    expect(await max.options("Groups", "book")).toEqual([]);
    await olivia.clicks("Create");
    expect(await max.options("Groups", "book")).toEqual(["Olivia's book club"]);
  });

  it("A17: a manager is not offered what they own outside the catalog", async () => {
    const max = await bot().visit("Max");
    await reachesResourceRoles(max, { catalog: "Marketing" });
    await max.clicks("Groups");
    expect(await max.options("Groups", "makers")).toEqual([]);
  });

  it("A18: each button lists its own type", async () => {
    const max = await bot().visit("Max");
    await reachesResourceRoles(max, { catalog: "Marketing" });
    for (const [button, title, offered] of [
      ["Groups", "Select groups", ["Marketing team", "Newsletter crew", "Olivia's book club"]],
      ["Applications", "Select applications", ["Campaign planner"]],
      ["SharePoint sites", "Select sites", ["Brand site"]],
    ] as const) {
      await max.clicks(button);
      expect(await max.title()).toBe(title);
      for (const name of await max.options(button)) expect(offered).toContain(name);
      expect(await max.options(button)).toContain(offered[0]);
      await max.closesModal();
    }
  });

  it("A19: a picked resource without a role is an error on it", async () => {
    const max = await bot().visit("Max");
    await reachesResourceRoles(max, { catalog: "Marketing" });
    await picks(max, "SharePoint sites", ["Brand site"]);
    await max.clicks("Next");
    expect(Object.keys(await max.errors())).toEqual(["Brand site · SharePoint site"]);
  });
});
