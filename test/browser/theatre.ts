/** The whole program with its sandbox, and a browser to visit it in. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { start } from "../../src/compose.ts";
import { readEnvironment } from "../../src/config/environment.ts";
import { startBrowser } from "./page-driver.ts";

export interface Theatre {
  browser: Browser;
  /** The sandbox's page. */
  url: string;
  close(): Promise<void>;
}

export async function openTheatre(): Promise<Theatre> {
  const dataDir = await mkdtemp(join(tmpdir(), "access-packages-browser-"));
  const browser = await startBrowser();
  const program = await start(readEnvironment({ PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "error" }));
  return {
    browser,
    url: program.sandboxUrl ?? "",
    close: async () => {
      await browser.close();
      await program.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
