import type { Connector } from "../connectors/connector.ts";
import { localDirectory } from "../connectors/local-directory/local-directory.ts";
import type { Clock } from "../lib/clock.ts";
import {
  addDirectoryGrant,
  holdsInDirectory,
  listedResources,
  listedRolesOf,
  removeDirectoryGrant,
} from "../store/query/directory-grant.ts";
import type { Database } from "../store/database.ts";

/** The local directory over the bot's own database. */
export function openLocalDirectory({ database, clock }: { database: Database; clock: Clock }): Connector {
  const db = database.read;
  return localDirectory({
    resources: () => listedResources(db),
    rolesOf: (resourceId) => listedRolesOf(db, resourceId),
    holds: (holding) => holdsInDirectory(db, holding),
    add: (holding) => addDirectoryGrant(db, holding, clock.now()),
    remove: (holding) => removeDirectoryGrant(db, holding),
  });
}
