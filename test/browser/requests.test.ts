/** A newcomer's way through a request: asked, approved, held, extended and ended, with the ready-made package. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inspect } from "./inspect.ts";
import { closeDialogs, command, fieldErrors, frontDialog, isAt, press, visit, write } from "./page-driver.ts";
import { openTheatre } from "./theatre.ts";
import type { Theatre } from "./theatre.ts";

const GRACE = "U05GRACEHOP";
const ROSA = "U07ROSAPARK";

let theatre: Theatre;

beforeAll(async () => {
  theatre = await openTheatre();
}, 120_000);

afterAll(() => theatre?.close());

const lastMessage = (page: Page) => page.locator(".message").last();
/** A button by what stands on it; to a screen reader it may say more. */
const button = (within: Locator, label: string) =>
  within.getByRole("button").filter({ hasText: new RegExp(`^${label}$`) });

/** Somebody in their direct messages with the app, where the bot writes to them. */
async function inDirectMessages(person: string): Promise<Page> {
  const page = await visit(theatre.browser, theatre.url, { person });
  await page.locator("nav").getByText("Access Packages", { exact: true }).click();
  return page;
}

/** The newest message that reads like this, once it is there. */
async function message(page: Page, text: RegExp): Promise<Locator> {
  const found = page.locator(".message").filter({ hasText: text }).last();
  await found.waitFor();
  return found;
}

/** Lets time pass by the page's menu, and resolves when it has. */
async function waits(page: Page, wait: string): Promise<void> {
  const opener = page.locator(".time-button");
  await opener.click();
  await button(page.getByRole("group", { name: "Let time pass" }), wait).click();
  await expect.poll(() => opener.getAttribute("aria-busy"), { timeout: 20_000 }).toBeNull();
}

test(
  "Rosa asks for the On-call kit, Grace approves, and access is extended and ends",
  { timeout: 90_000 },
  async () => {
    const rosa = await inDirectMessages(ROSA);
    await command(rosa, "/access find on-call");
    await button(lastMessage(rosa), "Request").click();
    await isAt(rosa, "Request access");
    await inspect(rosa, "g01-request");
    await press(rosa, "Submit");
    expect(await fieldErrors(rosa)).toHaveLength(1);
    await write(rosa, frontDialog(rosa), "Business justification", "I take over from Tim");
    await press(rosa, "Submit");
    await isAt(rosa, "Request submitted");
    await inspect(rosa, "g02-submitted");
    await closeDialogs(rosa);
    await message(rosa, /Your request for On-call kit.*Pending approval/s);
    await inspect(rosa, "g03-pending");

    const grace = await inDirectMessages(GRACE);
    const card = await message(grace, /Rosa Parks requests On-call kit/);
    await inspect(grace, "g04-card");
    await button(card, "Details").click();
    await isAt(grace, "Request details");
    await inspect(grace, "g05-details");
    await closeDialogs(grace);
    await button(card, "Deny").click();
    await isAt(grace, "Deny request");
    await inspect(grace, "g06-deny");
    await closeDialogs(grace);
    await button(card, "Approve").click();
    await message(grace, /Approved by Grace Hopper.*The request is approved/s);
    expect(await button(card, "Approve").count()).toBe(0);
    await inspect(grace, "g07-approved");
    await grace.context().close();

    await message(rosa, /Your request for On-call kit.*Delivered/s);
    await command(rosa, "/access mine");
    const held = await message(rosa, /Your access.*On-call kit.*Delivered/s);
    await inspect(rosa, "g08-mine");
    await button(held, "Extend").click();
    await isAt(rosa, "Extend access");
    await inspect(rosa, "g09-extend");
    await press(rosa, "Extend");
    await isAt(rosa, "Access extended");
    await closeDialogs(rosa);

    await waits(rosa, "To the next deadline");
    await message(rosa, /Your access to On-call kit ends soon/);
    await inspect(rosa, "g10-ends-soon");
    await waits(rosa, "A week");
    await waits(rosa, "A week");
    await message(rosa, /Your access to On-call kit has ended: its time is over/);
    await inspect(rosa, "g11-ended");
    await rosa.context().close();
  },
);
