import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Once for each run: builds what the suites start as a process of its own, as `npm start` does. */
export function setup(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL("../../scripts/build.mjs", import.meta.url))]);
}
