/** The page's menu of time in a real browser, with a bot that answers as each test says. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { startFakeBot } from "../sandbox/fake-bot.ts";
import type { FakeBot, Reply } from "../sandbox/fake-bot.ts";
import { startWorkspace } from "../sandbox/tiny-bot.ts";
import { axeFindings, problemsOf, startBrowser, visit } from "./page-driver.ts";
import type { Visit } from "./page-driver.ts";

let browser: Browser;
let bot: FakeBot;
let sandbox: RunningSandbox;
let page: Page;

beforeAll(async () => {
  [browser, bot] = await Promise.all([startBrowser(), startFakeBot()]);
  sandbox = await startWorkspace(bot.url);
});
afterEach(() => page.context().close());
afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
  await bot?.stop();
});

/** A bot at noon of that day of March, with a deadline at ten o'clock three weeks later; `answer` is its way to travel. */
function travels(answer: () => Reply | Promise<Reply>, hasDeadline = true): { day: number } {
  const at = { day: 2 };
  bot.reply = (_, line) => {
    if (line !== "GET /time-travel") return answer();
    const nextDeadline = hasDeadline ? "2026-03-23T10:00:00.000Z" : null;
    return { body: { now: `2026-03-${String(at.day).padStart(2, "0")}T12:00:00.000Z`, shiftSeconds: 0, nextDeadline } };
  };
  return at;
}

async function opens(look: Visit = {}): Promise<void> {
  page = await visit(browser, sandbox.url, look);
}

const opener = () => page.locator(".time-button");
const menu = () => page.getByRole("group", { name: "Let time pass" });
const item = (name: string) => menu().getByRole("button", { name, exact: true });
const isFocused = (of: ReturnType<typeof opener>) => of.evaluate((control) => control.matches(":focus"));

test("it is busy while time passes, and tells where it is then", async () => {
  let arrive = () => {};
  const at = travels(async () => {
    await new Promise<void>((resolve) => (arrive = resolve));
    at.day += 1;
    return { body: { handled: 1 } };
  });
  await opens();
  await expect.poll(() => opener().getAttribute("aria-label")).toMatch(/^Time: Mar 2, 2026/);
  await opener().click();
  expect(await menu().locator("p").allTextContents()).toEqual([
    expect.stringMatching(/^It is Mar 2, 2026/),
    expect.stringMatching(/^Next deadline: Mar 23, 2026/),
    "Let time pass",
  ]);
  await item("A day").click();
  await expect.poll(() => opener().getAttribute("aria-busy")).toBe("true");
  expect(await page.locator(".time [role=status]").textContent()).toBe("Time passes…");
  expect(await axeFindings(page)).toEqual([]);
  await expect.poll(() => bot.received.at(-1)?.payload).toEqual({ advanceSeconds: 86_400 });
  arrive();
  await expect.poll(() => opener().getAttribute("aria-busy")).toBeNull();
  expect(await page.locator(".time [role=status]").textContent()).toMatch(/^It is Mar 3, 2026/);
  expect(await opener().textContent()).toMatch(/^Mar 3, 2026/);
  expect([await isFocused(opener()), problemsOf(page)]).toEqual([true, []]);
});

test("it goes by the keyboard, past what cannot be chosen", async () => {
  travels(() => ({ body: { handled: 0 } }), false);
  await opens();
  await opener().focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => isFocused(item("A day"))).toBe(true);
  expect(await item("To the next deadline").isDisabled()).toBe(true);
  await page.keyboard.press("ArrowDown");
  expect(await isFocused(item("A week"))).toBe(true);
  await page.keyboard.press("ArrowDown");
  expect(await isFocused(item("A day"))).toBe(true);
  await page.keyboard.press("Escape");
  expect([await menu().isVisible(), await isFocused(opener())]).toEqual([false, true]);
});

test("what goes wrong is said", async () => {
  travels(() => ({ status: 500, body: { error: "Time travel failed on the way." } }));
  await opens();
  await opener().click();
  await item("To the next deadline").click();
  await page.locator(".notice").getByText("Time travel failed on the way.").waitFor();
  expect(await opener().getAttribute("aria-busy")).toBeNull();
});

test("it is gone where the bot has no time travel, and comes back with it", async () => {
  travels(() => ({ body: { handled: 0 } }));
  await opens();
  await opener().click();
  bot.reply = () => ({ status: 404 });
  await page.keyboard.press("Escape");
  await opener().waitFor({ state: "hidden" });
  await page.reload();
  expect(await opener().isVisible()).toBe(false);
  travels(() => ({ body: { handled: 0 } }));
  await page.reload();
  await opener().waitFor();
});

test.each([
  { colorScheme: "light", width: 1200 },
  { colorScheme: "dark", width: 1200 },
  { colorScheme: "light", width: 360 },
  { colorScheme: "dark", width: 360 },
] as const)(
  "axe-core finds nothing in the menu in $colorScheme at $width px, and all of it is in sight",
  async (look) => {
    travels(() => ({ body: { handled: 0 } }));
    await opens(look);
    await opener().click();
    await item("A week").hover();
    expect(await axeFindings(page)).toEqual([]);
    const box = await menu().boundingBox();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(look.width);
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= look.width).toBe(true);
  },
);
