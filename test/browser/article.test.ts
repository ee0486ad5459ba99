/** The article "Create a new access package", clicked through by each of the people whom it names. */
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inspect } from "./inspect.ts";
import type { Visit } from "./page-driver.ts";
import {
  choose,
  closeDialogs,
  command,
  field,
  fieldErrors,
  frontDialog,
  isAt,
  offers,
  press,
  visit,
  write,
} from "./page-driver.ts";
import { openTheatre } from "./theatre.ts";
import type { Theatre } from "./theatre.ts";

const ADA = "U01ADALOVEL";
const OLIVIA = "U03OLIVIAOS";
const MAX = "U04MAXPLANC";
const ROSA = "U07ROSAPARK";

let theatre: Theatre;

// A workspace of its own for each test: what one leaves behind, a draft say, must not be met by another, nor by its second try.
beforeEach(async () => {
  theatre = await openTheatre();
}, 120_000);

afterEach(() => theatre?.close());

async function as(person: string, look: Visit = {}): Promise<Page> {
  return visit(theatre.browser, theatre.url, { person, ...look });
}

const fills = (page: Page, label: string, text: string) => write(page, frontDialog(page), label, text);
const picks = (page: Page, label: string, ...texts: string[]) => choose(page, frontDialog(page), label, ...texts);
const lastMessage = (page: Page) => page.locator(".message").last();

async function ownerNarrowsTheChoiceAndTakesInAGroup(): Promise<void> {
  const page = await as(OLIVIA, { colorScheme: "dark" });
  await command(page, "/access new");
  await isAt(page, "Basics");
  expect(await offers(page, "Catalog")).toEqual(["Marketing"]);
  await fills(page, "Display name", "Press desk");
  await fills(page, "Description", "For whoever speaks with journalists");
  await picks(page, "Catalog", "Marketing");
  await press(page, "Next");
  await isAt(page, "Resource roles");
  await press(page, "Groups");
  await isAt(page, "Select groups");
  expect(await offers(page, "Groups")).toEqual([
    "Brand guardians",
    "Campaign planners",
    "Marketing team",
    "Press contacts",
  ]);
  await picks(page, "Only see", "Only see resources in Marketing");
  await expect.poll(() => offers(page, "Groups")).toEqual(["Campaign planners", "Marketing team"]);
  await inspect(page, "b01-only-see");
  await field(page, frontDialog(page), "Only see").getByRole("checkbox").uncheck();
  await expect.poll(() => offers(page, "Groups", "press")).toEqual(["Press contacts"]);
  await picks(page, "Groups", "Press contacts");
  await press(page, "Select");
  await isAt(page, "Resource roles");
  await picks(page, "Press contacts · Group", "Member");
  await inspect(page, "b02-roles");
  await press(page, "Next");
  await isAt(page, "Policy");
  await picks(page, "Scope", "All members (excluding guests)");
  await picks(page, "Approver", "Catalog owners");
  await inspect(page, "b03-policy");
  await press(page, "Next");
  await isAt(page, "Review + create");
  await inspect(page, "b04-review");
  await press(page, "Create");
  await isAt(page, "Access package created");
  await closeDialogs(page);
}

