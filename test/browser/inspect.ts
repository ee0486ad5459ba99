import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { axeFindings, problemsOf } from "./page-driver.ts";

/** Not kept in git. */
const PICTURES = fileURLToPath(new URL("../../test-results/", import.meta.url));

/** Holds the screen to axe-core's rules, and keeps a picture of it for whoever wants to look. */
export async function inspect(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}${name}.png` });
  expect(await axeFindings(page), `axe-core on ${name}`).toEqual([]);
  expect(problemsOf(page), `the page's own errors on ${name}`).toEqual([]);
}
