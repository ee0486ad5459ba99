import type { AppDeps } from "../../src/app/deps.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { newRandomId } from "../../src/lib/ids.ts";
import { createLogger } from "../../src/lib/log.ts";
import { openPostgres } from "../../src/store/open-postgres.ts";
import type { Database } from "../../src/store/database.ts";

/** The use cases on a database of the benchmark's, in this process. */
export async function openDeps(url: string): Promise<{ deps: AppDeps; database: Database }> {
  const log = createLogger("warn");
  const database = await openPostgres(url, { log, patienceMs: 0 });
  const rights = { userAdministrators: new Set<string>(), catalogCreators: new Set<string>() };
  const quiet = { nudge: () => {}, onCommand: () => {} };
  return { database, deps: { database, clock: systemClock, newId: newRandomId, rights, log, ...quiet } };
}
