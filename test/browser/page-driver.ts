/** Drives the sandbox's page in a real browser: starts Chromium, acts like a person, asks axe-core about the screen. */
import { existsSync } from "node:fs";
import axeCore from "axe-core";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** `CHROMIUM_PATH`, or where Chromium usually is; undefined where there is none. */
function chromiumPath(): string | undefined {
  return process.env["CHROMIUM_PATH"] ?? USUAL_PLACES.find((path) => existsSync(path));
}

export async function startBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error("No Chromium was found: install one, or set CHROMIUM_PATH.");
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface Visit {
  person?: string;
  /** A conversation's id, or "home". */
  place?: string;
  colorScheme?: "light" | "dark";
  width?: number;
  height?: number;
  /** Device pixels for each pixel of the page. */
  scale?: number;
  /** Whether the welcome of a first visit is shown. */
  welcome?: boolean;
}

/** Opens the page as one person, in a browser profile of its own. What the page logs as an error fails the test. */
export async function visit(browser: Browser, url: string, options: Visit = {}): Promise<Page> {
  const { person = "", place = "", colorScheme = "light", width = 1200, height = 800, scale = 1 } = options;
  const look = { colorScheme, viewport: { width, height }, deviceScaleFactor: scale, reducedMotion: "reduce" } as const;
  const context = await browser.newContext({ ...look, locale: "en-US", timezoneId: "UTC" });
  if (!options.welcome) await context.addInitScript('localStorage.setItem("sandbox.welcomed", "1")');
  const page = await context.newPage();
  page.on("pageerror", (error) => problemsOf(page).push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problemsOf(page).push(message.text());
  });
  await page.goto(new URL(`/#${person}/${place}`, url).href);
  await page.locator("#place-title:not(:empty)").waitFor();
  return page;
}

const problems = new WeakMap<Page, string[]>();

/** Script errors and refused loads since the page was opened. */
export function problemsOf(page: Page): string[] {
  const known = problems.get(page) ?? [];
  problems.set(page, known);
  return known;
}

/** What axe-core finds wrong with what is on the screen now, one line each; empty when all is well. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { source } = axeCore;
  // Evaluated rather than added as a script, which the page's content security policy would refuse.
  await page.evaluate(source);
  return page.evaluate(async () => {
    interface Finding {
      id: string;
      help: string;
      nodes: { target: unknown[]; failureSummary?: string }[];
    }
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Finding[] }> } };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
    );
  });
}

/** Waits until the dialog in front has this title. */
export async function isAt(page: Page, title: string): Promise<void> {
  await frontDialog(page).getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
}

/** Presses a button of the dialog in front. */
export async function press(page: Page, label: string): Promise<void> {
  await frontDialog(page).getByRole("button", { name: label, exact: true }).click();
}

/** Closes every dialog. */
export async function closeDialogs(page: Page): Promise<void> {
  await frontDialog(page)
    .getByRole("button", { name: /^Close (all|window)$/ })
    .click();
  await page.locator("dialog").first().waitFor({ state: "detached" });
}

/** The errors on the fields of the dialog in front, top to bottom, waiting for the first. */
export async function fieldErrors(page: Page): Promise<string[]> {
  const errors = frontDialog(page).locator(".field-error:not([hidden])");
  await errors.first().waitFor();
  return errors.allTextContents();
}

/** What the select, search or people picker offers for this text. */
export async function offers(page: Page, label: string, text = ""): Promise<string[]> {
  const box = field(page, frontDialog(page), label);
  const search = box.getByRole("combobox");
  await search.fill(text);
  await search.click();
  const options = box.getByRole("option");
  await options.first().waitFor();
  const texts = await options.allTextContents();
  await search.blur();
  return texts;
}

/** The dialog in front. */
export function frontDialog(page: Page): Locator {
  return page.locator("dialog[open]").last();
}

/** Sends a slash command in the open conversation. */
export async function command(page: Page, text: string): Promise<void> {
  const composer = page.locator("#composer");
  await composer.fill(text);
  await composer.press("Enter");
}

/** The control that a label names, in the dialog in front or else on the page; the label without "(optional)". */
export function field(page: Page, within: Page | Locator, label: string): Locator {
  const exactly = new RegExp(`^\\s*${label.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}( \\(optional\\))?\\s*$`);
  return within.locator(".field").filter({ has: page.locator("label, legend").filter({ hasText: exactly }) });
}

/** Chooses options by their text in a select, a search or a people picker, radio buttons or checkboxes. */
export async function choose(page: Page, within: Page | Locator, label: string, ...texts: string[]): Promise<void> {
  const box = field(page, within, label);
  await box.waitFor();
  const native = box.locator("select");
  const search = box.getByRole("combobox");
  if ((await native.count()) > 0) {
    await native.selectOption({ label: texts[0] ?? "" });
    return;
  }
  if (await box.locator("fieldset").count()) {
    for (const text of texts) await box.getByLabel(text, { exact: true }).check();
    return;
  }
  for (const text of texts) {
    await search.fill(text);
    const option = box.locator('[role="option"]').filter({ has: page.getByText(text, { exact: true }) });
    await option.first().click();
  }
  await search.blur();
}

/** Writes into a text, number or date field, and leaves it. */
export async function write(page: Page, within: Page | Locator, label: string, text: string): Promise<void> {
  const control = field(page, within, label).locator("input, textarea");
  await control.fill(text);
  await control.blur();
}
