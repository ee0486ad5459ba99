import { existsSync } from "node:fs";
import { link, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { newRandomId } from "../lib/ids.ts";
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
  const own = `${path}.${newRandomId()}`;
  await writeFile(own, Buffer.from(await dump.arrayBuffer()));
  await putInPlace(own, path);
  return path;
}

/** The first to be made stays: whoever reads it already would fail if another took its place. */
async function putInPlace(own: string, path: string): Promise<void> {
  try {
    await link(own, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    await rm(own);
  }
}
