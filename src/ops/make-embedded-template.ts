import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { prepareQueueTables } from "../jobs/embedded-queue.ts";
import { openInMemory } from "../store/open-embedded.ts";
import { templatePath } from "../store/embedded-template.ts";

/**
 * Makes a new embedded database ahead of time: that takes many seconds of work, and loading a copy of one does not.
 * Gives the file's path. Made once, and again when a migration or a package has changed.
 */
export async function makeEmbeddedTemplate(): Promise<string> {
  const path = await templatePath();
  if (existsSync(path)) return path;
  const database = await openInMemory();
  await prepareQueueTables(database.engine);
  const dump = await database.engine.dumpDataDir("none");
  await database.close();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}`, Buffer.from(await dump.arrayBuffer()));
  await rename(`${path}.${process.pid}`, path);
  return path;
}
