/** The sandbox's page in a real browser, with a small Bolt app behind it. */
import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Stage, stage } from "../sandbox/tiny-bot.ts";
import {
  axeFindings,
  choose,
  command,
  field,
  frontDialog,
  problemsOf,
  startBrowser,
  visit,
  write,
} from "./page-driver.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });

function form(label = "Display name"): ModalView {
  return {
    type: "modal",
    callback_id: "form",
    title: plain("Basics"),
    submit: plain("Next"),
    close: plain("Cancel"),
    blocks: [
      {
        type: "input",
        block_id: "name",
        label: plain(label),
        element: { type: "plain_text_input", action_id: "name" },
      },
      {
        type: "input",
        block_id: "catalog",
        optional: true,
        label: plain("Catalog"),
        element: { type: "external_select", action_id: "catalog", min_query_length: 0 },
      },
      {
        type: "input",
        block_id: "approval",
        label: plain("Require approval"),
        element: { type: "radio_buttons", action_id: "approval", options: [option("Yes"), option("No")] },
      },
      {
        type: "input",
        block_id: "users",
        optional: true,
        label: plain("Users"),
        element: { type: "multi_users_select", action_id: "users" },
      },
      {
        type: "actions",
        block_id: "buttons",
        elements: [{ type: "button", action_id: "push", text: plain("Create new") }],
      },
    ],
  };
}

const NASTY = "*bold* _it_ `co<de` <@U01ADALOVEL> &lt;img src=x&gt; <script>alert(1)</script> <javascript:alert(1)|go>";

let submitted: unknown;
let updateFromElsewhere: (label: string) => Promise<unknown>;

function register(app: App): void {
  app.command("/access", async ({ ack, command: sent, client, respond }) => {
    await ack();
    if (sent.text !== "new") {
      await respond({ response_type: "ephemeral", text: NASTY });
      return;
    }
    const { view } = await client.views.open({ trigger_id: sent.trigger_id, view: form() });
    updateFromElsewhere = (label) => client.views.update({ view_id: view?.id ?? "", view: form(label) });
  });
  app.options("catalog", ({ ack }) => ack({ options: [option("General"), option("Marketing")] }));
  app.action("push", async ({ ack, body, client }) => {
    await ack();
    const pane: ModalView = { type: "modal", title: plain("New catalog"), close: plain("Cancel"), blocks: [] };
    pane.blocks.push({ type: "section", text: plain("A catalog holds packages.") });
    if ("trigger_id" in body) await client.views.push({ trigger_id: body.trigger_id, view: pane });
  });
  app.view("form", async ({ ack, view }) => {
    submitted = view.state.values;
    await ack();
  });
}

describe("the page", () => {
  let browser: Browser;
  let scene: Stage;

  beforeAll(async () => {
    [browser, scene] = await Promise.all([startBrowser(), stage(register)]);
  }, 30_000);

  afterAll(async () => {
    await browser?.close();
    await scene?.stop();
  });

  test.each([
    { colorScheme: "light", width: 1200 },
    { colorScheme: "dark", width: 360 },
  ] as const)("axe-core finds nothing in $colorScheme at $width px", async (look) => {
    const page = await visit(browser, scene.sandbox.url, { ...look, welcome: true });
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Got it" }).click();
    await command(page, "/access new");
    await frontDialog(page).getByRole("button", { name: "Next" }).click();
    await frontDialog(page).locator(".field-error").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await frontDialog(page).getByRole("button", { name: "Create new" }).click();
    await page.getByRole("heading", { name: "New catalog" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await frontDialog(page).getByRole("button", { name: "Close all" }).click();
    await page.locator("dialog").first().waitFor({ state: "detached" });
    expect(problemsOf(page)).toEqual([]);
    await page.context().close();
  });

  test("markup is shown as typed, and only Slack's own becomes elements", async () => {
    const page = await visit(browser, scene.sandbox.url);
    await command(page, "/access");
    const body = page.locator(".message-body").last();
    await body.waitFor();
    expect(await body.locator("strong, em, code, .mention").allTextContents()).toEqual([
      "bold",
      "it",
      "co<de",
      "@Ada Lovelace",
    ]);
    expect(await body.locator("img, script, a[href^=javascript]").count()).toBe(0);
    expect(await body.textContent()).toContain("<img src=x>");
    await page.context().close();
  });

  test("a form is filled, checked and sent; an error takes the focus", async () => {
    const page = await visit(browser, scene.sandbox.url);
    await command(page, "/access new");
    const dialog = frontDialog(page);
    await choose(page, dialog, "Require approval", "No");
    await choose(page, dialog, "Catalog", "Marketing");
    await choose(page, dialog, "Users", "Alan Turing", "Rosa Parks");
    await dialog.getByRole("button", { name: "Next" }).click();
    const name = field(page, dialog, "Display name").getByRole("textbox");
    await expect.poll(() => name.getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => name.evaluate((control) => control.matches(":focus"))).toBe(true);
    await write(page, dialog, "Display name", "Spring <campaign>");
    await dialog.getByRole("button", { name: "Next" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(submitted).toMatchObject({
      name: { name: { value: "Spring <campaign>" } },
      catalog: { catalog: { selected_option: { value: "marketing" } } },
      approval: { approval: { selected_option: { value: "no" } } },
      users: { users: { selected_users: ["U06ALANTURI", "U07ROSAPARK"] } },
    });
    expect(await page.locator("#composer").evaluate((composer) => composer.matches(":focus"))).toBe(true);
    await page.context().close();
  });

  test("what is being typed outlives an update of its own field", async () => {
    const page = await visit(browser, scene.sandbox.url);
    await command(page, "/access new");
    const dialog = frontDialog(page);
    await field(page, dialog, "Display name").getByRole("textbox").pressSequentially("Sprng");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await updateFromElsewhere("Name it");
    const renamed = field(page, dialog, "Name it").getByRole("textbox");
    await renamed.waitFor();
    await page.keyboard.type("i");
    expect(await renamed.inputValue()).toBe("Spring");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.context().close();
  });
});