async function managerPicksItAndCreatesNoCatalog(): Promise<void> {
  const page = await as(MAX, { width: 360, height: 740 });
  await inspect(page, "c01-workspace");
  await command(page, "/access new");
  await isAt(page, "Basics");
  expect(await frontDialog(page).getByRole("button", { name: "Create new" }).count()).toBe(0);
  await inspect(page, "c02-basics");
  await fills(page, "Display name", "Newsletter");
  await fills(page, "Description", "Writes to our customers");
  await picks(page, "Catalog", "Marketing");
  await press(page, "Next");
  await isAt(page, "Resource roles");
  await press(page, "Groups");
  await isAt(page, "Select groups");
  expect(await field(page, frontDialog(page), "Only see").count()).toBe(0);
  expect(await offers(page, "Groups")).toEqual(["Campaign planners", "Marketing team", "Press contacts"]);
  await picks(page, "Groups", "Press contacts");
  await inspect(page, "c03-select-groups");
  await press(page, "Select");
  await isAt(page, "Resource roles");
  await picks(page, "Press contacts · Group", "Owner");
  await press(page, "Next");
  await isAt(page, "Policy");
  await inspect(page, "c04-policy");
  await picks(page, "Create first policy", "Later");
  await expect.poll(() => frontDialog(page).locator(".field").count()).toBe(1);
  await inspect(page, "c05-policy-later");
  await press(page, "Next");
  await isAt(page, "Review + create");
  await inspect(page, "c06-review");
  await press(page, "Create");
  await isAt(page, "Access package created");
  await inspect(page, "c07-created");
  await closeDialogs(page);
}

describe("the article", () => {
  test("an administrator makes a package in a new catalog, shares it and finds it", async () => {
    const page = await as(ADA);
    await inspect(page, "a01-workspace");
    await command(page, "/access new");
    await isAt(page, "Basics");
    await inspect(page, "a02-basics");

    await press(page, "Create new");
    await isAt(page, "New catalog");
    await inspect(page, "a03-new-catalog");
    await fills(page, "Name", "Product launch");
    await fills(page, "Description", "All that a launch needs");
    await press(page, "Create");
    await isAt(page, "Basics");
    expect(await field(page, frontDialog(page), "Catalog").getByRole("combobox").inputValue()).toBe("Product launch");
    await press(page, "Next");
    expect(await fieldErrors(page)).toHaveLength(2);
    await inspect(page, "a04-basics-errors");
    await fills(page, "Display name", "Launch crew");
    await fills(page, "Description", "Everything for the people who bring a product out");
    await press(page, "Next");

    await isAt(page, "Resource roles");
    await inspect(page, "a05-resource-roles");
    await press(page, "Groups");
    await isAt(page, "Select groups");
    await picks(page, "Groups", "All employees", "Finance team");
    await inspect(page, "a06-select-groups");
    await press(page, "Select");
    await isAt(page, "Resource roles");
    await press(page, "Applications");
    await isAt(page, "Select applications");
    await picks(page, "Applications", "Payroll");
    await press(page, "Select");
    await isAt(page, "Resource roles");
    await press(page, "SharePoint sites");
    await isAt(page, "Select sites");
    await picks(page, "SharePoint sites", "Partner portal");
    await press(page, "Select");
    await isAt(page, "Resource roles");
    await picks(page, "All employees · Group", "Member");
    await picks(page, "Finance team · Group", "Owner");
    await picks(page, "Payroll · Application", "Payroll officer");
    await press(page, "Next");
    expect(await fieldErrors(page)).toHaveLength(1);
    await picks(page, "Partner portal · SharePoint site", "Visitors");
    await inspect(page, "a07-roles-chosen");
    await press(page, "Next");

    await isAt(page, "Policy");
    await inspect(page, "a08-policy");
    await picks(page, "Users", "Rosa Parks", "Tim Lee");
    await picks(page, "Groups", "Marketing team");
    await picks(page, "How many stages", "2");
    await picks(page, "Approver", "Manager as approver");
    await picks(page, "Fallback approvers", "Grace Hopper");
    await picks(page, "Second approver", "Catalog owners");
    await picks(page, "Access package assignments expire", "Number of hours");
    // The field of days has the same label: what is written before the bot has taken it away goes with it.
    const expiry = field(page, frontDialog(page), "Assignments expire after").locator("input");
    await expect.poll(() => expiry.inputValue()).toBe("");
    await fills(page, "Assignments expire after", "87841");
    await press(page, "Next");
    expect((await fieldErrors(page)).join()).toMatch(/1 to 87,840/);
    await inspect(page, "a09-policy-error");
    await picks(page, "Access package assignments expire", "On date");
    await fills(page, "Assignment expiration date", "2031-12-31");
    await press(page, "Next");

    await isAt(page, "Review + create");
    await inspect(page, "a10-review");
    const review = (await frontDialog(page).textContent()) ?? "";
    for (const part of ["Launch crew", "Product launch (new)", "Payroll · Application: Payroll officer", "Rosa Parks"])
      expect(review).toContain(part);
    await frontDialog(page).getByRole("button", { name: "Edit Basics" }).click();
    await isAt(page, "Basics");
    for (const next of ["Resource roles", "Policy", "Review + create"]) {
      await press(page, "Next");
      await isAt(page, next);
    }
    await press(page, "Create");

    await isAt(page, "Access package created");
    await inspect(page, "a11-created");
    await press(page, "Share");
    await isAt(page, "Share access package");
    await inspect(page, "a12-share");
    await picks(page, "Channel", "#general");
    await press(page, "Share");
    await isAt(page, "Access package created");
    await closeDialogs(page);
    const card = page.locator(".message").filter({ hasText: "Launch crew" });
    await card.waitFor();
    expect(await card.textContent()).toMatch(/Catalog: Product launch.*Partner portal · SharePoint site: Visitors/s);
    await inspect(page, "a13-card-in-channel");

    await command(page, "/access find launch");
    await expect.poll(() => lastMessage(page).textContent()).toMatch(/“launch”.*Launch crew/s);
    await inspect(page, "a14-find");
    await lastMessage(page).getByRole("button", { name: "Open" }).click();
    await expect.poll(() => lastMessage(page).textContent()).toMatch(/Initial policy.*Manager|manager/s);
    await inspect(page, "a15-show");
  });

  test("a catalog owner takes in a resource from outside, and a package manager picks it", async () => {
    await ownerNarrowsTheChoiceAndTakesInAGroup();
    await managerPicksItAndCreatesNoCatalog();
  });

  test("somebody without a role is refused, and told whom to ask", async () => {
    const page = await as(ROSA);
    await command(page, "/access new");
    await expect.poll(() => lastMessage(page).textContent()).toMatch(/may not create access packages.*Ada Lovelace/s);
    expect(await page.locator("dialog").count()).toBe(0);
    await inspect(page, "d01-refused");
    await command(page, "/access help");
    await expect.poll(() => lastMessage(page).textContent()).toMatch(/\/access find/);
    await inspect(page, "d02-help");
  });
});

