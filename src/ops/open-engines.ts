import { freeMessages } from "../app/message/free-messages.ts";
import type { EngineSettings } from "../config/environment.ts";
import type { QueueConnection } from "../jobs/queue-connection.ts";
import { lockedBatches, unfinishedBatches, unlockedBatches } from "../jobs/relay.ts";
import type { RelayBatch } from "../jobs/relay.ts";
import type { Clock } from "../lib/clock.ts";
import type { Closers } from "../lib/closers.ts";
import type { Logger } from "../lib/log.ts";
import type { Database } from "../store/database.ts";

/** The database and the queue, and the way in which promised jobs go from the one to the other. */
export interface OpenEngines {
  database: Database;
  connection: QueueConnection;
  batch: RelayBatch;
  /** Hands over again what the queue may have lost, where it can lose anything. */
  unfinished?: RelayBatch;
}

/** Opens the pair that is set. Loads only what it needs: the embedded pair is large. */
export async function openEngines(
  settings: EngineSettings,
  options: { log: Logger; clock: Clock; closers: Closers },
): Promise<OpenEngines> {
  const { clock, closers } = options;
  if (settings.kind === "servers") {
    const [{ openPostgres }, { openRedisQueue }] = await Promise.all([
      import("../store/open-postgres.ts"),
      import("../jobs/redis-queue.ts"),
    ]);
    const database = await openPostgres(settings.databaseUrl, options);
    closers.add(() => database.close());
    const { redisUrl, redisPrefix: prefix } = settings;
    const connection = await openRedisQueue(redisUrl, { log: options.log, prefix });
    closers.add(connection.close);
    const deps = { database, connection, clock };
    return { database, connection, batch: lockedBatches(deps), unfinished: unfinishedBatches(deps) };
  }
  const [{ openEmbedded }, { openEmbeddedQueue }] = await Promise.all([
    import("../store/open-embedded.ts"),
    import("../jobs/embedded-queue.ts"),
  ]);
  const database = await openEmbedded(settings.dataDir);
  closers.add(() => database.close());
  await freeMessages(database);
  const connection = await openEmbeddedQueue(database.engine);
  closers.add(connection.close);
  return { database, connection, batch: unlockedBatches({ database, connection, clock }) };
}
