/** Takes the README's pictures anew: `npm run pictures`. */
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { choose, command, frontDialog, isAt, press, visit, write } from "../test/browser/page-driver.ts";
import type { Visit } from "../test/browser/page-driver.ts";
import { openTheatre } from "../test/browser/theatre.ts";

const GRACE = "U05GRACEHOP";
const ALAN = "U06ALANTURI";
const ROSA = "U07ROSAPARK";
const IT_HELP = "C03ITHELP00";

const theatre = await openTheatre();

function opens(look: Visit = {}): Promise<Page> {
  return visit(theatre.browser, theatre.url, { scale: 2, ...look });
}

async function isTaken(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: fileURLToPath(new URL(`../docs/images/${name}.png`, import.meta.url)) });
  console.log(`docs/images/${name}.png is taken.`);
}

async function wizard(): Promise<void> {
  const page = await opens();
  await command(page, "/access help");
  await page.locator(".message").waitFor();
  await command(page, "/access new");
  await isAt(page, "Basics");
  await write(page, frontDialog(page), "Display name", "Field sales");
  await write(page, frontDialog(page), "Description", "For whoever visits customers");
  await press(page, "Next");
  await isAt(page, "Resource roles");
  await press(page, "Next");
  await isAt(page, "Policy");
  await choose(page, frontDialog(page), "Users", "Rosa Parks", "Tim Lee");
  await choose(page, frontDialog(page), "Groups", "Sales team", "Account managers");
  await frontDialog(page)
    .locator(".modal-body")
    .evaluate((body) => (body.scrollTop = 0));
  await isTaken(page, "wizard");
}

/** Rosa asks for the ready-made package; Alan reads the card in the channel that Grace has chosen. */
async function approval(): Promise<void> {
  const grace = await opens({ person: GRACE });
  await command(grace, "/access catalog Engineering");
  await isAt(grace, "Manage catalog");
  await choose(grace, frontDialog(grace), "Approvals channel", "#it-help");
  await press(grace, "Save");
  await grace.locator("dialog").waitFor({ state: "detached" });
  const rosa = await opens({ person: ROSA });
  await command(rosa, "/access request On-call kit");
  await isAt(rosa, "Request access");
  await write(rosa, frontDialog(rosa), "Business justification", "I take over the night shifts from Tim");
  await press(rosa, "Submit");
  await isAt(rosa, "Request submitted");
  const alan = await opens({ person: ALAN, place: IT_HELP, height: 600 });
  await alan.locator(".message").filter({ hasText: "Rosa Parks requests On-call kit" }).waitFor();
  await isTaken(alan, "approval");
}

try {
  await wizard();
  await approval();
} finally {
  await theatre.close();
}
