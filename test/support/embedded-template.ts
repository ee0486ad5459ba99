import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { prepareQueueTables } from "../../src/jobs/embedded-queue.ts";
import { MIGRATIONS } from "../../src/store/migrations.ts";
import { openInMemory } from "../../src/store/open-embedded.ts";

const CACHE = join("node_modules", ".cache", "access-packages");

/**
 * The file with a migrated embedded database: making one takes seconds, loading a copy does not. Made when it is first
 * needed, and again when a migration or a package has changed.
 */
export async function embeddedTemplate(): Promise<string> {
  const file = join(CACHE, `database-${await fingerprint()}.tar`);
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (exists) return file;
  const database = await openInMemory();
  await prepareQueueTables(database.engine);
  const dump = await database.engine.dumpDataDir("none");
  await database.close();
  await mkdir(CACHE, { recursive: true });
  await writeFile(`${file}.${process.pid}`, Buffer.from(await dump.arrayBuffer()));
  await rename(`${file}.${process.pid}`, file);
  return file;
}

async function fingerprint(): Promise<string> {
  const hash = createHash("sha256");
  const migrations = (await readdir(MIGRATIONS.migrationsFolder)).filter((name) => name.endsWith(".sql")).toSorted();
  const files = migrations.map((name) => join(MIGRATIONS.migrationsFolder, name));
  for (const file of [...files, "package-lock.json"]) hash.update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}
