/** Takes the README's picture anew: `npm run pictures`. */
import { fileURLToPath } from "node:url";
import { choose, command, frontDialog, isAt, press, visit, write } from "../test/browser/page-driver.ts";
import { openTheatre } from "../test/browser/theatre.ts";

const PICTURE = fileURLToPath(new URL("../docs/images/wizard.png", import.meta.url));

const theatre = await openTheatre();
try {
  const page = await visit(theatre.browser, theatre.url, { scale: 2 });
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
  await page.screenshot({ path: PICTURE });
} finally {
  await theatre.close();
}
console.log("docs/images/wizard.png is taken.");
