import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Visitor } from "../../src/sandbox/visitor.ts";
import { assignmentGrant } from "../../src/store/schema/assignment.ts";
import { packageResourceRole } from "../../src/store/schema/package.ts";
import { resource } from "../../src/store/schema/resource.ts";
import { useBot } from "../support/bot.ts";
import { offers, requests } from "./offers.ts";
import { idOf } from "./world.ts";

const bot = useBot();

async function opensRoles(name: string, packageName: string): Promise<Visitor> {
  const visitor = await bot().visit(name);
  await visitor.closesAllModals().catch(() => undefined);
  await visitor.types(`/access package ${packageName}`);
  await visitor.clicks("Resource roles");
  expect(await visitor.title()).toBe("Resource roles");
  return visitor;
}

/** Picks these resources, and no others, in the pane of that button. */
async function picks(visitor: Visitor, button: string, names: string[]): Promise<void> {
  await visitor.clicks(button);
  await visitor.choosesMany(button, names);
  await visitor.clicks("Select");
}

async function rolesOf(packageId: string) {
  return bot()
    .database.read.select({ name: resource.name, role: packageResourceRole.role })
    .from(packageResourceRole)
    .innerJoin(resource, eq(resource.id, packageResourceRole.resourceId))
    .where(eq(packageResourceRole.packageId, packageId))
    .orderBy(packageResourceRole.position);
}

async function grantsOn(resourceName: string) {
  const rows = await bot()
    .database.read.select()
    .from(assignmentGrant)
    .where(eq(assignmentGrant.resourceId, idOf(bot().world.resources, resourceName)));
  return rows.map(({ state, role }) => `${role}: ${state}`).toSorted((one, other) => one.localeCompare(other));
}

describe("D11: the resource roles of a package that is held", () => {
  it("are changed after saying who gains and loses what; then all holders have them", async () => {
    const packageId = await offers(bot(), "D11");
    for (const name of ["Rosa", "Tim"]) await requests(await bot().visit(name), "D11");
    await bot().settles();
    const max = await opensRoles("Max", "D11");
    expect(await max.value("Newsletter crew · Group")).toBe("Member");
    await picks(max, "Applications", ["Campaign planner"]);
    await max.chooses("Campaign planner · Application", "Editor");
    await max.chooses("Newsletter crew · Group", "Owner");
    await max.clicks("Next");
    expect(await max.sees()).toMatch(/2 people gain Owner on Newsletter crew/);
    expect(await max.sees()).toMatch(/2 people gain Editor on Campaign planner/);
    expect(await max.sees()).toMatch(/2 people lose Member on Newsletter crew/);
    expect(await max.sees()).toMatch(/brought in line at once\. Whoever has a role by other means as well keeps it\./);
    expect(await rolesOf(packageId)).toEqual([{ name: "Newsletter crew", role: "Member" }]);
    await max.clicks("Save");
    expect(await max.title()).toBe("Manage package");
    expect(await max.sees()).toMatch(/Campaign planner · Application: Editor/);
    expect(await rolesOf(packageId)).toEqual([
      { name: "Newsletter crew", role: "Owner" },
      { name: "Campaign planner", role: "Editor" },
    ]);
    await bot().settles();
    expect(await grantsOn("Campaign planner")).toEqual(["Editor: granted", "Editor: granted"]);
    expect(await grantsOn("Newsletter crew")).toEqual([
      "Member: revoked",
      "Member: revoked",
      "Owner: granted",
      "Owner: granted",
    ]);
  });

  it("go with what was chosen through Back and further panes, and an empty role is asked for on its field", async () => {
    const packageId = await offers(bot(), "D11 panes");
    const max = await opensRoles("Max", "D11 panes");
    await picks(max, "SharePoint sites", ["Brand site"]);
    await max.clicks("Next");
    expect(await max.errors()).toEqual({ "Brand site · SharePoint site": expect.stringMatching(/role|complete/i) });
    await max.chooses("Brand site · SharePoint site", "Owners");
    await picks(max, "Groups", ["Newsletter crew", "Marketing team"]);
    expect(await max.value("Brand site · SharePoint site")).toBe("Owners");
    await max.chooses("Marketing team · Group", "Member");
    await max.clicks("Next");
    expect(await max.sees()).toMatch(/Nobody holds it yet; it will give Owners on Brand site/);
    await max.clicks("Back");
    expect(await max.value("Marketing team · Group")).toBe("Member");
    await picks(max, "Groups", ["Marketing team"]);
    await max.clicks("Next");
    await max.clicks("Save");
    expect(await rolesOf(packageId)).toEqual([
      { name: "Brand site", role: "Owners" },
      { name: "Marketing team", role: "Member" },
    ]);
  });

  it("are picked by the rules of the wizard: a manager within the catalog, its owner also what they own (A12, A13, A17)", async () => {
    await offers(bot(), "D11 picks");
    const max = await opensRoles("Max", "D11 picks");
    await max.clicks("Groups");
    expect(await max.fields()).toEqual(["Groups"]);
    expect(await max.options("Groups", "")).toEqual(["Marketing team", "Newsletter crew"]);
    const olivia = await opensRoles("Olivia", "D11 picks");
    await olivia.clicks("Groups");
    expect(await olivia.options("Groups", "")).toContain("Olivia's book club");
    await olivia.ticks("Only see");
    expect(await olivia.options("Groups", "")).not.toContain("Olivia's book club");
  });

  it("are not overwritten: whoever comes second sees what was changed, with their own choice still there", async () => {
    const packageId = await offers(bot(), "D11 twice");
    const max = await opensRoles("Max", "D11 twice");
    const olivia = await opensRoles("Olivia", "D11 twice");
    await picks(olivia, "Applications", ["Campaign planner"]);
    await olivia.chooses("Campaign planner · Application", "Viewer");
    await olivia.clicks("Next");
    await olivia.clicks("Save");
    await max.chooses("Newsletter crew · Group", "Owner");
    await max.clicks("Next");
    await max.clicks("Save");
    expect(await max.sees()).toMatch(
      /Olivia \w+ changed its resource roles: Resource roles added: Viewer on Campaign planner/,
    );
    expect(await max.value("Newsletter crew · Group")).toBe("Owner");
    expect(await rolesOf(packageId)).toHaveLength(2);
    await max.clicks("Next");
    expect(await max.sees()).toMatch(/Nobody holds it yet; it will no longer give Viewer on Campaign planner/);
  });

  it("keep a second role on a resource that stays, which the form does not show", async () => {
    const packageId = await offers(bot(), "D11 second");
    const resourceId = idOf(bot().world.resources, "Newsletter crew");
    await bot().database.read.insert(packageResourceRole).values({ packageId, resourceId, role: "Owner", position: 1 });
    const max = await opensRoles("Max", "D11 second");
    await picks(max, "Applications", ["Campaign planner"]);
    await max.chooses("Campaign planner · Application", "Viewer");
    await max.clicks("Next");
    expect(await max.sees()).not.toMatch(/lose/);
    await max.clicks("Save");
    expect((await rolesOf(packageId)).map(({ role }) => role)).toEqual(["Member", "Viewer", "Owner"]);
  });
});
