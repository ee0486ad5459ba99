import type { TestProject } from "vitest/node";
import { openRedisQueue } from "../../src/jobs/redis-queue.ts";
import { createLogger } from "../../src/lib/log.ts";
import { openPostgres } from "../../src/store/open-postgres.ts";
import { administer, databaseUrl, realEngines } from "./real-engines.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The migrated database on the real server that every suite copies; empty on the embedded pair. */
    realTemplate: string;
  }
}

/** Once for each run: on real engines, sees that both answer, and migrates the database that suites copy. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const real = realEngines();
  project.provide("realTemplate", "");
  if (!real) return undefined;
  const log = createLogger("silent");
  const redis = await openRedisQueue(real.redisUrl, { log, prefix: "access-packages-test", patienceMs: 0 });
  await redis.queue.obliterate();
  await redis.close();
  const template = `access_packages_template_${process.pid}`;
  await administer(real, (sql) => sql`create database ${sql(template)}`);
  await (await openPostgres(databaseUrl(real, template), { log, patienceMs: 0 })).close();
  project.provide("realTemplate", template);
  return () => administer(real, (sql) => sql`drop database if exists ${sql(template)} with (force)`);
}