describe("beside the wizard", () => {
  test("a catalog owner changes their catalog", async () => {
    const page = await as(OLIVIA);
    await command(page, "/access catalogs");
    await lastMessage(page).getByRole("button", { name: "Manage" }).click();
    await isAt(page, "Manage catalog");
    await inspect(page, "e01-manage-catalog");
    await fills(page, "Description", "Campaigns, brand, press and more");
    await picks(page, "Access package managers", "Tim Lee");
    await press(page, "Save");
    await page.locator("dialog").waitFor({ state: "detached" });
    await command(page, "/access catalog Marketing");
    await isAt(page, "Manage catalog");
    expect(await field(page, frontDialog(page), "Description").locator("textarea").inputValue()).toMatch(/and more$/);
    expect(await field(page, frontDialog(page), "Access package managers").textContent()).toMatch(
      /Max Planck.*Tim Lee/s,
    );
    await closeDialogs(page);
  });

  test.each([
    { colorScheme: "light", width: 1200 },
    { colorScheme: "dark", width: 360 },
  ] as const)("the Home tab's button opens the wizard, in $colorScheme at $width px", async (look) => {
    const page = await as(ADA, { ...look, place: "home" });
    const open = page.locator("#main").getByRole("button", { name: "New access package" });
    await open.waitFor();
    await inspect(page, `f01-home-${look.colorScheme}`);
    await open.click();
    await isAt(page, "Basics");
    await inspect(page, `f02-basics-${look.colorScheme}`);
    await closeDialogs(page);
  });
});
