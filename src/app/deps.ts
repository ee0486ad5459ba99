import type { Connector } from "../connectors/connector.ts";
import type { Clock } from "../lib/clock.ts";
import type { NewId } from "../lib/ids.ts";
import type { Logger } from "../lib/log.ts";
import type { Database } from "../store/database.ts";

/** Who holds the rights that the environment grants: Slack user ids and lower-case e-mail addresses. */
export interface GrantedRights {
  userAdministrators: ReadonlySet<string>;
  catalogCreators: ReadonlySet<string>;
}

/** What every use case works with; made once in compose.ts. */
export interface AppDeps {
  database: Database;
  clock: Clock;
  newId: NewId;
  rights: GrantedRights;
  log: Logger;
  /** Tells the outbox relay that there may be something new. Never fails, never waits. */
  nudge: () => void;
  /** Told how each command ended, for the metrics. */
  onCommand: (name: string, outcome: "done" | "refused" | "failed") => void;
}

/** What use cases work with that reach the systems in which people hold roles. */
export interface DeliveryDeps extends AppDeps {
  connector: Connector;
}
