import { existsSync } from "node:fs";
import type { EngineSettings } from "../config/environment.ts";
import { StartFailure } from "../lib/start.ts";
import { databaseFilesIn } from "../store/data-directory.ts";
import type { Database } from "../store/database.ts";

/** Opens the database that is set, for a script: neither made where there is none, nor waited for, and without the queue. */
export async function openAsItStands(settings: EngineSettings): Promise<Database> {
  if (settings.kind === "servers") {
    const { connectTo } = await import("../store/open-postgres.ts");
    return connectTo(settings.databaseUrl);
  }
  const files = databaseFilesIn(settings.dataDir);
  if (!existsSync(files))
    throw new StartFailure(`There is no database in ${files}. Set DATA_DIR, or DATABASE_URL and REDIS_URL.`);
  const { openEmbedded } = await import("../store/open-embedded.ts");
  return openEmbedded(settings.dataDir);
}
