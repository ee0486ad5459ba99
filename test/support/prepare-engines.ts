import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { prepareQueueTables } from "../../src/jobs/embedded-queue.ts";
import { openRedisQueue } from "../../src/jobs/redis-queue.ts";
import { createLogger } from "../../src/lib/log.ts";
import { MIGRATIONS } from "../../src/store/migrations.ts";
import { openInMemory } from "../../src/store/open-embedded.ts";
import { openPostgres } from "../../src/store/open-postgres.ts";
import { administer, databaseUrl, realEngines } from "./real-engines.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The file with a migrated embedded database, or the name of a migrated database to copy. */
    databaseTemplate: string;
  }
}

const CACHE = join("node_modules", ".cache", "access-packages");

/** Once for each run: a migrated database from which every suite gets its own copy. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const real = realEngines();
  if (!real) {
    project.provide("databaseTemplate", await embeddedTemplate());
    return undefined;
  }
  const log = createLogger("silent");
  const redis = await openRedisQueue(real.redisUrl, { log, prefix: "access-packages-test", patienceMs: 0 });
  await redis.queue.obliterate();
  await redis.close();
  const template = `access_packages_template_${process.pid}`;
  await administer(real, (sql) => sql`create database ${sql(template)}`);
  await (await openPostgres(databaseUrl(real, template), { log, patienceMs: 0 })).close();
  project.provide("databaseTemplate", template);
  return () => administer(real, (sql) => sql`drop database if exists ${sql(template)} with (force)`);
}

/** Making an embedded database takes seconds; loading a copy of one does not. Kept until a migration or a package changes. */
async function embeddedTemplate(): Promise<string> {
  const file = join(CACHE, `database-${await fingerprint()}.tar`);
  const exists = await stat(file).then(() => true, () => false);
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
  const migrations = (await readdir(MIGRATIONS.migrationsFolder)).filter((name) => name.endsWith(".sql")).sort();
  const files = migrations.map((name) => join(MIGRATIONS.migrationsFolder, name));
  for (const file of [...files, "package-lock.json"]) hash.update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}
