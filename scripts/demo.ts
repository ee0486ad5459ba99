/** Plays the main job through the whole program and the sandbox, without a browser: `npm run demo`. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "../src/compose.ts";
import { readEnvironment } from "../src/config/environment.ts";
import { STORY } from "./demo/story.ts";
import { Unexpected } from "./demo/teller.ts";

async function play(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "access-packages-demo-"));
  try {
    const program = await start(readEnvironment({ PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "error" }));
    try {
      for (const part of STORY) await part(program.sandboxUrl ?? "");
    } finally {
      await program.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

try {
  await play();
  console.log(`\nThe main job works, in ${STORY.length} parts: everybody did what they may, and no more.`);
} catch (error) {
  console.error(`\n${error instanceof Unexpected ? error.message : String(error)}`);
  process.exitCode = 1;
}
